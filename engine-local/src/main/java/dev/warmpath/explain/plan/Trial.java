package dev.warmpath.explain.plan;

import dev.warmpath.explain.Turn;
import dev.warmpath.explain.body.ContentBlock;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensRequest;
import dev.warmpath.lens.LensSimulator;
import dev.warmpath.lens.LensVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recorded requests played again, one gap after the other, with other markers. */
final class Trial {
  /** The newest requests tell where markers pay; each is compared with all before it. */
  private static final int PLAYED = 24;

  private static final Instant START = Instant.EPOCH;

  private final LensSimulator simulator;
  private final Duration gap;
  private final boolean longLived;
  private final List<LensRequest> sent = new ArrayList<>();
  private final List<Map<String, Integer>> blocks = new ArrayList<>();

  Trial(Lens lens, List<Rendered> requests, Duration gap, boolean longLived) {
    this.simulator = new LensSimulator(lens);
    this.gap = gap;
    this.longLived = longLived;
    for (Rendered request : requests) {
      sent.add(Turn.of(sent.size() + 1L, request, lens).forLens());
      Map<String, Integer> ends = new HashMap<>();
      for (ContentBlock block : request.blocks()) {
        ends.put(block.path(), block.end());
      }
      blocks.add(ends);
    }
  }

  /**
   * What became of the requests.
   *
   * @param cached tokens that hit, by request
   * @param written tokens newly stored by all of them
   * @param notes what the rules had to assume
   */
  record Outcome(int[] cached, long written, List<String> notes) {
    long totalCached() {
      return Arrays.stream(cached).asLongStream().sum();
    }
  }

  /** With the markers they had. */
  Outcome asSent() {
    return play(0, null, false);
  }

  /** With markers after these blocks and no others. */
  Outcome with(Collection<String> paths) {
    return play(0, paths, false);
  }

  /** The newest of them, and the last one once more: the conversation goes on. */
  Outcome andOnceMore(Collection<String> paths) {
    return play(Math.max(0, sent.size() - PLAYED), paths, true);
  }

  private Outcome play(int from, @Nullable Collection<String> paths, boolean again) {
    List<LensRequest> before = new ArrayList<>();
    int count = sent.size() - from + (again ? 1 : 0);
    int[] cached = new int[count];
    long written = 0;
    List<String> notes = List.of();
    for (int i = 0; i < count; i++) {
      int index = Math.min(from + i, sent.size() - 1);
      LensRequest request = paths == null ? sent.get(index) : marked(index, paths);
      request = request.at(START.plus(gap.multipliedBy(i)));
      LensVerdict verdict = simulator.judge(before, request);
      cached[i] = verdict.cached().orElse(0);
      written += verdict.written();
      notes = verdict.notes();
      before.add(request);
    }
    return new Outcome(cached, written, notes);
  }

  private LensRequest marked(int index, Collection<String> paths) {
    LensRequest plain = sent.get(index);
    List<LensRequest.Mark> marks = new ArrayList<>();
    for (String path : paths) {
      Integer end = blocks.get(index).get(path);
      if (end != null) {
        marks.add(new LensRequest.Mark(end, longLived));
      }
    }
    marks.sort(Comparator.comparingInt(LensRequest.Mark::end));
    boolean off = plain.implicit() == LensRequest.Implicit.OFF;
    return new LensRequest(
        plain.tokens(), null, null, plain.model(), plain.key(), marks,
        off ? LensRequest.Implicit.OFF : LensRequest.Implicit.USUAL, plain.longLived(),
        plain.blockEnds());
  }
}
