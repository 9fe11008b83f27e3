package dev.warmpath.ui.look;

import javafx.scene.Node;
import org.controlsfx.control.PopOver;

/** Popovers that look like the rest: no arrow, no animation, closed by Esc or a click beside. */
public final class PopOvers {
  private static final double CORNER = 8;

  private PopOvers() {}

  /** Opens below its owner. */
  public static PopOver below(Node content) {
    return of(content, PopOver.ArrowLocation.TOP_LEFT);
  }

  /** Opens above its owner: for buttons at the foot of the window. */
  public static PopOver above(Node content) {
    return of(content, PopOver.ArrowLocation.BOTTOM_LEFT);
  }

  private static PopOver of(Node content, PopOver.ArrowLocation location) {
    PopOver popOver = new PopOver(content);
    popOver.setArrowLocation(location);
    popOver.setArrowSize(0);
    popOver.setArrowIndent(0);
    popOver.setDetachable(false);
    popOver.setAnimated(false);
    popOver.setCornerRadius(CORNER);
    popOver.setAutoHide(true);
    // ControlsFX gives the popover's root a style sheet of its own, which beats the scene's.
    popOver.getRoot().getStylesheets().add(StyleSheets.resource("popover.css"));
    return popOver;
  }
}
