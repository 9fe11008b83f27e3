package dev.warmpath.ui.tree;

import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.CanvasPane;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.PanZoom;
import dev.warmpath.ui.canvas.Viewport;
import dev.warmpath.ui.tree.paint.PrefixTreePainter;
import dev.warmpath.ui.tree.paint.TreeOverlayPainter;
import dev.warmpath.ui.tree.paint.TreePicture;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Dimension2D;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** The drawn tree: shows a {@link TreePicture} and turns the mouse into blocks. FX thread. */
final class TreeCanvas extends CanvasPane {
  private final PanZoom panZoom = new PanZoom(PrefixTreePainter.LEFT, PrefixTreePainter.TOP);
  private final Supplier<Instant> now;
  private double textZoom = 1;
  private PrefixTreePainter painter = new PrefixTreePainter(textZoom);
  private TreeOverlayPainter overlay = new TreeOverlayPainter(textZoom);
  private Function<int[], String> text = tokens -> "";
  private TreePicture picture;
  private Selection.@Nullable Block selected;
  private int hoverNode = -1;
  private double mouseX;
  private double mouseY;

  TreeCanvas(
      FrameClock clock, TreePicture first, Supplier<Instant> now,
      Consumer<Selection.@Nullable Block> clicked) {
    super(clock);
    this.picture = first;
    this.now = now;
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TREE_VIEW);
    speak();
    panZoom.install(
        this,
        event -> {
          requestFocus();
          clicked.accept(TreeOverlayPainter.blockAt(picture, event.getX(), event.getY()));
        });
    panZoom.viewport().addListener((o, was, is) -> show(picture.withViewport(is)));
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> hover(event.getX(), event.getY()));
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> hover(-1, -1));
    widthProperty().addListener((o, was, is) -> resized());
    heightProperty().addListener((o, was, is) -> resized());
    focusedProperty().addListener((o, was, is) -> repaint());
  }

  PanZoom panZoom() {
    return panZoom;
  }

  /** Zooms about the selected block where it is in sight, else about the middle. */
  void zoom(double factor) {
    Selection.Block block = selected;
    int node = block == null ? -1 : picture.layout().nodeOf(block.edge());
    if (block != null && node >= 0) {
      panZoom.zoomAbout(block.from(), picture.layout().row(node), factor);
    } else {
      panZoom.zoom(factor);
    }
  }

  TreePicture picture() {
    return picture;
  }

  void text(Function<int[], String> newText) {
    text = newText;
    painter.text(text);
    repaint();
  }

  /** Text, and with it rows, this much larger than usual. */
  void setTextZoom(double zoom) {
    textZoom = zoom;
    painter = new PrefixTreePainter(zoom);
    overlay = new TreeOverlayPainter(zoom);
    painter.text(text);
    painter.layout(picture.layout());
    resized();
    repaint();
  }

  /** Shows other content at the present place. */
  void show(TreePicture next) {
    boolean sameLayout = next.layout() == picture.layout();
    picture = next;
    if (!sameLayout) {
      painter.layout(next.layout());
      hoverNode = -1;
      speak();
      resized();
    }
    repaint();
  }

  /** What a screen reader says of the picture: its size, and what is picked. */
  private void speak() {
    Selection.Block block = selected;
    String picked =
        block == null
            ? "nothing selected; arrow keys walk the branches"
            : "selected tokens " + block.from() + " to " + (block.to() - 1);
    setAccessibleText(
        "Prefix tree, " + Figures.count(picture.layout().size(), "branch", "branches") + ", "
            + Figures.count(picture.layout().maxEnd(), "token", "tokens") + " long, " + picked);
  }

  void select(Selection.@Nullable Block block) {
    selected = block;
    speak();
    repaintOverlay();
  }

  private void resized() {
    panZoom.extent(
        new Viewport.Extent(
            Math.max(1, picture.layout().maxEnd()),
            Math.max(1, picture.layout().rowCount()),
            getWidth() - PrefixTreePainter.LEFT,
            getHeight() - PrefixTreePainter.TOP,
            Math.round(Viewport.MAX_PITCH * textZoom)));
  }

  private void hover(double x, double y) {
    mouseX = x;
    mouseY = y;
    int node = x < 0 ? -1 : TreeOverlayPainter.nodeAt(picture, x, y);
    if (node >= 0 || hoverNode >= 0) {
      hoverNode = node;
      repaintOverlay();
    }
  }

  @Override
  protected void paintBase(GraphicsContext g, double width, double height) {
    if (painter.paint(g, picture, width, height)) {
      repaint();
    }
    if (isFocused()) {
      g.setStroke(picture.palette().warmText());
      g.setLineWidth(2);
      g.strokeRect(1, 1, width - 2, height - 2);
    }
  }

  @Override
  protected boolean hasOverlay() {
    return selected != null || hoverNode >= 0;
  }

  @Override
  protected void paintOverlay(GraphicsContext g, double width, double height) {
    if (selected != null) {
      overlay.selection(g, picture, selected);
    }
    if (hoverNode >= 0 && hoverNode < picture.layout().size()) {
      Point2D mouse = new Point2D(mouseX, mouseY);
      Dimension2D room = new Dimension2D(width, height);
      overlay.hover(g, picture, hoverNode, mouse, room, now.get());
    }
  }
}
