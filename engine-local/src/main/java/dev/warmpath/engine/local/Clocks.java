package dev.warmpath.engine.local;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The engine's two clocks.
 *
 * @param wall for expiry and for people
 * @param nanos monotonic, for durations
 */
record Clocks(InstantSource wall, LongSupplier nanos) {
  static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime);
}
