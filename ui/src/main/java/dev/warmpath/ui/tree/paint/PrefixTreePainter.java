package dev.warmpath.ui.tree.paint;

import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.KvStore;
import dev.warmpath.ui.canvas.Ruler;
import dev.warmpath.ui.canvas.Viewport;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import java.util.Arrays;
import java.util.function.Function;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * Paints the tree: only what is visible, batched by colour, with less detail the smaller it gets.
 * Its arrays are reused, so a frame allocates nothing but what new labels need. FX thread.
 */
public final class PrefixTreePainter {
  /** Pixels between the pane's edge and token 0. */
  public static final double LEFT = 16;
  /** Pixels above the first row: the ruler and some air. */
  public static final double TOP = Ruler.HEIGHT + 6;

  /** Rows lower than this are plain strokes: no ticks, marks or words. */
  private static final double DETAIL_PITCH = 9;
  /** Blocks narrower than this would be noise. */
  private static final double TICK_MIN_PX = 4;
  /** A screen full of bars has more blocks than anyone can tell apart, or paint in a frame. */
  private static final double TICKS_AT_MOST = 2_500;
  /** Rounded corners cost ten times a rectangle in software: only while few are seen. */
  private static final int ROUND_AT_MOST = 250;
  private static final double RADIUS = 6;

  private final Ruler ruler;
  private final TreeNames names;
  private final TreeMarks marks;
  private int[] visible = {};
  private int[] byColour = {};
  private final int[] counts = new int[64];
  private int visibleCount;

  /**
   * @param zoom how much larger than usual text is
   */
  public PrefixTreePainter(double zoom) {
    TreeFaces faces = new TreeFaces(zoom);
    ruler = new Ruler(zoom);
    names = new TreeNames(faces);
    marks = new TreeMarks(faces);
  }

  public void text(Function<int[], String> text) {
    names.text(text);
  }

  public void layout(PrefixTreeLayout layout) {
    names.layout(layout);
    if (visible.length < layout.size()) {
      visible = new int[layout.size()];
      byColour = new int[layout.size()];
    }
  }

  /** Height of a bar in a row of {@code pitch} pixels. */
  public static double barHeight(double pitch) {
    return pitch >= DETAIL_PITCH ? Math.round(pitch * 0.68) : Math.max(1, Math.rint(pitch * 0.8));
  }

  /** Top of the bar in a row, in pixels. */
  public static double barY(Viewport viewport, double row) {
    double pitch = viewport.pitch();
    double y = TOP + viewport.toY(row) + (pitch - barHeight(pitch)) / 2;
    return pitch >= 4 ? Math.round(y) : y;
  }

  /**
   * @return true when labels are still missing: paint again soon
   */
  public boolean paint(GraphicsContext g, TreePicture picture, double width, double height) {
    Viewport viewport = picture.viewport();
    names.startFrame();
    if (picture.layout().maxEnd() == 0) {
      return false;
    }
    ruler.paint(g, viewport, picture.palette(), LEFT, width, height);
    findVisible(picture, width, height);
    paintConnectors(g, picture, height);
    paintBars(g, picture);
    if (viewport.pitch() >= DETAIL_PITCH) {
      paintTicks(g, picture, width);
      marks.paint(g, picture, visible, visibleCount);
      names.paintTitles(g, picture);
    }
    if (viewport.pitch() >= TreeFaces.USUAL_PITCH) {
      names.paint(g, picture, visible, visibleCount, width);
    }
    marks.paintGhosts(g, picture, width, height);
    marks.paintPath(g, picture);
    marks.paintMatches(g, picture, width);
    g.setFill(picture.palette().background());
    g.fillRect(0, Ruler.HEIGHT, width, TOP - Ruler.HEIGHT - 2);
    return names.isIncomplete();
  }

  private void findVisible(TreePicture picture, double width, double height) {
    PrefixTreeLayout layout = picture.layout();
    Viewport viewport = picture.viewport();
    double lastRow = viewport.rowAt(height - TOP);
    double firstToken = viewport.tokenAt(-LEFT);
    double lastToken = viewport.tokenAt(width - LEFT);
    visibleCount = 0;
    long lastPlace = Long.MIN_VALUE;
    int first = layout.firstAtRow(viewport.y() - 1 - TOP / viewport.pitch());
    for (int i = first; i < layout.size() && layout.row(i) <= lastRow; i++) {
      CachedEdge edge = layout.edge(i);
      if (edge.start() >= lastToken || edge.end() <= firstToken) {
        continue;
      }
      double px = edge.length() * viewport.scale();
      if (px < 1 || viewport.pitch() < 1) {
        long place =
            ((long) viewport.toY(layout.row(i)) << 40)
                ^ ((long) viewport.toX(edge.start()) << 16)
                ^ (long) px;
        if (place == lastPlace) {
          continue;
        }
        lastPlace = place;
      }
      visible[visibleCount++] = i;
    }
    sortByColour(picture.shades());
  }

  private void sortByColour(TreeShades shades) {
    Arrays.fill(counts, 0);
    for (int i = 0; i < visibleCount; i++) {
      counts[shades.shade(visible[i]) + 1]++;
    }
    for (int i = 1; i <= shades.colourCount(); i++) {
      counts[i] += counts[i - 1];
    }
    for (int i = 0; i < visibleCount; i++) {
      byColour[counts[shades.shade(visible[i])]++] = visible[i];
    }
  }

  private void paintBars(GraphicsContext g, TreePicture picture) {
    PrefixTreeLayout layout = picture.layout();
    Viewport viewport = picture.viewport();
    TreeShades shades = picture.shades();
    double barHeight = barHeight(viewport.pitch());
    boolean round = visibleCount <= ROUND_AT_MOST && viewport.pitch() >= DETAIL_PITCH;
    int shade = -1;
    for (int i = 0; i < visibleCount; i++) {
      int node = byColour[i];
      if (shades.shade(node) != shade) {
        shade = shades.shade(node);
        g.setFill(shades.colour(shade));
      }
      CachedEdge edge = layout.edge(node);
      double x = LEFT + viewport.toX(edge.start());
      double barWidth = edge.length() * viewport.scale();
      barWidth = barWidth > 4 ? barWidth - 1 : Math.max(0.7, barWidth);
      double y = barY(viewport, layout.row(node));
      if (!round) {
        barWidth = Math.max(1, Math.rint(x + barWidth) - Math.rint(x));
        x = Math.rint(x);
        y = Math.rint(y);
      }
      if (round && barWidth > RADIUS) {
        g.fillRoundRect(x, y, barWidth, barHeight, RADIUS, RADIUS);
      } else {
        g.fillRect(x, y, barWidth, barHeight);
      }
    }
  }

  private void paintTicks(GraphicsContext g, TreePicture picture, double width) {
    Viewport viewport = picture.viewport();
    double left = viewport.tokenAt(-LEFT);
    double right = viewport.tokenAt(width - LEFT);
    long every = tokensPerTick(picture, left, right);
    if (every * viewport.scale() < TICK_MIN_PX) {
      return;
    }
    PrefixTreeLayout layout = picture.layout();
    double barHeight = barHeight(viewport.pitch());
    g.setFill(picture.palette().background());
    g.setGlobalAlpha(0.55);
    for (int i = 0; i < visibleCount; i++) {
      CachedEdge edge = layout.edge(visible[i]);
      double y = barY(viewport, layout.row(visible[i]));
      long from = Math.max(edge.start() + 1, (long) left);
      double to = Math.min(edge.end(), right + 1);
      for (long t = (from + every - 1) / every * every; t < to; t += every) {
        g.fillRect(Math.floor(LEFT + viewport.toX(t)) - 1, y, 1, barHeight);
      }
    }
    g.setGlobalAlpha(1);
  }

  /** A block, or as many together as keep the ticks apart and their number bounded. */
  private long tokensPerTick(TreePicture picture, double left, double right) {
    double tokens = 0;
    for (int i = 0; i < visibleCount; i++) {
      CachedEdge edge = picture.layout().edge(visible[i]);
      tokens += Math.min(edge.end(), right) - Math.max(edge.start(), left);
    }
    long every = KvStore.BLOCK_TOKENS;
    if (every * picture.viewport().scale() < TICK_MIN_PX) {
      return 0;
    }
    while (tokens / every > TICKS_AT_MOST) {
      every *= 2;
    }
    return every;
  }

  private void paintConnectors(GraphicsContext g, TreePicture picture, double height) {
    Viewport viewport = picture.viewport();
    if (viewport.pitch() < 3) {
      return;
    }
    g.setFill(picture.palette().faint());
    PrefixTreeLayout layout = picture.layout();
    for (int i = 0; i < visibleCount; i++) {
      connector(g, viewport, layout, visible[i], height);
    }
    int first = layout.firstAtRow(viewport.y());
    int above = first < layout.size() ? layout.parent(first) : -1;
    while (above >= 0) {
      connector(g, viewport, layout, above, height);
      above = layout.parent(above);
    }
  }

  private static void connector(
      GraphicsContext g, Viewport viewport, PrefixTreeLayout layout, int node, double height) {
    if (layout.lastChildRow(node) > layout.row(node)) {
      double from = Math.max(TOP, barY(viewport, layout.row(node)));
      double to =
          Math.min(height, barY(viewport, layout.lastChildRow(node)) + viewport.pitch() / 3);
      double x = Math.floor(LEFT + viewport.toX(layout.edge(node).end())) - 1;
      if (to > from) {
        g.fillRect(x, from, 1, to - from);
      }
    }
  }
}
