package dev.warmpath.lens;

import dev.warmpath.lens.LensVerdict.Loss;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Plays requests under a lens's rules and says what the last one finds. Pure. */
public final class LensSimulator {
  private final Lens lens;
  private final LensPricing pricing;

  public LensSimulator(Lens lens) {
    this.lens = lens;
    this.pricing = new LensPricing(lens);
  }

  /** The best an earlier request offers. */
  private record Offer(int tokens, Loss loss, Optional<Duration> left) {
    static final Offer NOTHING = new Offer(0, Loss.NONE, Optional.empty());
  }

  /** What a request can leave in this cache by the rules alone, however it is used later. */
  public enum Stored { SOMETHING, NO_KEY, NO_MARKER, BELOW_MINIMUM }

  public Stored stored(LensRequest request) {
    if (!lens.caches(request)) {
      return Stored.NO_KEY;
    }
    int minimum = lens.minimum(request.model());
    if (lens.unitRule() != Lens.UnitRule.BREAKPOINT) {
      boolean enough = request.tokens().length >= minimum;
      return enough ? Stored.SOMETHING : Stored.BELOW_MINIMUM;
    }
    int[] ends = StoredUnits.ends(lens, request);
    if (ends.length == 0) {
      return request.tokens().length < minimum ? Stored.BELOW_MINIMUM : Stored.NO_MARKER;
    }
    return ends[ends.length - 1] >= minimum ? Stored.SOMETHING : Stored.BELOW_MINIMUM;
  }

  /**
   * Most tokens of {@code old} that a request sharing so many of them could read.
   *
   * @param tokens equal leading tokens, as if the texts parted nowhere before
   */
  public int readable(LensRequest old, int tokens) {
    if (!lens.caches(old)) {
      return 0;
    }
    int most = Math.min(tokens, old.tokens().length);
    int found =
        switch (lens.unitRule()) {
          case PREFIX, FULL_BLOCK -> most / lens.granularity() * lens.granularity();
          case WHOLE_UNIT -> most;
          case BREAKPOINT -> {
            int end = 0;
            for (int mark : StoredUnits.ends(lens, old)) {
              // Text after a marker is never read, equal or not.
              end = mark >= lens.minimum(old.model()) ? Math.min(mark, most) : end;
            }
            yield end;
          }
        };
    return found >= lens.minimum(old.model()) ? found : 0;
  }

  /** True when something that is stored as a whole ends at one of these token positions. */
  public boolean hasEnd(LensRequest old, int from, int to) {
    int[] ends =
        lens.unitRule() == Lens.UnitRule.BREAKPOINT
            ? StoredUnits.ends(lens, old)
            : new int[] {old.tokens().length};
    int least = Math.max(from, lens.minimum(old.model()));
    return Arrays.stream(ends).anyMatch(end -> end >= least && end <= to);
  }

  /**
   * @param earlier the requests before, oldest first
   * @param now the request to judge
   */
  public LensVerdict judge(List<LensRequest> earlier, LensRequest now) {
    int shared = 0;
    int hidden = 0;
    Offer best = Offer.NOTHING;
    Offer lost = Offer.NOTHING;
    List<StoredUnit> units = new StoredUnits(lens).of(earlier);
    for (LensRequest old : earlier) {
      int common = common(old.tokens(), now.tokens());
      if (!visible(old, now)) {
        hidden = Math.max(hidden, common);
        continue;
      }
      shared = Math.max(shared, common);
    }
    for (StoredUnit unit : units) {
      if (!visible(unit.request(), now)) {
        continue;
      }
      int common = common(unit.request().tokens(), now.tokens());
      Offer offer = alive(unit, usable(unit, common, now), now);
      if (offer.loss() == Loss.NONE && offer.tokens() > best.tokens()) {
        best = offer;
      } else if (offer.loss() != Loss.NONE && offer.tokens() > lost.tokens()) {
        lost = offer;
      }
    }
    return verdict(now, shared, hidden, best, lost);
  }

  private LensVerdict verdict(
      LensRequest now, int shared, int hidden, Offer best, Offer lost) {
    List<String> notes = notes(now);
    int length = now.tokens().length;
    int cached = best.tokens();
    Loss loss = Loss.NONE;
    OptionalInt count = OptionalInt.of(cached);
    if (lost.tokens() > cached) {
      loss = lost.loss();
      if (loss == Loss.MAY_HAVE_EXPIRED) {
        count = OptionalInt.empty();
        notes.add("The lifetime is a range and the request falls into it: unknown.");
      }
    } else if (hidden > shared && cached < hidden) {
      loss = Loss.KEY;
    } else if (cached < shared && cached < capped(shared, length)) {
      loss = reason(shared, now);
    }
    int minimum = lens.minimum(now.model());
    int written = length >= minimum && lens.caches(now) ? writable(now, cached) : 0;
    boolean longLived = now.marks().stream().anyMatch(LensRequest.Mark::longLived);
    return new LensVerdict(
        lens.id(), length, shared, count, written, loss, best.left(),
        count.isPresent() ? pricing.prompt(length, cached, written, longLived) : Optional.empty(),
        pricing.prompt(length, 0, 0, false), notes);
  }

  /** What the rules had to assume or demand of this request. */
  private List<String> notes(LensRequest now) {
    List<String> notes = new ArrayList<>();
    if (!lens.caches(now)) {
      notes.add("Only requests with " + String.join(" or ", lens.keyFields()) + " are cached.");
    }
    boolean explicit =
        lens.unitRule() == Lens.UnitRule.BREAKPOINT && !lens.flag(LensKey.BREAKPOINT_IMPLICIT);
    if (explicit && now.implicit() == LensRequest.Implicit.ASSUMED) {
      notes.add("Judged as if every request asked for one cache marker at its end.");
    }
    return notes;
  }

  private Loss reason(int shared, LensRequest now) {
    if (shared < lens.minimum(now.model())) {
      return Loss.MINIMUM;
    }
    return switch (lens.unitRule()) {
      case WHOLE_UNIT -> Loss.WHOLE_UNIT;
      case BREAKPOINT -> Loss.BREAKPOINT;
      case PREFIX, FULL_BLOCK -> Loss.GRANULARITY;
    };
  }

  private int writable(LensRequest now, int cached) {
    if (lens.unitRule() != Lens.UnitRule.BREAKPOINT) {
      return now.tokens().length - cached;
    }
    int end = 0;
    for (int mark : StoredUnits.ends(lens, now)) {
      end = Math.max(end, mark);
    }
    return Math.max(0, end - cached);
  }

  private boolean visible(LensRequest old, LensRequest now) {
    if (!old.model().equals(now.model()) || !lens.caches(old) || !lens.caches(now)) {
      return false;
    }
    // A routing key that changed reaches another machine: a hit would be luck.
    return lens.keyMeaning().filter(Lens.KeyMeaning.SHARE::equals).isPresent()
        || lens.keyMeaning().isEmpty()
        || old.key().equals(now.key());
  }

  /** Tokens of a stored unit that the new prompt may read. */
  private int usable(StoredUnit unit, int common, LensRequest now) {
    int step = lens.granularity();
    int limit = capped(common, now.tokens().length);
    int tokens =
        switch (lens.unitRule()) {
          case PREFIX, FULL_BLOCK -> Math.min(limit, unit.end()) / step * step;
          case WHOLE_UNIT -> unit.end() <= limit ? unit.end() : 0;
          case BREAKPOINT -> unit.end() <= common && reachable(unit.end(), now) ? unit.end() : 0;
        };
    return tokens >= lens.minimum(now.model()) ? tokens : 0;
  }

  private int capped(int common, int length) {
    return lens.flag(LensKey.LAST_TOKEN_COMPUTED_AGAIN) ? Math.min(common, length - 1) : common;
  }

  /** A reader looks back from its own markers, over a limited number of blocks. */
  private boolean reachable(int end, LensRequest now) {
    OptionalInt blocks = lens.number(LensKey.LOOK_BACK_BLOCKS);
    int[] ends = now.blockEnds();
    int at = index(ends, end);
    if (at < 0) {
      return false;
    }
    if (blocks.isEmpty()) {
      OptionalInt marks = lens.number(LensKey.LOOK_BACK_BREAKPOINTS);
      return marks.isEmpty() || ends.length - 1 - at < marks.getAsInt();
    }
    for (int mark : StoredUnits.ends(lens, now)) {
      int from = index(ends, mark);
      if (from >= at && from - at < blocks.getAsInt()) {
        return true;
      }
    }
    return false;
  }

  private static int index(int[] ends, int end) {
    int found = Arrays.binarySearch(ends, end);
    return Math.max(found, -1);
  }

  private Offer alive(StoredUnit unit, int tokens, LensRequest now) {
    Instant start = now.started();
    Instant used = unit.lastUsed();
    Instant readable = unit.request().readable();
    if (start != null && readable != null && start.isBefore(readable)) {
      return new Offer(tokens, Loss.RACE, Optional.empty());
    }
    Duration least = lifetime(unit, LensKey.LIFETIME_SECONDS);
    Duration most = lifetime(unit, LensKey.LIFETIME_MAX_SECONDS);
    if (start == null || used == null || (least == null && most == null)) {
      return new Offer(tokens, Loss.NONE, Optional.empty());
    }
    Duration idle = Duration.between(used, start);
    Duration sure = least == null ? Duration.ZERO : least;
    if (idle.compareTo(sure) <= 0) {
      return new Offer(tokens, Loss.NONE, Optional.of(sure.minus(idle)));
    }
    boolean open =
        lens.lifetimeRule().filter(Lens.LifetimeRule.MINIMUM::equals).isPresent()
            || (most != null && idle.compareTo(most) <= 0);
    return new Offer(tokens, open ? Loss.MAY_HAVE_EXPIRED : Loss.EXPIRED, Optional.empty());
  }

  private @Nullable Duration lifetime(StoredUnit unit, LensKey key) {
    OptionalInt asked =
        unit.longLived() && lens.number(LensKey.LONG_LIFETIME_SECONDS).isPresent()
            ? lens.number(LensKey.LONG_LIFETIME_SECONDS)
            : lens.number(key);
    return asked.isPresent() ? Duration.ofSeconds(asked.getAsInt()) : null;
  }

  /** Equal leading tokens. */
  static int common(int[] one, int[] other) {
    int different = Arrays.mismatch(one, other);
    return different < 0 ? one.length : different;
  }
}
