package dev.warmpath.explain.plan;

import dev.warmpath.explain.Turn;
import dev.warmpath.explain.body.ContentBlock;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensKey;
import dev.warmpath.lens.LensPricing;
import dev.warmpath.lens.LensRequest;
import dev.warmpath.lens.LensSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Proposes positions for explicit cache markers: where the prompt was stable in recorded requests,
 * as long as reading is expected to save more than writing costs.
 */
public final class BreakpointPlanner {
  /** Blocks considered: the dynamic programme is quadratic in them. */
  private static final int BLOCKS = 400;

  private static final Instant START = Instant.EPOCH;

  private final Lens lens;
  private final Renderer renderer;
  private final LensSimulator simulator;

  public BreakpointPlanner(Lens lens, Renderer renderer) {
    this.lens = lens;
    this.renderer = renderer;
    this.simulator = new LensSimulator(lens);
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
              : lens.name() + " has no explicit cache markers as far as is known");
    }
    // One marker may come by itself and take one of the places.
    int own = Math.max(0, most.getAsInt() - (lens.flag(LensKey.BREAKPOINT_IMPLICIT) ? 1 : 0));
    List<String> notes = new ArrayList<>();
    boolean longLived = longLived(gap, notes);
    List<Rendered> rendered = bodies.stream().map(renderer::render).toList();
    Rendered newest = rendered.getLast();
    List<BreakpointPlan.Mark> candidates = candidates(rendered, newest);
    if (rendered.size() == 1) {
      notes.add("One request only: how stable the blocks are is not known yet.");
    }
    List<BreakpointPlan.Mark> marks = best(candidates, own, longLived);
    MarkedBody marker = new MarkedBody(lens, longLived);
    List<String> paths = marks.stream().map(BreakpointPlan.Mark::path).toList();
    List<Rendered> marked =
        bodies.stream()
            .map(body -> renderer.render(marker.of(body, paths)))
            .toList();
    return new BreakpointPlan(
        marks, longLived, new LensPricing(lens).breakEvenRequests(longLived),
        runs(rendered, cached(rendered, gap), cached(marked, gap)),
        marker.of(newest.body().sent(), paths), notes);
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

  private List<BreakpointPlan.Mark> candidates(List<Rendered> all, Rendered newest) {
    List<BreakpointPlan.Mark> candidates = new ArrayList<>();
    int minimum = lens.minimum(newest.body().model());
    for (ContentBlock block : newest.blocks()) {
      if (block.end() >= Math.max(1, minimum) && MarkedBody.mayStandAt(lens, block.path())) {
        candidates.add(
            new BreakpointPlan.Mark(block.path(), block.end(), stability(all, block.end())));
      }
    }
    int from = Math.max(0, candidates.size() - BLOCKS);
    return candidates.subList(from, candidates.size());
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

  /** Chooses at most so many positions with the greatest expected saving. */
  private List<BreakpointPlan.Mark> best(
      List<BreakpointPlan.Mark> candidates, int most, boolean longLived) {
    double read = lens.decimal(LensKey.READ_MULTIPLIER).orElse(0);
    double write =
        lens.decimal(longLived ? LensKey.LONG_WRITE_MULTIPLIER : LensKey.WRITE_MULTIPLIER)
            .orElse(1);
    int n = candidates.size();
    double[][] value = new double[most + 1][n + 1];
    int[][] from = new int[most + 1][n + 1];
    for (double[] row : value) {
      Arrays.fill(row, Double.NEGATIVE_INFINITY);
    }
    value[0][0] = 0;
    int bestCount = 0;
    int bestAt = 0;
    for (int count = 1; count <= most; count++) {
      for (int at = 1; at <= n; at++) {
        BreakpointPlan.Mark mark = candidates.get(at - 1);
        double worth = mark.stability() * (1 - read) - (1 - mark.stability()) * (write - 1);
        for (int before = 0; before < at; before++) {
          int start = before == 0 ? 0 : candidates.get(before - 1).end();
          double sum = value[count - 1][before] + (mark.end() - start) * worth;
          if (sum > value[count][at]) {
            value[count][at] = sum;
            from[count][at] = before;
          }
        }
        if (value[count][at] > value[bestCount][bestAt]) {
          bestCount = count;
          bestAt = at;
        }
      }
    }
    List<BreakpointPlan.Mark> marks = new ArrayList<>();
    while (bestCount > 0) {
      marks.addFirst(candidates.get(bestAt - 1));
      bestAt = from[bestCount][bestAt];
      bestCount--;
    }
    return marks;
  }

  private static List<BreakpointPlan.Run> runs(List<Rendered> all, int[] without, int[] with) {
    List<BreakpointPlan.Run> runs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      runs.add(new BreakpointPlan.Run(all.get(i).tokens().size(), without[i], with[i]));
    }
    return runs;
  }

  /** Plays the requests one gap after the other. */
  private int[] cached(List<Rendered> all, Duration gap) {
    List<LensRequest> requests = new ArrayList<>();
    int[] cached = new int[all.size()];
    for (int i = 0; i < all.size(); i++) {
      LensRequest request =
          Turn.of(i + 1L, all.get(i), lens).forLens().at(START.plus(gap.multipliedBy(i)));
      cached[i] = simulator.judge(requests, request).cached().orElse(0);
      requests.add(request);
    }
    return cached;
  }
}
