package dev.warmpath.ui.look;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.stage.PopupWindow;
import javafx.stage.Screen;
import javafx.stage.Window;
import org.controlsfx.control.PopOver;

/** Popovers that look like the rest: no arrow, no animation, closed by Esc or a click beside. */
public final class PopOvers {
  private static final double CORNER = 8;
  /** Room for the shadow between a popover and the end of the screen. */
  private static final double MARGIN = 16;
  private static final double GAP = 2;
  /** What the popover puts around its content: the arrow's place and a border. */
  private static final double FRAME = 12;
  /** A low window, or one at the foot of the screen: better over its edge than too low to read. */
  private static final double LEAST_HEIGHT = 240;

  private PopOvers() {}

  /** Opens below its owner. */
  public static PopOver below(Node content) {
    return of(content, PopOver.ArrowLocation.TOP_LEFT);
  }

  /** Opens above its owner: for buttons at the foot of the window. */
  public static PopOver above(Node content) {
    return of(content, PopOver.ArrowLocation.BOTTOM_LEFT);
  }

  /**
   * Opens {@code popOver} below {@code owner}, at most as tall as the window has room there: what
   * grows while it is open scrolls. Its content must be able to.
   */
  public static void showBelow(PopOver popOver, Node owner) {
    Bounds at = owner.localToScreen(owner.getBoundsInLocal());
    Window window = window(owner);
    double end = Math.min(screen(at).getMaxY(), window.getY() + window.getHeight());
    fit(popOver, end - at.getMaxY() - MARGIN);
    // Without a place it would hang from the owner's middle.
    popOver.show(owner, left(popOver, owner, at), at.getMaxY() + GAP);
  }

  /** The same upwards: for buttons at the foot of the window. */
  public static void showAbove(PopOver popOver, Node owner) {
    Bounds at = owner.localToScreen(owner.getBoundsInLocal());
    double start = Math.max(screen(at).getMinY(), window(owner).getY());
    fit(popOver, at.getMinY() - start - MARGIN);
    popOver.show(owner, left(popOver, owner, at), at.getMinY() - GAP);
  }

  /** Only what has too little room is moved by JavaFX, away from its owner. */
  private static void fit(PopOver popOver, double room) {
    ((Region) popOver.getContentNode()).setMaxHeight(Math.max(LEAST_HEIGHT, room - FRAME));
    popOver.setAutoFix(room < LEAST_HEIGHT);
  }

  /** Begins where its owner begins, or ends where it ends when the window ends sooner. */
  private static double left(PopOver popOver, Node owner, Bounds at) {
    double width = popOver.getContentNode().prefWidth(-1);
    Window window = window(owner);
    double end = window.getX() + window.getWidth() - MARGIN;
    double start = window.getX() + MARGIN;
    return at.getMinX() + width <= end ? at.getMinX() : Math.max(start, at.getMaxX() - width);
  }

  private static Window window(Node owner) {
    Window window = owner.getScene().getWindow();
    while (window instanceof PopupWindow popup) {
      window = popup.getOwnerWindow();
    }
    return window;
  }

  private static Rectangle2D screen(Bounds at) {
    return Screen.getScreensForRectangle(at.getMinX(), at.getMinY(), 1, 1).stream()
        .findFirst()
        .orElse(Screen.getPrimary())
        .getVisualBounds();
  }

  /**
   * {@code content} in the popovers' frame, scrolling when the frame is lower; the popover grows
   * and shrinks with it.
   */
  public static ScrollPane scrolling(Region content) {
    content.getStyleClass().setAll("wp-picker-body");
    ScrollPane scroll = new Fitted(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("wp-picker-frame");
    return scroll;
  }

  /** As tall as what is in it: a plain one asks for that without the width that wraps texts. */
  private static final class Fitted extends ScrollPane {
    private final Region content;

    private Fitted(Region content) {
      super(content);
      this.content = content;
      content.heightProperty().addListener((p, old, now) -> Platform.runLater(this::refit));
    }

    @Override
    protected double computePrefHeight(double width) {
      return snappedTopInset() + content.prefHeight(content.prefWidth(-1)) + snappedBottomInset();
    }

    private void refit() {
      requestLayout();
      if (getScene() != null && getScene().getWindow() instanceof PopupWindow window) {
        window.sizeToScene();
      }
    }
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
