package dev.warmpath.ui.tree.paint;

import dev.warmpath.cache.CachedEdge;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.Fonts;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.TextMetrics;
import dev.warmpath.ui.canvas.Viewport;
import dev.warmpath.ui.lookup.EvictionOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Dimension2D;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/** Paints what follows the mouse and the keyboard: selection, hover and its read-out. FX thread. */
public final class TreeOverlayPainter {
  private static final double CHIP_LINE = 18;
  private static final double CHIP_PAD = 10;

  private static final double CHIP_TEXT = 11.5;

  private final double chipLine;
  private final Font font;
  private final TextMetrics metrics;

  /**
   * @param zoom how much larger than usual text is
   */
  public TreeOverlayPainter(double zoom) {
    chipLine = Math.round(CHIP_LINE * zoom);
    font = Fonts.ui(CHIP_TEXT * zoom);
    metrics = new TextMetrics(font);
  }

  public void selection(GraphicsContext g, TreePicture picture, Selection.Block block) {
    int node = picture.layout().nodeOf(block.edge());
    // A split gives what is behind it to another edge; until the block follows it is nowhere.
    if (node < 0 || block.from() >= picture.layout().edge(node).end()) {
      return;
    }
    outlineEdge(g, picture, node, picture.palette().text(), 1);
    Viewport viewport = picture.viewport();
    double y = PrefixTreePainter.barY(viewport, picture.layout().row(node));
    double height = PrefixTreePainter.barHeight(viewport.pitch());
    double x = PrefixTreePainter.LEFT + viewport.toX(block.from());
    double wide = Math.max(4, (block.to() - block.from()) * viewport.scale());
    g.setStroke(picture.palette().background());
    g.setLineWidth(5);
    g.strokeRect(x - 1, y - 2, wide, height + 3);
    g.setStroke(picture.palette().text());
    g.setLineWidth(2);
    g.strokeRect(x - 1, y - 2, wide, height + 3);
  }

  public void hover(
      GraphicsContext g, TreePicture picture, int node, Point2D mouse, Dimension2D room,
      Instant now) {
    Palette palette = picture.palette();
    outlineEdge(g, picture, node, palette.secondary(), 1.5);
    int token = (int) picture.viewport().tokenAt(mouse.getX() - PrefixTreePainter.LEFT);
    Selection.Block block = picture.layout().blockAt(node, token);
    chip(g, palette, readOut(picture, node, block, now), mouse, room);
  }

  private static void outlineEdge(
      GraphicsContext g, TreePicture picture, int node, Color colour,
      double line) {
    Viewport viewport = picture.viewport();
    CachedEdge edge = picture.layout().edge(node);
    double y = PrefixTreePainter.barY(viewport, picture.layout().row(node));
    g.setStroke(colour);
    g.setLineWidth(line);
    g.strokeRoundRect(
        PrefixTreePainter.LEFT + viewport.toX(edge.start()) - 1, y - 1,
        Math.max(3, edge.length() * viewport.scale() + 1),
        PrefixTreePainter.barHeight(viewport.pitch()) + 2, 7, 7);
  }

  private static List<String> readOut(
      TreePicture picture, int node, Selection.Block block, Instant now) {
    CachedEdge edge = picture.layout().edge(node);
    TreeShades shades = picture.shades();
    List<String> says = new ArrayList<>();
    says.add("tokens " + Figures.count(block.from()) + "–" + Figures.count(block.to() - 1));
    says.add("edge of " + Figures.count(edge.length()));
    says.add("used " + Figures.count(edge.facts().hits()) + "×");
    says.add(Figures.span(Duration.between(edge.facts().usedAt(), now)) + " ago");
    Integer slot = shades.deviceSlot(node);
    if (slot != null && shades.deviceEnd(node) > block.from()) {
      says.add("on the device, slot " + slot);
    }
    if (shades.isPinned(node)) {
      says.add("pinned");
    }
    Instant expires = edge.facts().expiresAt();
    if (shades.isExpiring(node) && expires != null) {
      says.add("expires in " + Figures.span(Duration.between(now, expires)));
    }
    EvictionOrder.Turn turn = picture.order().of(edge.id());
    if (turn != null) {
      says.add(
          turn.rank() == 1 ? "evicted next" : "evicted as number " + Figures.count(turn.rank()));
    }
    return says;
  }

  /** As many lines as the width asks for, beside the mouse, never outside the pane. */
  private void chip(
      GraphicsContext g, Palette palette, List<String> says, Point2D mouse, Dimension2D room) {
    List<String> lines = lines(says, room.getWidth() - 2 * CHIP_PAD - 8);
    double wide = 2 * CHIP_PAD;
    for (String line : lines) {
      wide = Math.max(wide, metrics.width(line) + 2 * CHIP_PAD);
    }
    double high = lines.size() * chipLine + 4;
    double x = Math.clamp(mouse.getX() + 12, 4, Math.max(4, room.getWidth() - wide - 4));
    boolean below = mouse.getY() + 18 + high <= room.getHeight() - 4;
    double y = below ? mouse.getY() + 18 : Math.max(4, mouse.getY() - 12 - high);
    g.setFill(palette.raised());
    g.fillRoundRect(x, y, wide, high, 6, 6);
    g.setStroke(palette.line());
    g.setLineWidth(1);
    g.strokeRoundRect(x + 0.5, y + 0.5, wide - 1, high - 1, 6, 6);
    g.setFont(font);
    g.setTextBaseline(VPos.CENTER);
    g.setFill(palette.text());
    for (int i = 0; i < lines.size(); i++) {
      g.fillText(lines.get(i), x + CHIP_PAD, y + 2 + (i + 0.5) * chipLine);
    }
  }

  private List<String> lines(List<String> says, double width) {
    List<String> lines = new ArrayList<>();
    String line = says.getFirst();
    for (String next : says.subList(1, says.size())) {
      String longer = line + " · " + next;
      if (metrics.width(longer) > width) {
        lines.add(line);
        line = next;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    return lines;
  }

  /** The token under a place of the pane, or -1 when no bar is there. */
  public static int nodeAt(TreePicture picture, double px, double py) {
    Viewport viewport = picture.viewport();
    return py < PrefixTreePainter.TOP
        ? -1
        : picture
            .layout()
            .nodeAt(
                viewport.tokenAt(px - PrefixTreePainter.LEFT),
                viewport.rowAt(py - PrefixTreePainter.TOP));
  }

  public static Selection.@Nullable Block blockAt(TreePicture picture, double px, double py) {
    int node = nodeAt(picture, px, py);
    int token = (int) picture.viewport().tokenAt(px - PrefixTreePainter.LEFT);
    return node < 0 ? null : picture.layout().blockAt(node, token);
  }
}
