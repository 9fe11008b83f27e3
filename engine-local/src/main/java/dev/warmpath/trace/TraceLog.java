package dev.warmpath.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The session's requests, newest last, in memory only. Thread-safe; readers compare
 * {@link #revision} and copy when it grew.
 */
public final class TraceLog {
  /** Older ended traces are dropped beyond this: a trace holds its prompt (about 50 kB each). */
  public static final int LIMIT = 10_000;

  private final Map<Long, Trace> traces = new LinkedHashMap<>();
  private volatile long revision;

  /** Adds a trace or replaces the one with the same id. */
  public synchronized void put(Trace trace) {
    traces.put(trace.id(), trace);
    if (traces.size() > LIMIT) {
      traces.values().stream()
          .filter(old -> old.state().ended())
          .findFirst()
          .ifPresent(old -> traces.remove(old.id()));
    }
    revision++;
  }

  /** Grows with every change. */
  public long revision() {
    return revision;
  }

  /** All traces in order of submission. */
  public synchronized List<Trace> all() {
    return new ArrayList<>(traces.values());
  }

  public synchronized Optional<Trace> find(long id) {
    return Optional.ofNullable(traces.get(id));
  }

  /** Forgets ended traces; running ones stay. */
  public synchronized void clear() {
    traces.values().removeIf(trace -> trace.state().ended());
    revision++;
  }
}
