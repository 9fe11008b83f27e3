package dev.warmpath.ui.tree.layout;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was evicted or expired lately, joined to whole tails, as ghosts. A pure function. */
public final class LostTails {
  /** Long enough to notice and to look up why, short enough not to clutter. */
  private static final Duration SHOWN = Duration.ofMinutes(1);
  /** Under pressure every request loses some; more rows than this would hide the living. */
  private static final int MOST = 8;

  private record Place(Namespace namespace, long edge) {}

  private LostTails() {}

  public static List<PrefixTreeLayout.Ghost> of(List<CacheEvent> events, Instant now) {
    Map<Place, PrefixTreeLayout.Ghost> tails = new LinkedHashMap<>();
    Instant oldest = now.minus(SHOWN);
    for (CacheEvent event : events) {
      if (event instanceof CacheEvent.BlockRemoved lost
          && lost.reason() != CacheEvent.Reason.CLEARED
          && lost.at().isAfter(oldest)) {
        Place place = new Place(lost.namespace(), lost.edge());
        PrefixTreeLayout.Ghost before = tails.remove(place);
        boolean joins = before != null && before.from() <= lost.to() && lost.from() <= before.to();
        tails.put(
            place,
            before != null && joins
                ? new PrefixTreeLayout.Ghost(
                    lost.namespace(),
                    before.to() >= lost.to() ? before.tokens() : lost.path(),
                    Math.min(before.from(), lost.from()),
                    Math.max(before.to(), lost.to()),
                    true)
                : new PrefixTreeLayout.Ghost(
                    lost.namespace(), lost.path(), lost.from(), lost.to(), true));
      }
    }
    List<PrefixTreeLayout.Ghost> newest = new ArrayList<>(tails.values());
    return newest.subList(Math.max(0, newest.size() - MOST), newest.size());
  }
}
