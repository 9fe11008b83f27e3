package dev.warmpath.ui.tree.paint;

import dev.warmpath.cache.CachedEdge;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.Viewport;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;

/** Paints the names on the bars and the namespaces' titles. FX thread. */
final class TreeNames {
  private static final double MIN_PX = 60;
  /** Text is the dearest thing to paint; a screen this full of names is read by zooming in. */
  private static final int AT_MOST = 120;
  /** A name, not a text: the rest of the bar shows its blocks. */
  private static final double MAX_PX = 190;

  private static final double TITLE_HEIGHT = 16;

  private final TreeFaces faces;
  private final TreeLabels labels = new TreeLabels();

  TreeNames(TreeFaces faces) {
    this.faces = faces;
  }

  void text(Function<int[], String> text) {
    labels.text(text);
  }

  void layout(PrefixTreeLayout layout) {
    labels.layout(layout);
  }

  void startFrame() {
    labels.startFrame();
  }

  /** True when names were left out of this frame to keep it short. */
  boolean isIncomplete() {
    return labels.isIncomplete();
  }

  void paint(
      GraphicsContext g, TreePicture picture, int[] nodes, int count, double width) {
    PrefixTreeLayout layout = picture.layout();
    Viewport viewport = picture.viewport();
    TreeFaces.Face face = faces.at(viewport.pitch());
    double most = MAX_PX * face.zoom();
    g.setFont(face.label());
    g.setTextBaseline(VPos.CENTER);
    double middle = PrefixTreePainter.barHeight(viewport.pitch()) / 2;
    int painted = 0;
    for (int i = 0; i < count && painted < AT_MOST; i++) {
      int node = nodes[i];
      CachedEdge edge = layout.edge(node);
      double from = viewport.toX(labelFrom(picture, node, most));
      double left = Math.max(2, PrefixTreePainter.LEFT + from);
      double right = Math.min(width, PrefixTreePainter.LEFT + viewport.toX(edge.end()));
      if (right - left < MIN_PX * face.zoom()) {
        continue;
      }
      double indent = picture.shades().isPinned(node) ? 14 : 5;
      String label =
          labels.label(
              layout, node, Math.min(most, right - left - indent - 4), face.labelWidths());
      if (label.isEmpty()) {
        continue;
      }
      double y = PrefixTreePainter.barY(viewport, layout.row(node));
      int shade = picture.shades().shade(node);
      g.setFill(picture.shades().colour(shade));
      g.fillRect(left + indent - 2, y + 1, face.labelWidths().width(label) + 4, 2 * middle - 4);
      g.setFill(picture.shades().labelColour(shade));
      g.fillText(label, left + indent, y + middle - 1);
      painted++;
    }
  }

  /** Behind the prompt's outline where it ends inside the first words: it would cross them. */
  private static double labelFrom(TreePicture picture, int node, double most) {
    CachedEdge edge = picture.layout().edge(node);
    int end = picture.pathEnd();
    boolean last = picture.path().length > 0 && picture.path()[picture.path().length - 1] == node;
    boolean through =
        last && end < edge.end()
            && (end - edge.start()) * picture.viewport().scale() < most;
    return through ? end : edge.start();
  }

  void paintTitles(GraphicsContext g, TreePicture picture) {
    PrefixTreeLayout layout = picture.layout();
    if (layout.titles().size() < 2) {
      return;
    }
    Palette palette = picture.palette();
    TreeFaces.Face face = faces.at(picture.viewport().pitch());
    double high = TITLE_HEIGHT * face.zoom();
    g.setFont(face.title());
    g.setTextBaseline(VPos.CENTER);
    for (int i = 0; i < layout.titles().size(); i++) {
      PrefixTreeLayout.Group group = layout.titles().get(i);
      double y = PrefixTreePainter.TOP + picture.viewport().toY(group.row() + 0.5);
      String title = group.namespace().label();
      g.setFill(palette.background());
      g.fillRect(0, y - high / 2, face.titleWidths().width(title) + 8, high);
      g.setFill(palette.secondary());
      g.fillText(title, 4, y);
    }
  }
}
