package dev.warmpath.ui.tree.paint;

import dev.warmpath.cache.CachedEdge;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.Viewport;
import dev.warmpath.ui.lookup.EvictionOrder;
import dev.warmpath.ui.lookup.TreeSearch;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/**
 * The signs on and around the bars, so that colour is never the only one: pin, device strip, expiry
 * hatch, eviction rank, ghosts, the prompt's outline, search hits. FX thread.
 */
final class TreeMarks {
  /** Ranks after this say nothing anyone would act on. */
  private static final int RANKS_SHOWN = 99;
  private static final double DEVICE_PX = 3;
  private static final double HATCH_PX = 2;

  /** Less room than this has no words. */
  private static final double WORDS_WIDTH = 110;

  private final TreeFaces faces;
  private final String[] ranks = new String[RANKS_SHOWN + 1];

  TreeMarks(TreeFaces faces) {
    this.faces = faces;
  }

  void paint(GraphicsContext g, TreePicture picture, int[] nodes, int count) {
    PrefixTreeLayout layout = picture.layout();
    TreeShades shades = picture.shades();
    Viewport viewport = picture.viewport();
    double height = PrefixTreePainter.barHeight(viewport.pitch());
    for (int i = 0; i < count; i++) {
      int node = nodes[i];
      CachedEdge edge = layout.edge(node);
      double x = PrefixTreePainter.LEFT + viewport.toX(edge.start());
      double right = PrefixTreePainter.LEFT + viewport.toX(edge.end());
      double y = PrefixTreePainter.barY(viewport, layout.row(node));
      if (shades.deviceEnd(node) > 0) {
        double end = PrefixTreePainter.LEFT + viewport.toX(shades.deviceEnd(node));
        g.setFill(picture.palette().background());
        g.fillRect(x, y + height - DEVICE_PX - 1, end - x - 1, 1);
        g.setFill(picture.palette().decode());
        g.fillRect(x, y + height - DEVICE_PX, end - x - 1, DEVICE_PX);
      }
      if (shades.isExpiring(node)) {
        hatch(g, picture.palette(), Math.max(x, right - 14), right - 1, y, height);
      }
      if (shades.isPinned(node)) {
        pin(g, picture.palette(), Math.max(2, x) + 4, y + height / 2 - 1);
      }
      rank(g, picture, edge, right, y + height / 2);
    }
  }

  private static void hatch(
      GraphicsContext g, Palette palette, double from, double to, double y, double height) {
    g.setFill(palette.background());
    g.fillRect(from, y, to - from, height);
    g.setFill(palette.lost());
    for (double x = to - HATCH_PX; x >= from; x -= 2 * HATCH_PX) {
      g.fillRect(x, y, HATCH_PX, height);
    }
  }

  /** A drawing pin: a round head on a needle. */
  private static void pin(GraphicsContext g, Palette palette, double x, double y) {
    g.setFill(palette.background());
    g.fillRect(x - 3, y - 6, 10, 12);
    g.setFill(palette.text());
    g.fillOval(x - 1, y - 5, 6, 6);
    g.fillRect(x + 1.5, y, 1, 5);
  }

  private void rank(
      GraphicsContext g, TreePicture picture, CachedEdge edge, double right, double middle) {
    EvictionOrder.Turn turn = picture.order().of(edge.id());
    if (turn == null || turn.rank() > RANKS_SHOWN) {
      return;
    }
    String label = ranks[turn.rank()];
    if (label == null) {
      label = ranks[turn.rank()] = Integer.toString(turn.rank());
    }
    g.setFont(faces.at(picture.viewport().pitch()).rank());
    g.setTextBaseline(VPos.CENTER);
    g.setFill(picture.palette().lost());
    g.fillText(label, right + 3, middle);
  }

  void paintGhosts(GraphicsContext g, TreePicture picture, double width, double height) {
    List<PrefixTreeLayout.PlacedGhost> ghosts = picture.layout().ghosts();
    Viewport viewport = picture.viewport();
    double barHeight = PrefixTreePainter.barHeight(viewport.pitch());
    g.setLineWidth(1);
    for (int i = 0; i < ghosts.size(); i++) {
      PrefixTreeLayout.PlacedGhost placed = ghosts.get(i);
      double y = PrefixTreePainter.barY(viewport, placed.row()) + 0.5;
      double left = PrefixTreePainter.LEFT + viewport.toX(placed.ghost().from());
      double right = PrefixTreePainter.LEFT + viewport.toX(placed.ghost().to());
      if (y > height || y < 0 || left > width || right < 0) {
        continue;
      }
      boolean lost = placed.ghost().lost();
      g.setStroke(lost ? picture.palette().lost() : picture.palette().cold());
      g.setLineDashes(4, 3);
      double from = Math.max(-8, left) + 0.5;
      double to = Math.min(width + 8, right);
      g.strokeRoundRect(from, y, Math.max(2, to - from - 1), barHeight - 1, 6, 6);
      if (placed.parent() >= 0 && picture.layout().row(placed.parent()) < placed.row()) {
        double top = PrefixTreePainter.barY(viewport, picture.layout().row(placed.parent()));
        g.strokeLine(from, top + barHeight, from, y);
      }
      g.setLineDashes();
      ghostLabel(g, picture, placed, Math.max(4, left), Math.min(width, right), y + barHeight / 2);
    }
  }

  private void ghostLabel(
      GraphicsContext g, TreePicture picture, PrefixTreeLayout.PlacedGhost placed, double left,
      double right, double middle) {
    PrefixTreeLayout.Ghost ghost = placed.ghost();
    TreeFaces.Face face = faces.at(picture.viewport().pitch());
    if (picture.viewport().pitch() < TreeFaces.USUAL_PITCH
        || right - left < WORDS_WIDTH * face.zoom()) {
      return;
    }
    g.setFont(face.rank());
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.CENTER);
    g.setFill(ghost.lost() ? picture.palette().lost() : picture.palette().cold());
    String what = ghost.lost() ? " lost" : " to compute";
    g.fillText(Figures.count(ghost.to() - ghost.from()) + what, left + 6, middle - 1);
  }

  /** The current prompt's path: an outline around what it would reuse. */
  void paintPath(GraphicsContext g, TreePicture picture) {
    Viewport viewport = picture.viewport();
    double height = PrefixTreePainter.barHeight(viewport.pitch());
    if (height < 3) {
      return;
    }
    g.setStroke(picture.palette().text());
    g.setLineWidth(1.5);
    int[] path = picture.path();
    for (int i = 0; i < path.length; i++) {
      CachedEdge edge = picture.layout().edge(path[i]);
      int end = Math.min(edge.end(), picture.pathEnd());
      double x = PrefixTreePainter.LEFT + viewport.toX(edge.start());
      double y = PrefixTreePainter.barY(viewport, picture.layout().row(path[i]));
      double width = Math.max(2, (end - edge.start()) * viewport.scale() - 1);
      g.strokeRoundRect(x, y, width, height, 6, 6);
    }
  }

  /** Search hits: a frame around the tokens and a tip above, at least 5 px wide to be seen. */
  void paintMatches(GraphicsContext g, TreePicture picture, double width) {
    Viewport viewport = picture.viewport();
    double height = PrefixTreePainter.barHeight(viewport.pitch());
    List<TreeSearch.Match> matches = picture.matches();
    for (int i = 0; i < matches.size(); i++) {
      TreeSearch.Match match = matches.get(i);
      int node = picture.layout().nodeOf(match.edge());
      if (node < 0) {
        continue;
      }
      double x = PrefixTreePainter.LEFT + viewport.toX(match.from());
      double right = PrefixTreePainter.LEFT + viewport.toX(match.to());
      double y = PrefixTreePainter.barY(viewport, picture.layout().row(node));
      if (x > width || right < 0) {
        continue;
      }
      boolean current = i == picture.match();
      g.setFill(current ? picture.palette().danger() : picture.palette().text());
      double wide = Math.max(5, right - x);
      g.fillRect(x, y - 3, wide, 3);
      g.fillRect(x, y + height, wide, current ? 3 : 1);
    }
  }
}
