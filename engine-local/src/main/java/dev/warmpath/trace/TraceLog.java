package dev.warmpath.trace;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The session's requests, newest last, in memory only. Thread-safe; readers compare
 * {@link #revision} and copy when it grew.
 */
public final class TraceLog {
  /** Most traces kept: what the request log shows at once without trouble. */
  public static final int LIMIT = 10_000;

  /** Most prompt tokens of all kept traces: with offsets and text 16 bytes each, 320 MB. */
  public static final long TOKEN_LIMIT = 20_000_000;

  private final Map<Long, Trace> traces = new LinkedHashMap<>();
  private long tokens;
  private volatile long revision;

  /**
   * Adds a trace or replaces the one with the same id. Beyond the limits the oldest ended ones are
   * dropped.
   */
  public synchronized void put(Trace trace) {
    Trace before = traces.put(trace.id(), trace);
    tokens += trace.tokens().size() - (before == null ? 0 : before.tokens().size());
    Iterator<Trace> oldest = traces.values().iterator();
    while ((traces.size() > LIMIT || tokens > TOKEN_LIMIT) && oldest.hasNext()) {
      Trace old = oldest.next();
      if (old.state().ended() && old != trace) {
        oldest.remove();
        tokens -= old.tokens().size();
      }
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
    tokens = traces.values().stream().mapToLong(trace -> trace.tokens().size()).sum();
    revision++;
  }
}
