package dev.warmpath.lens;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What earlier requests leave in a provider's cache. */
final class StoredUnits {
  /** Compared with so many earlier requests: a unit from further back has long expired. */
  private static final int COMPARED = 256;

  private final Lens lens;

  StoredUnits(Lens lens) {
    this.lens = lens;
  }

  List<StoredUnit> of(List<LensRequest> requests) {
    List<StoredUnit> units = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      LensRequest request = requests.get(i);
      if (!lens.caches(request)) {
        continue;
      }
      switch (lens.unitRule()) {
        case PREFIX, FULL_BLOCK ->
            units.add(unit(request, request.tokens().length, request.longLived()));
        case WHOLE_UNIT -> {
          units.add(unit(request, request.tokens().length, false));
          detected(requests, i, units);
        }
        case BREAKPOINT -> {
          int[] ends = ends(lens, request);
          for (int end : ends) {
            boolean longLived =
                request.marks().stream().anyMatch(mark -> mark.longLived() && mark.end() == end);
            if (end >= lens.minimum(request.model())) {
              units.add(unit(request, end, longLived));
            }
          }
        }
      }
    }
    return units.stream().map(unit -> refreshed(unit, requests)).toList();
  }

  private static StoredUnit unit(LensRequest request, int end, boolean longLived) {
    return new StoredUnit(request, end, longLived, request.started());
  }

  /** A prefix that two requests have in common becomes a unit when the second one is seen. */
  private static void detected(List<LensRequest> requests, int index, List<StoredUnit> units) {
    LensRequest request = requests.get(index);
    for (int i = Math.max(0, index - COMPARED); i < index; i++) {
      int common = LensSimulator.common(requests.get(i).tokens(), request.tokens());
      if (common > 0) {
        units.add(unit(request, common, false));
      }
    }
  }

  /** Reading a unit in its lifetime starts the lifetime again. */
  private StoredUnit refreshed(StoredUnit unit, List<LensRequest> requests) {
    OptionalInt seconds =
        lens.number(unit.longLived() ? LensKey.LONG_LIFETIME_SECONDS : LensKey.LIFETIME_SECONDS);
    Instant used = unit.lastUsed();
    if (used == null || seconds.isEmpty()
        || lens.lifetimeRule().filter(Lens.LifetimeRule.MINIMUM::equals).isPresent()) {
      return unit;
    }
    int from = requests.indexOf(unit.request()) + 1;
    for (int i = from; i < requests.size(); i++) {
      used = later(unit, requests.get(i), used, seconds.getAsInt());
    }
    return new StoredUnit(unit.request(), unit.end(), unit.longLived(), used);
  }

  private static Instant later(
      StoredUnit unit, LensRequest reader, Instant used, int seconds) {
    @Nullable Instant start = reader.started();
    return start != null
            && start.isAfter(used)
            && !start.isAfter(used.plusSeconds(seconds))
            && reader.model().equals(unit.request().model())
            && LensSimulator.common(unit.request().tokens(), reader.tokens()) >= unit.end()
        ? start
        : used;
  }

  /** Token positions at which a request writes, ascending. */
  static int[] ends(Lens lens, LensRequest request) {
    List<Integer> ends = new ArrayList<>();
    int most = lens.number(LensKey.BREAKPOINTS_MAX).orElse(Integer.MAX_VALUE);
    boolean implicit =
        switch (request.implicit()) {
          case USUAL -> lens.flag(LensKey.BREAKPOINT_IMPLICIT);
          case ASKED, ASSUMED -> true;
          case OFF -> false;
        };
    int explicit = implicit ? most - 1 : most;
    List<LensRequest.Mark> marks = request.marks();
    for (int i = Math.max(0, marks.size() - explicit); i < marks.size(); i++) {
      ends.add(marks.get(i).end());
    }
    if (implicit && request.blockEnds().length > 0) {
      ends.add(request.blockEnds()[request.blockEnds().length - 1]);
    }
    return ends.stream().mapToInt(Integer::intValue).distinct().sorted().toArray();
  }
}
