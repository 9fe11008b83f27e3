package dev.warmpath.ui.look;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/** A thin bar filled from the left. Its text for screen readers is set by the user. FX thread. */
public final class Meter extends Region {
  private static final double HEIGHT = 6;

  private final DoubleProperty share = new SimpleDoubleProperty(this, "share");
  private final Region fill = new Region();

  public Meter() {
    getStyleClass().add("wp-meter");
    fill.getStyleClass().add("wp-meter-fill");
    fill.setManaged(false);
    getChildren().add(fill);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
    share.addListener((p, old, now) -> requestLayout());
  }

  /** 0 to 1; anything outside is shown as the nearer end. */
  public DoubleProperty share() {
    return share;
  }

  @Override
  protected void layoutChildren() {
    double width = Math.round(getWidth() * Math.clamp(share.get(), 0, 1));
    fill.resizeRelocate(0, 0, width, getHeight());
    fill.setVisible(width > 0);
  }
}
