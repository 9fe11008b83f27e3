package dev.warmpath.ui.tree.paint;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/**
 * What colour and which marks every node of a layout has. Computed when the snapshot, the mode or
 * the second changes, never per frame. Immutable.
 */
public final class TreeShades {
  /** What the colour says. */
  public enum By {
    RECENCY("recency"),
    HITS("hits"),
    RESIDENCE("residence"),
    NAMESPACE("namespace"),
    SIZE("size");

    private final String title;

    By(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** Steps of a colour scale: more can't be told apart, fewer are drawn faster. */
  static final int STEPS = 12;
  /** Warm has cooled to grey after this when nothing expires. */
  static final Duration COOLS_IN = Duration.ofMinutes(10);
  /** Marked as expiring when less of its time than this is left. */
  static final Duration EXPIRING = Duration.ofMinutes(1);

  private static final byte PINNED = 1;
  private static final byte EXPIRES = 2;

  private final By by;
  private final Color[] colours;
  private final Color[] labelColours;
  private final byte[] shades;
  private final byte[] marks;
  private final int[] deviceEnds;
  private final byte[] deviceSlots;

  private TreeShades(By by, int size, Palette palette) {
    this.by = by;
    this.shades = new byte[size];
    this.marks = new byte[size];
    this.deviceEnds = new int[size];
    this.deviceSlots = new byte[size];
    this.colours = colours(by, palette);
    this.labelColours = new Color[colours.length];
    for (int i = 0; i < colours.length; i++) {
      labelColours[i] = Palette.readableOn(colours[i]);
    }
  }

  public static TreeShades of(
      PrefixTreeLayout layout, CacheSnapshot snapshot, By by, Instant now, Palette palette) {
    TreeShades made = new TreeShades(by, layout.size(), palette);
    int mostHits = 1;
    long largest = 1;
    for (int i = 0; i < layout.size(); i++) {
      mostHits = Math.max(mostHits, layout.edge(i).facts().hits());
      largest = Math.max(largest, layout.edge(i).subtreeTokens());
    }
    for (int i = 0; i < layout.size(); i++) {
      CachedEdge edge = layout.edge(i);
      made.marks[i] = marks(edge, now);
      double heat =
          switch (by) {
            case RECENCY -> age(edge, now);
            case HITS -> 1 - Math.log1p(edge.facts().hits()) / Math.log1p(mostHits);
            case SIZE -> 1 - Math.log1p(edge.subtreeTokens()) / Math.log1p(largest);
            case RESIDENCE -> edge.facts().hostTokens() > 0 ? 0 : 1;
            case NAMESPACE -> 0;
          };
      made.shades[i] =
          by == By.NAMESPACE
              ? (byte) (layout.group(i) % made.colours.length)
              : (byte) Math.min(made.colours.length - 1, (int) (heat * made.colours.length));
    }
    snapshot.slots().forEach(slot -> made.markDevice(layout, snapshot, slot));
    return made;
  }

  private static byte marks(CachedEdge edge, Instant now) {
    CachedEdge.EdgeFacts facts = edge.facts();
    int marks = facts.pinned() ? PINNED : 0;
    Instant expires = facts.expiresAt();
    if (expires != null && now.plus(EXPIRING).isAfter(expires)) {
      marks |= EXPIRES;
    }
    return (byte) marks;
  }

  /** 0 just used to 1 cold, logarithmic: the first seconds matter more than the last minutes. */
  static double age(CachedEdge edge, Instant now) {
    CachedEdge.EdgeFacts facts = edge.facts();
    double life = COOLS_IN.toMillis();
    Instant expires = facts.expiresAt();
    if (expires != null) {
      life = Math.max(1, Duration.between(facts.usedAt(), expires).toMillis());
    }
    double unused = Math.max(0, Duration.between(facts.usedAt(), now).toMillis());
    return Math.clamp(Math.log1p(120 * unused / life) / Math.log1p(120), 0, 1);
  }

  private void markDevice(
      PrefixTreeLayout layout, CacheSnapshot snapshot, CacheSnapshot.SlotContent slot) {
    CachedEdge edge = slot.namespace() == null ? null : snapshot.roots().get(slot.namespace());
    int at = 0;
    while (edge != null && at == edge.end() && at < slot.length()) {
      edge = edge.childFor(slot.tokens()[at]);
      int node = edge == null ? -1 : layout.nodeOf(edge.id());
      if (edge == null || node < 0 || layout.edge(node) != edge) {
        return;
      }
      while (at < Math.min(slot.length(), edge.end())
          && edge.token(at - edge.start()) == slot.tokens()[at]) {
        at++;
      }
      if (at > deviceEnds[node]) {
        deviceEnds[node] = at;
        deviceSlots[node] = (byte) slot.slot();
      }
    }
  }

  private static Color[] colours(By by, Palette palette) {
    if (by == By.RESIDENCE) {
      return new Color[] {palette.warm(), palette.aged()};
    }
    if (by == By.NAMESPACE) {
      return List.of(
              palette.warm(), palette.cold(), palette.decode(), palette.lost(), palette.danger(),
              palette.secondary(), palette.warm().interpolate(palette.danger(), 0.5),
              palette.cold().interpolate(palette.decode(), 0.5))
          .toArray(Color[]::new);
    }
    Color[] scale = new Color[STEPS];
    for (int i = 0; i < STEPS; i++) {
      scale[i] = palette.warmAt(i / (STEPS - 1.0));
    }
    return scale;
  }

  public By by() {
    return by;
  }

  public int colourCount() {
    return colours.length;
  }

  public Color colour(int shade) {
    return colours[shade];
  }

  public Color labelColour(int shade) {
    return labelColours[shade];
  }

  public int shade(int node) {
    return shades[node];
  }

  public boolean isPinned(int node) {
    return (marks[node] & PINNED) != 0;
  }

  public boolean isExpiring(int node) {
    return (marks[node] & EXPIRES) != 0;
  }

  /** Token position up to which the node is also on the device; 0 for none of it. */
  public int deviceEnd(int node) {
    return deviceEnds[node];
  }

  /** The device slot that holds it, or null. */
  public @Nullable Integer deviceSlot(int node) {
    return deviceEnds[node] == 0 ? null : Integer.valueOf(deviceSlots[node]);
  }
}
