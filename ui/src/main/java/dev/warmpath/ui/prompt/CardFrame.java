package dev.warmpath.ui.prompt;

import javafx.scene.layout.Region;

/**
 * The frame of a card in three pieces: only its head and its foot are rounded. One rounded frame as
 * high as 100,000 characters would cost software rendering a mask over the whole window.
 */
final class CardFrame {
  private CardFrame() {}

  /** The rounded lower end of a card. */
  static Region foot() {
    Region foot = new Region();
    foot.getStyleClass().add("card-foot");
    return foot;
  }
}
