package dev.warmpath.ui.tree;

import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.KvStore;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.Fonts;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.TextMetrics;
import dev.warmpath.ui.canvas.Viewport;
import java.time.Duration;
import java.time.Instant;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/** Paints what follows the mouse and the keyboard: selection, hover and its read-out. FX thread. */
final class TreeOverlayPainter {
  private static final double CHIP_HEIGHT = 22;

  private final Font font = Fonts.ui(11.5);
  private final TextMetrics metrics = new TextMetrics(font);

  /** A block of an edge under the mouse or selected. */
  static Selection.Block blockAt(PrefixTreeLayout layout, int node, int token) {
    CachedEdge edge = layout.edge(node);
    int block = token / KvStore.BLOCK_TOKENS * KvStore.BLOCK_TOKENS;
    return new Selection.Block(
        layout.titles().get(layout.group(node)).namespace(),
        edge.id(),
        Math.max(edge.start(), block),
        Math.min(edge.end(), block + KvStore.BLOCK_TOKENS));
  }

  void selection(GraphicsContext g, TreePicture picture, Selection.Block block) {
    int node = picture.layout().nodeOf(block.edge());
    if (node < 0) {
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

  void hover(
      GraphicsContext g, TreePicture picture, int node, int token, double mouseX, double mouseY,
      double width, Instant now) {
    Palette palette = picture.palette();
    outlineEdge(g, picture, node, palette.secondary(), 1.5);
    Selection.Block block = blockAt(picture.layout(), node, token);
    chip(g, palette, readOut(picture, node, block, now), mouseX, mouseY, width);
  }

  private static void outlineEdge(
      GraphicsContext g, TreePicture picture, int node, javafx.scene.paint.Color colour,
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

  private static String readOut(
      TreePicture picture, int node, Selection.Block block, Instant now) {
    CachedEdge edge = picture.layout().edge(node);
    TreeShades shades = picture.shades();
    StringBuilder says = new StringBuilder("tokens ");
    says.append(Figures.count(block.from())).append('–').append(Figures.count(block.to() - 1));
    says.append(" · edge of ").append(Figures.count(edge.length()));
    says.append(" · used ").append(Figures.count(edge.facts().hits())).append('×');
    Duration unused = Duration.between(edge.facts().usedAt(), now);
    says.append(" · ").append(Figures.span(unused)).append(" ago");
    Integer slot = shades.deviceSlot(node);
    if (slot != null && shades.deviceEnd(node) > block.from()) {
      says.append(" · on the device, slot ").append(slot);
    }
    if (shades.isPinned(node)) {
      says.append(" · pinned");
    }
    Instant expires = edge.facts().expiresAt();
    if (shades.isExpiring(node) && expires != null) {
      says.append(" · expires in ").append(Figures.span(Duration.between(now, expires)));
    }
    return says.toString();
  }

  private void chip(
      GraphicsContext g, Palette palette, String text, double mouseX, double mouseY,
      double width) {
    double wide = metrics.width(text) + 20;
    double x = Math.clamp(mouseX + 12, 4, Math.max(4, width - wide - 4));
    double y = mouseY + 18;
    g.setFill(palette.raised());
    g.fillRoundRect(x, y, wide, CHIP_HEIGHT, 6, 6);
    g.setStroke(palette.line());
    g.setLineWidth(1);
    g.strokeRoundRect(x + 0.5, y + 0.5, wide - 1, CHIP_HEIGHT - 1, 6, 6);
    g.setFont(font);
    g.setTextBaseline(VPos.CENTER);
    g.setFill(palette.text());
    g.fillText(text, x + 10, y + CHIP_HEIGHT / 2);
  }

  /** The token under a place of the pane, or -1 when no bar is there. */
  static int nodeAt(TreePicture picture, double px, double py) {
    Viewport viewport = picture.viewport();
    return py < PrefixTreePainter.TOP
        ? -1
        : picture
            .layout()
            .nodeAt(
                viewport.tokenAt(px - PrefixTreePainter.LEFT),
                viewport.rowAt(py - PrefixTreePainter.TOP));
  }

  static Selection.@Nullable Block blockAt(TreePicture picture, double px, double py) {
    int node = nodeAt(picture, px, py);
    int token = (int) picture.viewport().tokenAt(px - PrefixTreePainter.LEFT);
    return node < 0 ? null : blockAt(picture.layout(), node, token);
  }
}
