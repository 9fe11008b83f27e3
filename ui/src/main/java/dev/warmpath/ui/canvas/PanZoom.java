package dev.warmpath.ui.canvas;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/**
 * Mouse and keyboard of a zoomable pane, as in the best visual profilers: scroll pans, Ctrl+scroll
 * zooms about the cursor, drag pans, under 5 px it is a click, double-click fits. FX thread.
 */
public final class PanZoom {
  /** A hand that clicks moves a little; less than this is not a drag. */
  public static final double CLICK_PX = 5;
  /** One key press or button zooms by this. */
  public static final double STEP = 1.5;
  /** One wheel notch (40 units) zooms by a fifth. */
  private static final double ZOOM_PER_UNIT = Math.log(1.2) / 40;

  /** Told about clicks that were neither drags nor double-clicks. */
  public interface Clicks {
    void clicked(MouseEvent event);
  }

  private final ReadOnlyObjectWrapper<Viewport> viewport =
      new ReadOnlyObjectWrapper<>(new Viewport(0, 0, 1, Viewport.MAX_PITCH));
  private final double left;
  private final double top;
  private Viewport.Extent extent = new Viewport.Extent(1, 1, 1, 1);
  private boolean fitted = true;
  private boolean dragging;
  private double pressX;
  private double pressY;
  private double lastX;
  private double lastY;

  /**
   * @param left pixels between the pane's left edge and token x
   * @param top pixels between the pane's top edge and row y
   */
  public PanZoom(double left, double top) {
    this.left = left;
    this.top = top;
  }

  public ReadOnlyObjectProperty<Viewport> viewport() {
    return viewport.getReadOnlyProperty();
  }

  public Viewport.Extent extent() {
    return extent;
  }

  /** True until the user moves: new content then keeps fitting. */
  public boolean isFitted() {
    return fitted;
  }

  /** New content or a new size; a fitted view stays fitted. */
  public void extent(Viewport.Extent newExtent) {
    extent = newExtent;
    viewport.set(fitted ? Viewport.fit(extent) : viewport.get().clamped(extent));
  }

  public void fit() {
    fitted = true;
    viewport.set(Viewport.fit(extent));
  }

  /** Zooms about the middle of the pane. */
  public void zoom(double factor) {
    zoomAt(factor, extent.width() / 2, extent.height() / 2);
  }

  /** Zooms about a place where it is in sight, else about the middle. */
  public void zoomAbout(double token, double row, double factor) {
    double px = viewport.get().toX(token);
    double py = viewport.get().toY(row);
    boolean seen = px >= 0 && px <= extent.width() && py >= 0 && py <= extent.height();
    zoomAt(factor, seen ? px : extent.width() / 2, seen ? py : extent.height() / 2);
  }

  public void pan(double dx, double dy) {
    move(viewport.get().panned(extent, dx, dy));
  }

  /** Centres a place, for the minimap. */
  public void centre(double token, double row) {
    Viewport now = viewport.get();
    move(
        new Viewport(
                token - extent.width() / now.scale() / 2, row - extent.height() / now.pitch() / 2,
                now.scale(), now.pitch())
            .clamped(extent));
  }

  public void reveal(double fromToken, double toToken, double row) {
    Viewport shown = viewport.get().revealing(extent, fromToken, toToken, row);
    if (!shown.equals(viewport.get())) {
      move(shown);
    }
  }

  /** Listens to the mouse on {@code pane}. */
  public void install(Region pane, Clicks clicks) {
    pane.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    pane.addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          dragging = false;
          pressX = lastX = event.getX();
          pressY = lastY = event.getY();
        });
    pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    pane.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (dragging || event.getButton() != MouseButton.PRIMARY) {
            return;
          }
          if (event.getClickCount() == 2) {
            fit();
          } else {
            clicks.clicked(event);
          }
        });
  }

  private void scrolled(ScrollEvent event) {
    if (event.isShortcutDown() || event.isControlDown()) {
      double factor = Math.exp((event.getDeltaY() + event.getDeltaX()) * ZOOM_PER_UNIT);
      zoomAt(factor, event.getX() - left, event.getY() - top);
    } else if (canScrollRows() && !event.isShiftDown()) {
      pan(-event.getDeltaX(), -event.getDeltaY());
    } else {
      pan(-event.getDeltaX() - event.getDeltaY(), 0);
    }
    event.consume();
  }

  private boolean canScrollRows() {
    return (extent.rows() + 0.5) * viewport.get().pitch() > extent.height() + 1;
  }

  private void dragged(MouseEvent event) {
    boolean far = Math.hypot(event.getX() - pressX, event.getY() - pressY) >= CLICK_PX;
    dragging |= far;
    if (dragging) {
      pan(lastX - event.getX(), lastY - event.getY());
      lastX = event.getX();
      lastY = event.getY();
    }
  }

  private void zoomAt(double factor, double px, double py) {
    move(viewport.get().zoomed(extent, factor, px, py));
  }

  private void move(Viewport moved) {
    fitted = moved.equals(Viewport.fit(extent));
    viewport.set(moved);
  }
}
