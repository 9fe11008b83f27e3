package dev.warmpath.ui.prompt.edit;

import dev.warmpath.ui.prompt.text.Advances;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Measured widths of one font with its fall-backs, kept after the first look. FX thread. */
public final class FontAdvances implements Advances {
  private static final int SAMPLE = 100;
  private static final int BMP = 0x10000;

  /** Different clusters kept; beyond it they are forgotten, so hostile text can't fill memory. */
  private static final int CLUSTERS = 4096;

  private final Font font;
  private final Text probe = new Text();
  private final double cell;
  private final double ascent;
  private final double height;
  private final float[] units = new float[BMP];
  private final Map<String, Double> clusters = new HashMap<>();

  FontAdvances(Font font) {
    this.font = font;
    probe.setFont(font);
    cell = measure("0".repeat(SAMPLE)) / SAMPLE;
    probe.setText("0");
    ascent = probe.getBaselineOffset();
    height = probe.getLayoutBounds().getHeight();
    Arrays.fill(units, Float.NaN);
  }

  Font font() {
    return font;
  }

  /** From the top of the font's own line to its baseline. */
  double ascent() {
    return ascent;
  }

  double height() {
    return height;
  }

  @Override
  public double cell() {
    return cell;
  }

  @Override
  public double cluster(CharSequence text, int from, int to) {
    if (to == from + 1) {
      char c = text.charAt(from);
      if (Float.isNaN(units[c])) {
        units[c] = (float) width(String.valueOf(c));
      }
      return units[c];
    }
    String cluster = text.subSequence(from, to).toString();
    Double known = clusters.get(cluster);
    if (known == null) {
      if (clusters.size() >= CLUSTERS) {
        clusters.clear();
      }
      known = width(cluster);
      clusters.put(cluster, known);
    }
    return known;
  }

  /** Invisible ones get a third of a cell, so that a caret can stand on both sides of them. */
  private double width(String cluster) {
    double measured = measure(cluster);
    return measured > 0.5 ? measured : cell / 3;
  }

  private double measure(String string) {
    probe.setText(string);
    return probe.getLayoutBounds().getWidth();
  }
}
