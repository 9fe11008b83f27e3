package dev.warmpath.explain.plan;

import dev.warmpath.explain.body.ContentBlock;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.cause.Comparison;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensKey;
import dev.warmpath.lens.LensPricing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Proposes positions for explicit cache markers: where recorded requests were the same, as long as
 * playing them again under the lens's rules shows that reading saves more than writing costs.
 */
public final class BreakpointPlanner {
  /** Positions tried: each is simulated with every set that grows. */
  private static final int CANDIDATES = 32;

  /** A token: less is rounding. */
  private static final double LEAST_GAIN = 1;

  private final Lens lens;
  private final Renderer renderer;

  public BreakpointPlanner(Lens lens, Renderer renderer) {
    this.lens = lens;
    this.renderer = renderer;
  }

  /**
   * @param bodies recorded requests of one conversation or prompt, oldest first, at least one
   * @param gap mean time between two requests
   * @throws IllegalArgumentException when there is no request or the lens has no markers
   */
  public BreakpointPlan plan(
      List<? extends Map<String, ? extends @Nullable Object>> bodies, Duration gap) {
    OptionalInt most = lens.number(LensKey.BREAKPOINTS_MAX);
    if (bodies.isEmpty() || most.isEmpty()) {
      throw new IllegalArgumentException(
          bodies.isEmpty()
              ? "at least one recorded request is needed"
              : lens.name() + " has no explicit cache markers as far as is known. Choose a lens"
                  + " that has them, like anthropic.");
    }
    // One marker may come by itself and take one of the places.
    int own = Math.max(0, most.getAsInt() - (lens.flag(LensKey.BREAKPOINT_IMPLICIT) ? 1 : 0));
    List<String> notes = new ArrayList<>();
    boolean longLived = longLived(gap, notes);
    List<Rendered> rendered = bodies.stream().map(renderer::render).toList();
    Rendered newest = rendered.getLast();
    if (rendered.size() == 1) {
      notes.add("One request only: how stable the blocks are is not known yet.");
    }
    Trial trial = new Trial(lens, rendered, gap, longLived);
    List<BreakpointPlan.Mark> marks =
        best(trial, candidates(rendered, newest, longLived), own, longLived);
    List<String> paths = marks.stream().map(BreakpointPlan.Mark::path).toList();
    Trial.Outcome without = trial.asSent();
    notes.addAll(without.notes());
    return new BreakpointPlan(
        marks, longLived, new LensPricing(lens).breakEvenRequests(longLived),
        runs(rendered, without.cached(), trial.with(paths).cached()),
        new MarkedBody(lens, longLived).of(newest.body().sent(), paths), notes);
  }

  /** The longer lifetime when the usual one would mostly have passed. */
  private boolean longLived(Duration gap, List<String> notes) {
    OptionalInt usual = lens.number(LensKey.LIFETIME_SECONDS);
    OptionalInt longer = lens.number(LensKey.LONG_LIFETIME_SECONDS);
    if (usual.isEmpty() || gap.toSeconds() <= usual.getAsInt()) {
      return false;
    }
    if (longer.isPresent() && gap.toSeconds() <= longer.getAsInt()) {
      notes.add("Requests come every " + gap.toSeconds() + " s, the usual lifetime is "
          + usual.getAsInt() + " s: the longer one is proposed.");
      return true;
    }
    notes.add("Requests come every " + gap.toSeconds()
        + " s: every lifetime has passed by then, markers only cost.");
    return false;
  }

  /** Block ends up to which two requests were the same, and the newest request's own end. */
  private List<BreakpointPlan.Mark> candidates(
      List<Rendered> all, Rendered newest, boolean longLived) {
    int minimum = Math.max(1, lens.minimum(newest.body().model()));
    TreeMap<Integer, String> blocks = new TreeMap<>();
    for (ContentBlock block : newest.blocks()) {
      if (block.end() >= minimum && MarkedBody.mayStandAt(lens, block.path())) {
        blocks.put(block.end(), block.path());
      }
    }
    TreeMap<Integer, String> found = new TreeMap<>();
    for (int i = all.size() - 1; i >= 0 && found.size() < CANDIDATES; i--) {
      Rendered next = all.get(Math.min(i + 1, all.size() - 1));
      for (Rendered other : List.of(next, newest)) {
        Map.Entry<Integer, String> block =
            blocks.floorEntry(Comparison.shared(all.get(i), other));
        if (block != null) {
          found.put(block.getKey(), block.getValue());
        }
      }
    }
    List<BreakpointPlan.Mark> candidates = new ArrayList<>();
    found.forEach(
        (end, path) -> candidates.add(new BreakpointPlan.Mark(path, end, stability(all, end))));
    candidates.removeIf(mark -> !pays(mark.stability(), longLived));
    return candidates;
  }

  /** False where so few requests kept the text that writing it would cost more than it saves. */
  private boolean pays(double stability, boolean longLived) {
    double saved = stability * (1 - lens.decimal(LensKey.READ_MULTIPLIER).orElse(0));
    return saved > (1 - stability) * (writeMultiplier(longLived) - 1);
  }

  private double writeMultiplier(boolean longLived) {
    return lens.decimal(longLived ? LensKey.LONG_WRITE_MULTIPLIER : LensKey.WRITE_MULTIPLIER)
        .orElse(1);
  }

  /** Share of the steps from one request to the next that kept what the first had up to there. */
  private static double stability(List<Rendered> all, int end) {
    int kept = 0;
    for (int i = 0; i + 1 < all.size(); i++) {
      int[] ends = all.get(i).blockEnds();
      int had = Math.min(end, ends.length == 0 ? 0 : ends[ends.length - 1]);
      int different = Arrays.mismatch(all.get(i).identity(), all.get(i + 1).identity());
      kept += different < 0 || different >= had ? 1 : 0;
    }
    return all.size() < 2 ? 1 : (double) kept / (all.size() - 1);
  }

  /** Adds the position that saves most, as long as one saves more than it costs. */
  private List<BreakpointPlan.Mark> best(
      Trial trial, List<BreakpointPlan.Mark> candidates, int most, boolean longLived) {
    List<BreakpointPlan.Mark> marks = new ArrayList<>();
    double value = worth(trial, marks, longLived);
    while (marks.size() < most) {
      BreakpointPlan.Mark best = null;
      for (BreakpointPlan.Mark candidate : candidates) {
        if (!marks.contains(candidate)) {
          List<BreakpointPlan.Mark> more = new ArrayList<>(marks);
          more.add(candidate);
          double sum = worth(trial, more, longLived);
          if (sum > value + LEAST_GAIN) {
            best = candidate;
            value = sum;
          }
        }
      }
      if (best == null) {
        break;
      }
      marks.add(best);
    }
    marks.sort(Comparator.comparingInt(BreakpointPlan.Mark::end));
    return marks;
  }

  /** Saved input tokens, less what writing costs more. */
  private double worth(Trial trial, List<BreakpointPlan.Mark> marks, boolean longLived) {
    double read = lens.decimal(LensKey.READ_MULTIPLIER).orElse(0);
    Trial.Outcome outcome =
        trial.andOnceMore(marks.stream().map(BreakpointPlan.Mark::path).toList());
    double dearer = writeMultiplier(longLived) - 1;
    return outcome.totalCached() * (1 - read) - outcome.written() * dearer;
  }

  private static List<BreakpointPlan.Run> runs(List<Rendered> all, int[] without, int[] with) {
    List<BreakpointPlan.Run> runs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      runs.add(new BreakpointPlan.Run(all.get(i).tokens().size(), without[i], with[i]));
    }
    return runs;
  }
}
