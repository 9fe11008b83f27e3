package dev.warmpath.ui.look;

import javafx.scene.Node;
import org.controlsfx.control.PopOver;

/** Popovers that look like the rest: no arrow, no animation, closed by Esc or a click beside. */
public final class PopOvers {
  private static final double CORNER = 8;

  private PopOvers() {}

  public static PopOver of(Node content) {
    PopOver popOver = new PopOver(content);
    popOver.setArrowLocation(PopOver.ArrowLocation.TOP_LEFT);
    popOver.setArrowSize(0);
    popOver.setArrowIndent(0);
    popOver.setDetachable(false);
    popOver.setAnimated(false);
    popOver.setCornerRadius(CORNER);
    popOver.setAutoHide(true);
    popOver.getRoot().getStyleClass().add("wp-popover");
    return popOver;
  }
}
