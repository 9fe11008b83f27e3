package dev.warmpath.ui;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.engine.Engine;
import dev.warmpath.trace.Trace;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The engine as the window sees it: newest snapshot and traces, read once per pulse when they
 * changed. The workbench calls {@link #poll} from its one timer. FX thread.
 */
public final class EngineFeed {
  private final ReadOnlyObjectWrapper<@Nullable LoadedModel> model = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<CacheSnapshot> snapshot =
      new ReadOnlyObjectWrapper<>(CacheSnapshot.EMPTY);
  private final ReadOnlyObjectWrapper<List<Trace>> traces = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Engine.EngineStatus> status =
      new ReadOnlyObjectWrapper<>(new Engine.EngineStatus(0, 0, Double.NaN, Double.NaN));
  private long traceRevision = -1;

  /** Shows another model, or none. */
  public void show(@Nullable LoadedModel loaded) {
    model.set(loaded);
    traceRevision = -1;
    if (loaded == null) {
      snapshot.set(CacheSnapshot.EMPTY);
    }
    poll();
  }

  /** Reads what changed since the last call. */
  public void poll() {
    LoadedModel loaded = model.get();
    if (loaded == null) {
      return;
    }
    Engine engine = loaded.engine();
    if (snapshot.get() != engine.snapshot()) {
      snapshot.set(engine.snapshot());
    }
    long revision = engine.traces().revision();
    if (revision != traceRevision) {
      traceRevision = revision;
      traces.set(List.copyOf(engine.traces().all()));
    }
    if (!status.get().equals(engine.status())) {
      status.set(engine.status());
    }
  }

  public ReadOnlyObjectProperty<@Nullable LoadedModel> model() {
    return model.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<CacheSnapshot> snapshot() {
    return snapshot.getReadOnlyProperty();
  }

  /** All requests of the session in order of id; a new list after every change. */
  public ReadOnlyObjectProperty<List<Trace>> traces() {
    return traces.getReadOnlyProperty();
  }

  /** The newest state of a request; null when it is not in the log. */
  public @Nullable Trace find(long id) {
    List<Trace> all = traces.get();
    int low = 0;
    int high = all.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = all.get(middle).id();
      if (found == id) {
        return all.get(middle);
      }
      low = found < id ? middle + 1 : low;
      high = found < id ? high : middle - 1;
    }
    return null;
  }

  public ReadOnlyObjectProperty<Engine.EngineStatus> status() {
    return status.getReadOnlyProperty();
  }
}
