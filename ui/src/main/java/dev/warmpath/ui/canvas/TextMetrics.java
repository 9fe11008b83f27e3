package dev.warmpath.ui.canvas;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * Text widths for one font without laying text out: the advance of each character is measured
 * once. Kerning is ignored, which is exact for monospaced faces and within a pixel or two for
 * others. Allocates nothing for characters it knows. FX thread.
 */
public final class TextMetrics {
  private static final int TABLE = 0x3000;

  private final Text probe = new Text();
  private final double[] advances = new double[TABLE];
  private final Map<Integer, Double> rare = new HashMap<>();

  public TextMetrics(Font font) {
    probe.setFont(font);
    Arrays.fill(advances, -1);
  }

  /** Width in pixels. */
  public double width(CharSequence text) {
    return width(text, 0, text.length());
  }

  /** Width of the UTF-16 units {@code from} to {@code to} in pixels. */
  public double width(CharSequence text, int from, int to) {
    double width = 0;
    for (int i = from; i < to; ) {
      int point = Character.codePointAt(text, i);
      width += advance(point);
      i += Character.charCount(point);
    }
    return width;
  }

  /** UTF-16 units from {@code from} on that fit into {@code maxWidth}, at whole characters. */
  public int fitting(CharSequence text, int from, double maxWidth) {
    double width = 0;
    int i = from;
    while (i < text.length()) {
      int point = Character.codePointAt(text, i);
      width += advance(point);
      if (width > maxWidth) {
        break;
      }
      i += Character.charCount(point);
    }
    return i - from;
  }

  /** The text, or as much of it as fits with an ellipsis; empty when not even three letters fit. */
  public String shortened(String text, double maxWidth) {
    if (fitting(text, 0, maxWidth) == text.length()) {
      return text;
    }
    int units = fitting(text, 0, maxWidth - advance('…'));
    return units < 3 ? "" : text.substring(0, units).stripTrailing() + "…";
  }

  public double advance(int point) {
    if (point < TABLE) {
      double known = advances[point];
      return known >= 0 ? known : (advances[point] = measured(point));
    }
    return rare.computeIfAbsent(point, this::measured);
  }

  private double measured(int point) {
    if (Character.isISOControl(point)) {
      return 0;
    }
    probe.setText(Character.toString(point));
    return probe.getLayoutBounds().getWidth();
  }
}
