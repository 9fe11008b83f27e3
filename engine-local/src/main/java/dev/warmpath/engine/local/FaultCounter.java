package dev.warmpath.engine.local;

import java.util.EnumMap;
import java.util.Map;

/** Counts faults on the engine thread; the newest counts are read on any thread. */
final class FaultCounter {
  enum Fault { SAVE_REFUSED, RESTORE_REFUSED, COLD_RESTART, NO_ROOM, ABORTED, FAILED }

  private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
  private volatile EngineFaults newest = EngineFaults.NONE;

  void count(Fault fault) {
    counts.merge(fault, 1L, Long::sum);
    newest =
        new EngineFaults(
            of(Fault.SAVE_REFUSED), of(Fault.RESTORE_REFUSED), of(Fault.COLD_RESTART),
            of(Fault.NO_ROOM), of(Fault.ABORTED), of(Fault.FAILED));
  }

  private long of(Fault fault) {
    return counts.getOrDefault(fault, 0L);
  }

  EngineFaults newest() {
    return newest;
  }
}
