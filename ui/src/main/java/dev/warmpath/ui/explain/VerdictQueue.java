package dev.warmpath.ui.explain;

import dev.warmpath.explain.Verdict;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.requests.VerdictLabel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait to be explained, newest first, one batch at a time, and what is known about
 * those that were. FX thread; explanations run in the work pool.
 */
final class VerdictQueue {
  /** A batch holds its results back until it ends: short, so that the newest rows do not wait. */
  private static final int BATCH = 16;

  /** Waiting requests; the oldest give way and are asked for again when they are looked at. */
  private static final int MOST_WAITING = 1000;

  /** Verdicts hold both texts; labels are kept for all. */
  private static final int VERDICTS_KEPT = 500;

  private final Asker asker;
  private final Executor work;
  private final Executor fx;
  private final SequencedMap<Long, Verdict> verdicts = new LinkedHashMap<>();
  private final Map<Long, VerdictLabel> labels = new HashMap<>();
  private final Map<Long, String> problems = new HashMap<>();
  private final Set<Long> asked = new HashSet<>();
  private final Deque<Trace> waiting = new ArrayDeque<>();
  private long generation;
  private boolean busy;

  /** Who wants to know. */
  interface Asker {
    /** Explains traces on any thread by what is known now; null while there is no engine. */
    @Nullable Function<Trace, Verdict> explainer();

    /** A few words on a verdict. */
    VerdictLabel label(long id, Verdict verdict);

    /** Verdicts came. */
    void arrived();
  }

  VerdictQueue(Asker asker, Executor work, Executor fx) {
    this.asker = asker;
    this.work = work;
    this.fx = fx;
  }

  /** What is under way belongs to an engine that is gone. */
  void leave() {
    generation++;
  }

  /** Nothing known so far holds. */
  void again() {
    generation++;
    busy = false;
    verdicts.clear();
    problems.clear();
    forget();
  }

  /** There are no requests any more. */
  void forget() {
    labels.clear();
    asked.clear();
    waiting.clear();
  }

  /** Puts a trace before those that wait, unless it was asked for already. */
  void ask(Trace trace) {
    if (!asked.add(trace.id())) {
      return;
    }
    waiting.addFirst(trace);
    if (waiting.size() > MOST_WAITING) {
      asked.remove(waiting.removeLast().id());
    }
    explainNext();
  }

  /** Lets a trace be asked for again whose verdict was given up for newer ones. */
  void recall(Trace trace) {
    boolean forgotten =
        !verdicts.containsKey(trace.id()) && !busy && !problems.containsKey(trace.id());
    if (forgotten && !waiting.contains(trace)) {
      asked.remove(trace.id());
    }
  }

  private void explainNext() {
    Function<Trace, Verdict> by = asker.explainer();
    if (busy || waiting.isEmpty() || by == null) {
      return;
    }
    busy = true;
    List<Trace> batch = new ArrayList<>();
    while (batch.size() < BATCH && !waiting.isEmpty()) {
      batch.add(waiting.removeFirst());
    }
    long of = generation;
    work.execute(
        () -> {
          Map<Long, Verdict> found = new LinkedHashMap<>();
          Map<Long, String> failed = new LinkedHashMap<>();
          for (Trace trace : batch) {
            try {
              found.put(trace.id(), by.apply(trace));
            } catch (RuntimeException e) {
              // One odd request must not leave all others unexplained; its card says what happened.
              failed.put(trace.id(), String.valueOf(e.getMessage()));
            }
          }
          fx.execute(() -> take(of, found, failed));
        });
  }

  private void take(long of, Map<Long, Verdict> found, Map<Long, String> failed) {
    if (of != generation) {
      return;
    }
    busy = false;
    failed.forEach(
        (id, why) -> {
          problems.put(id, why);
          labels.put(id, new VerdictLabel("not explained", VerdictLabel.Tone.NEUTRAL));
        });
    found.forEach(
        (id, one) -> {
          verdicts.putLast(id, one);
          labels.put(id, asker.label(id, one));
        });
    while (verdicts.size() > VERDICTS_KEPT) {
      verdicts.pollFirstEntry();
    }
    asker.arrived();
    explainNext();
  }

  @Nullable Verdict verdict(long id) {
    return verdicts.get(id);
  }

  @Nullable VerdictLabel label(long id) {
    return labels.get(id);
  }

  /** Why the explanation of a request failed; empty when it did not. */
  String problem(long id) {
    return problems.getOrDefault(id, "");
  }
}
