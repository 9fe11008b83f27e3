package dev.warmpath.ui.tree;

import dev.warmpath.cache.Namespace;
import dev.warmpath.ui.canvas.Fonts;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.PanZoom;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.lookup.EvictionOrder;
import dev.warmpath.ui.timeline.TimelineView;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import dev.warmpath.ui.tree.paint.TreePicture;
import dev.warmpath.ui.tree.paint.TreeShades;
import java.time.ZoneId;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The prefix tree: head bar, the drawn tree with minimap and key, and the time slider. The window
 * calls the view model's {@code tick} every pulse. FX thread.
 */
public final class PrefixTreeView extends BorderPane {
  private static final double PAN_PX = 60;

  /** Below this a fitted tree needs the corner more than the minimap does. */
  private static final double ROOM_FOR_MINIMAP = 500;

  /** Below this every pixel belongs to the tree. */
  private static final double ROOM_FOR_KEY = 180;

  private final PrefixTreeViewModel model;
  private final ObservableValue<Palette> palette;
  private final TreeCanvas canvas;
  private final Minimap minimap;
  private final TreeHead head;
  private final TreeKey key = new TreeKey();
  private final VBox empty =
      Parts.nothing(
          "Nothing is cached yet",
          "Send a prompt: its tokens appear here as a branch, and the next prompt that starts"
              + " the same way reuses them.");
  private final TimelineView timeline;
  private final BooleanProperty timelineShown = new SimpleBooleanProperty(false);

  /**
   * @param clock the window's one repaint clock
   * @param palette the theme's colours
   */
  public PrefixTreeView(
      PrefixTreeViewModel model, FrameClock clock, ObservableValue<Palette> palette) {
    this.model = model;
    this.palette = palette;
    TreePicture first = TreePicture.empty(palette.getValue());
    canvas = new TreeCanvas(clock, first, () -> model.now().get(), model::select);
    minimap = new Minimap(clock, first, canvas.panZoom());
    head = new TreeHead(model, canvas.panZoom());
    timeline = new TimelineView(clock, palette, ZoneId.systemDefault(), model::scrub);
    getStyleClass().add("wp-tree");
    setTop(head);
    setCenter(body());
    // Below the tree, not on it: rows scroll behind nothing.
    setBottom(new VBox(key, timeline));
    timeline.visibleProperty().bind(timelineShown);
    timeline.managedProperty().bind(timelineShown);
    listen();
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    // Typed, not pressed: else the slash itself would be typed into the field just focused.
    addEventHandler(
        KeyEvent.KEY_TYPED,
        event -> {
          if (event.getCharacter().equals("/") && canvas.isFocused()) {
            head.focusSearch();
            event.consume();
          }
        });
    canvas.text(model.text().get());
    refresh();
    refreshTimeline();
  }

  private StackPane body() {
    empty.setMouseTransparent(true);
    StackPane body = new StackPane(canvas, empty, minimap);
    StackPane.setAlignment(minimap, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(minimap, new Insets(12));
    return body;
  }

  private void listen() {
    model.layout().addListener(o -> refresh());
    model.colourBy().addListener(o -> refresh());
    model.now().addListener(o -> refresh());
    model.order().addListener(o -> refresh());
    model.finder().matches().addListener(o -> refresh());
    model.finder().match().addListener(o -> refresh());
    palette.addListener(o -> refresh());
    widthProperty().addListener(o -> fitCorners());
    heightProperty().addListener(o -> fitCorners());
    canvas.panZoom().viewport().addListener(o -> fitCorners());
    model.text().addListener((o, was, is) -> canvas.text(is));
    model.buckets().addListener(o -> refreshTimeline());
    model.scrubbedTo().addListener(o -> refreshTimeline());
    model.scrubbedTo().addListener(o -> head.refresh());
    model.selection().block().addListener((o, was, is) -> selected());
  }

  private void refresh() {
    PrefixTreeLayout layout = model.layout().get();
    TreeShades shades =
        TreeShades.of(
            layout, model.shown().get(), model.colourBy().get(), model.now().get(),
            palette.getValue());
    PrefixTreeViewModel.PromptPath prompt = model.prompt().get();
    EvictionOrder order = model.order().get();
    TreePicture picture =
        new TreePicture(
            layout, shades, canvas.panZoom().viewport().get(), palette.getValue(),
            pathNodes(layout, prompt), prompt == null ? 0 : prompt.match().matched(),
            model.finder().matches().get(), model.finder().match().get(), order);
    canvas.show(picture);
    minimap.show(canvas.picture());
    key.show(canvas.picture());
    head.refresh();
    boolean nothing = layout.size() == 0 && layout.ghosts().isEmpty();
    empty.setVisible(nothing);
    fitCorners();
  }

  /** Minimap and key only where they leave room for the tree. */
  private void fitCorners() {
    PrefixTreeLayout layout = model.layout().get();
    boolean wide = getWidth() > 3 * Minimap.WIDTH;
    boolean high = getHeight() > ROOM_FOR_MINIMAP;
    minimap.setVisible(
        wide && (high && layout.size() > 1 || layout.size() > 0 && !canvas.panZoom().isFitted()));
    key.setVisible(layout.maxEnd() > 0 && getHeight() > ROOM_FOR_KEY);
  }

  private static int[] pathNodes(
      PrefixTreeLayout layout, PrefixTreeViewModel.PromptPath prompt) {
    if (prompt == null) {
      return new int[0];
    }
    return prompt.match().path().stream()
        .mapToInt(edge -> layout.nodeOf(edge.id()))
        .filter(node -> node >= 0)
        .toArray();
  }

  private void refreshTimeline() {
    timeline.show(model.buckets().get(), model.scrubbedTo().get());
  }

  private void selected() {
    var block = model.selection().block().get();
    canvas.select(block);
    int node = block == null ? -1 : model.layout().get().nodeOf(block.edge());
    if (block != null && node >= 0) {
      canvas.panZoom().reveal(block.from(), block.to(), model.layout().get().row(node));
    }
  }

  private void key(KeyEvent event) {
    boolean block = event.isShiftDown();
    PanZoom panZoom = canvas.panZoom();
    if (event.isControlDown() || event.isAltDown() || event.isMetaDown()
        || !canvas.isFocused()) {
      return;
    }
    switch (event.getCode()) {
      case LEFT ->
          model.walk(
              block
                  ? TreeWalk.Step.BLOCK_BACK
                  : TreeWalk.Step.PARENT);
      case RIGHT ->
          model.walk(
              block ? TreeWalk.Step.BLOCK_ON : TreeWalk.Step.CHILD);
      case UP -> model.walk(TreeWalk.Step.PREVIOUS);
      case DOWN -> model.walk(TreeWalk.Step.NEXT);
      case PLUS, ADD, EQUALS -> canvas.zoom(PanZoom.STEP);
      case MINUS, SUBTRACT -> canvas.zoom(1 / PanZoom.STEP);
      case DIGIT0, NUMPAD0 -> panZoom.fit();
      case PAGE_UP -> panZoom.pan(0, -canvas.getHeight() + PAN_PX);
      case PAGE_DOWN -> panZoom.pan(0, canvas.getHeight() - PAN_PX);
      case ESCAPE -> model.select(null);
      case P -> model.pinSelected(!block);
      case E -> model.orderShown().set(!model.orderShown().get());
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Whether the last minutes are shown below the tree: in the explorer, not beside the editor. */
  public BooleanProperty timelineShown() {
    return timelineShown;
  }

  /** Focuses the drawn tree. */
  public void focusTree() {
    canvas.requestFocus();
  }

  public void focusSearch() {
    head.focusSearch();
  }

  /** Focuses the time slider, when it is shown. */
  public void focusTimeline() {
    timeline.focusSlider();
  }

  public PanZoom panZoom() {
    return canvas.panZoom();
  }

  /**
   * Draws text at another size, the usual one at least.
   *
   * @param size of body text in pixels
   */
  public void setTextSize(double size) {
    canvas.setTextZoom(Math.max(1, size / Fonts.BODY));
  }

  /** Shown in the head instead of "Prefix tree", for instance "Cache explorer". */
  public void setTitle(String title) {
    head.setTitle(title);
  }

  static String name(Namespace namespace) {
    return namespace == null ? "all" : namespace.label();
  }
}
