package dev.warmpath.ui.prompt.edit;

import dev.warmpath.ui.canvas.Fonts;
import dev.warmpath.ui.canvas.Palette;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/**
 * How every editor of a prompt looks; shared, so widths are measured once.
 *
 * @param palette colours of the theme
 * @param boundaries true to mark where each token starts
 * @param still true when nothing may move by itself
 * @param advances widths of the text font
 * @param markFont of the "cache ends here" mark
 */
public record EditorLook(
    Palette palette, boolean boundaries, boolean still, FontAdvances advances, Font markFont) {
  /** Tokens are read one by one: the design asks for a generous line. */
  private static final double LINE_HEIGHT = 1.75;

  private static final double MARK_SIZE = 0.84;
  private static final double MARK_SIDE = 7;
  private static final double MARK_GAP = 3;

  /**
   * Without boundaries, and with motion.
   *
   * @param size of the text in pixels
   */
  public static EditorLook of(Palette palette, double size) {
    return new EditorLook(
        palette, false, false, new FontAdvances(Fonts.mono(size)), markFont(size));
  }

  private static Font markFont(double size) {
    return Font.font(Fonts.uiFamily(), FontWeight.BOLD, size * MARK_SIZE);
  }

  /**
   * @param size of the text in pixels; needs other editors
   */
  public EditorLook withSize(double size) {
    return new EditorLook(
        palette, boundaries, still, new FontAdvances(Fonts.mono(size)), markFont(size));
  }

  public EditorLook with(Palette other) {
    return new EditorLook(other, boundaries, still, advances, markFont);
  }

  public EditorLook withBoundaries(boolean shown) {
    return new EditorLook(palette, shown, still, advances, markFont);
  }

  public EditorLook withStill(boolean nowStill) {
    return new EditorLook(palette, boundaries, nowStill, advances, markFont);
  }

  /** Height of a line in whole pixels, so that fills stay sharp. */
  public double lineHeight() {
    return Math.round(advances.font().getSize() * LINE_HEIGHT);
  }

  /** Width of the mark with its gaps. */
  double markWidth(String label) {
    Text text = new Text(label);
    text.setFont(markFont);
    return Math.ceil(text.getLayoutBounds().getWidth()) + 2 * (MARK_SIDE + MARK_GAP);
  }

  double markSide() {
    return MARK_SIDE;
  }

  double markGap() {
    return MARK_GAP;
  }
}
