package dev.warmpath.ui.prompt.edit;

import dev.warmpath.ui.prompt.text.Advances;
import dev.warmpath.ui.prompt.text.Graphemes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Measured widths of one font with its fall-backs, kept after the first look. FX thread. */
public final class FontAdvances implements Advances {
  private static final int SAMPLE = 100;
  private static final int BMP = 0x10000;

  /** Different clusters kept; beyond it they are forgotten, so hostile text can't fill memory. */
  private static final int CLUSTERS = 4096;

  /** Different right-to-left words kept: more than a window shows. */
  private static final int WORDS = 4096;

  private final Font font;
  private final Text probe = new Text();
  private final double cell;
  private final double ascent;
  private final double height;
  private final float[] units = new float[BMP];
  private final Map<String, Double> clusters = new HashMap<>();
  private final Map<String, double[]> words = new HashMap<>();

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

  @Override
  public double[] backward(CharSequence text, int from, int to) {
    String word = text.subSequence(from, to).toString();
    double[] known = words.get(word);
    if (known == null) {
      if (words.size() >= WORDS) {
        words.clear();
      }
      known = measureBackward(word);
      words.put(word, known);
    }
    return known;
  }

  /** Letters join: the font system is asked where each stands in the whole word. */
  private double[] measureBackward(String word) {
    probe.setText(word);
    double wide = probe.getLayoutBounds().getWidth();
    double[] read = new double[word.length() + 1];
    int at = 0;
    double last = 0;
    int same = 0;
    while (at < word.length()) {
      int next = Graphemes.next(word, at);
      double end = next == word.length() ? wide : wide - caretX(next, wide);
      read[next] = Math.max(last, end);
      if (read[next] - last < 1) {
        same++;
      } else {
        share(word, read, next, same);
        same = 0;
        last = read[next];
      }
      at = next;
    }
    if (same > 0) {
      double cells = same * cell / 3;
      read[word.length()] = last + cells;
      share(word, read, word.length(), same - 1);
    }
    return read;
  }

  /** Clusters drawn as one sign (lam and alef) get equal parts of it, so each can be pointed at. */
  private static void share(CharSequence word, double[] read, int end, int before) {
    if (before == 0) {
      return;
    }
    int[] ends = new int[before + 1];
    int at = end;
    for (int i = before; i >= 0; i--) {
      ends[i] = at;
      at = Graphemes.previous(word, at);
    }
    double start = read[at];
    double part = (read[end] - start) / (before + 1);
    for (int i = 0; i < before; i++) {
      read[ends[i]] = start + part * (i + 1);
    }
  }

  /** Left end of the caret before a unit of the probe's text; at its right edge when unknown. */
  private double caretX(int unit, double otherwise) {
    for (PathElement element : probe.caretShape(unit, true)) {
      if (element instanceof MoveTo move) {
        return move.getX();
      }
    }
    return otherwise;
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
