package dev.warmpath.ui.tree;

import dev.warmpath.ui.canvas.CanvasPane;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.PanZoom;
import dev.warmpath.ui.canvas.Viewport;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import dev.warmpath.ui.tree.paint.TreePicture;
import dev.warmpath.ui.tree.paint.TreeShades;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;

/** The whole tree in a corner with the shown part framed; a click or drag goes there. FX thread. */
final class Minimap extends CanvasPane {
  static final double WIDTH = 160;
  static final double HEIGHT = 74;
  private static final double PAD = 6;

  private final PanZoom panZoom;
  private TreePicture picture;

  Minimap(FrameClock clock, TreePicture first, PanZoom panZoom) {
    super(clock);
    this.picture = first;
    this.panZoom = panZoom;
    setPrefSize(WIDTH, HEIGHT);
    setMaxSize(WIDTH, HEIGHT);
    getStyleClass().add("wp-minimap");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText("Overview of the prefix tree; the frame is what is in sight");
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::go);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::go);
    addEventHandler(MouseEvent.MOUSE_CLICKED, MouseEvent::consume);
    panZoom.viewport().addListener((o, was, is) -> repaintOverlay());
  }

  void show(TreePicture next) {
    boolean same = next.layout() == picture.layout() && next.shades() == picture.shades();
    picture = next;
    if (!same) {
      repaint();
    }
  }

  private Viewport whole() {
    return Viewport.fit(
        new Viewport.Extent(
            Math.max(1, picture.layout().maxEnd()), Math.max(1, picture.layout().rowCount()),
            getWidth() - 2 * PAD, getHeight() - 2 * PAD));
  }

  private void go(MouseEvent event) {
    Viewport whole = whole();
    panZoom.centre(whole.tokenAt(event.getX() - PAD), whole.rowAt(event.getY() - PAD));
    event.consume();
  }

  @Override
  protected void paintBase(GraphicsContext g, double width, double height) {
    PrefixTreeLayout layout = picture.layout();
    TreeShades shades = picture.shades();
    Viewport whole = whole();
    double barHeight = Math.clamp(whole.pitch() * 0.7, 0.6, 3);
    for (int shade = 0; shade < shades.colourCount(); shade++) {
      g.setFill(shades.colour(shade));
      long last = -1;
      for (int i = 0; i < layout.size(); i++) {
        if (shades.shade(i) != shade) {
          continue;
        }
        double x = PAD + whole.toX(layout.edge(i).start());
        double y = PAD + whole.toY(layout.row(i));
        double wide = Math.max(0.6, layout.edge(i).length() * whole.scale());
        long place = ((long) (y * 2) << 32) | (long) (x * 2);
        if (place != last || wide > 1) {
          g.fillRect(x, y, wide, barHeight);
        }
        last = place;
      }
    }
  }

  @Override
  protected void paintOverlay(GraphicsContext g, double width, double height) {
    Viewport whole = whole();
    Viewport shown = picture.viewport();
    Viewport now = panZoom.viewport().get();
    if (picture.layout().size() == 0 || shown.scale() <= 0) {
      return;
    }
    double x = PAD + whole.toX(now.x());
    double y = PAD + whole.toY(now.y());
    double wide = panZoom.extent().width() / now.scale() * whole.scale();
    double high = panZoom.extent().height() / now.pitch() * whole.pitch();
    g.setStroke(picture.palette().text());
    g.setLineWidth(1);
    double right = Math.min(width - 3, x + wide);
    double bottom = Math.min(height - 3, y + high);
    g.strokeRect(
        Math.round(x) - 1.5, Math.round(y) - 1.5, Math.max(3, right - x + 2),
        Math.max(3, bottom - y + 2));
  }
}
