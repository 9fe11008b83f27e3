package dev.warmpath.ui.tree.paint;

import dev.warmpath.ui.canvas.Fonts;
import dev.warmpath.ui.canvas.TextMetrics;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import org.jspecify.annotations.Nullable;

/**
 * What the tree is written with: as large as the user wants text, or as rows have room for, but
 * never smaller than usual. FX thread.
 */
final class TreeFaces {
  private static final double LABEL_SIZE = 11;
  private static final double TITLE_SIZE = 11.5;
  private static final double RANK_SIZE = 10;

  /** Rows this high have room for labels of the usual size. */
  static final double USUAL_PITCH = 15;

  /**
   * Fonts that go together.
   *
   * @param zoom how much larger than usual
   * @param label of the bars
   * @param title of namespaces
   * @param rank of numbers beside bars
   */
  record Face(
      double zoom, Font label, TextMetrics labelWidths, Font title, TextMetrics titleWidths,
      Font rank) {

    static Face of(double zoom) {
      Font label = Fonts.ui(LABEL_SIZE * zoom);
      Font title = Font.font(Fonts.uiFamily(), FontWeight.BOLD, TITLE_SIZE * zoom);
      return new Face(
          zoom, label, new TextMetrics(label), title, new TextMetrics(title),
          Fonts.mono(RANK_SIZE * zoom));
    }
  }

  /** By the label's whole pixels over the usual ones: a wheel's turn makes a few, not hundreds. */
  private final @Nullable Face[] made;

  private final double zoom;

  /**
   * @param zoom how much larger than usual text is to be
   */
  TreeFaces(double zoom) {
    this.zoom = Math.max(1, zoom);
    made = new Face[1 + steps(this.zoom)];
  }

  private static int steps(double zoom) {
    return (int) Math.round(LABEL_SIZE * (zoom - 1));
  }

  /** For rows of {@code pitch} pixels. */
  Face at(double pitch) {
    int step = steps(Math.clamp(pitch / USUAL_PITCH, 1, zoom));
    Face face = made[step];
    if (face == null) {
      face = made[step] = Face.of(1 + step / LABEL_SIZE);
    }
    return face;
  }
}
