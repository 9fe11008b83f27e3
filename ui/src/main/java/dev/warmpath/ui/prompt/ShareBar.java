package dev.warmpath.ui.prompt;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/** A small bar: the warm part of a whole; the number beside it says the same. FX thread. */
final class ShareBar extends Region {
  private static final double WIDTH = 90;
  private static final double HEIGHT = 6;

  private final Region warm = new Region();
  private double share;

  ShareBar() {
    getStyleClass().add("share-bar");
    warm.getStyleClass().add("share-bar-warm");
    getChildren().add(warm);
    setPrefSize(WIDTH, HEIGHT);
    setMinSize(0, HEIGHT);
    setMaxHeight(HEIGHT);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
  }

  /** Shows a share of 0 to 1. */
  void show(double newShare) {
    share = newShare;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double wide = share > 0 ? Math.max(2, getWidth() * share) : 0;
    warm.resizeRelocate(0, 0, wide, getHeight());
  }
}
