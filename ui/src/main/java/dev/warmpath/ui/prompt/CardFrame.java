package dev.warmpath.ui.prompt;

import dev.warmpath.ui.prompt.edit.TokenEditor;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The frame of a card: one pixel of the card's own fill at both sides of its text, a rounded head
 * and a rounded foot. The style sheet says why.
 */
final class CardFrame {
  private static final Insets SIDES = new Insets(0, 1, 0, 1);

  private CardFrame() {}

  /** Leaves the frame's line free at both sides. */
  static void inset(Node text) {
    VBox.setMargin(text, SIDES);
  }

  /** Tells a card's text which of its own rows are in view. */
  static void view(VBox card, TokenEditor text, double top, double bottom) {
    card.layout();
    double y = text.getLayoutY();
    text.setView(Math.max(0, top - y), Math.min(text.getHeight(), bottom - y));
  }

  /** The rounded lower end of a card. */
  static Region foot() {
    Region foot = new Region();
    foot.getStyleClass().add("card-foot");
    return foot;
  }
}
