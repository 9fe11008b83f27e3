package dev.warmpath.ui.tree.paint;

import dev.warmpath.cache.CachedEdge;
import dev.warmpath.ui.canvas.TextMetrics;
import dev.warmpath.ui.lookup.EdgeText;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The words on the bars: the first tokens' text, decoded once per edge, shortened once per width.
 * FX thread.
 */
final class TreeLabels {
  /** As many tokens as fill a wide bar at the least zoom; decoding more would not be seen. */
  private static final int LABEL_TOKENS = 48;
  /** Decoding costs a native call: spread over frames when many edges come into view at once. */
  private static final int DECODES_PER_FRAME = 40;
  /** Edges come and go; beyond this the cache starts anew. */
  private static final int KEPT = 20_000;

  private final Map<Long, String> decoded = new HashMap<>();
  private @Nullable String[] texts = {};
  private @Nullable String[] shown = {};
  private double[] shownWidth = {};
  private Function<int[], String> text = tokens -> "";
  private @Nullable TextMetrics shownIn;
  private int budget;

  void text(Function<int[], String> newText) {
    text = newText;
    decoded.clear();
    Arrays.fill(texts, null);
    Arrays.fill(shown, null);
  }

  void layout(PrefixTreeLayout layout) {
    texts = new String[layout.size()];
    shown = new String[layout.size()];
    shownWidth = new double[layout.size()];
    if (decoded.size() > KEPT) {
      decoded.clear();
    }
  }

  void startFrame() {
    budget = DECODES_PER_FRAME;
  }

  /** True when labels were left out of this frame to keep it short. */
  boolean isIncomplete() {
    return budget <= 0;
  }

  /** The label cut to a width; empty when there is none or it does not fit. */
  String label(PrefixTreeLayout layout, int node, double width, TextMetrics metrics) {
    if (shownIn != metrics) {
      shownIn = metrics;
      Arrays.fill(shown, null);
    }
    String whole = whole(layout.edge(node), node);
    String label = shown[node];
    if (label == null || Math.abs(shownWidth[node] - width) >= 4 || whole.isEmpty()) {
      label = metrics.shortened(whole, width);
      shown[node] = label;
      shownWidth[node] = width;
    }
    return label;
  }

  private String whole(CachedEdge edge, int node) {
    String known = texts[node];
    if (known == null) {
      known = decoded.get(edge.id());
      if (known == null) {
        if (budget-- <= 0) {
          return "";
        }
        known = EdgeText.start(edge, LABEL_TOKENS, text);
        decoded.put(edge.id(), known);
      }
      texts[node] = known;
      shown[node] = null;
    }
    return known;
  }
}
