package dev.warmpath.app.http.serving;

import java.time.Clock;

/** Ids and times of answers; ids of two runs of the program differ. */
public final class Ids {
  private final Clock clock;
  private final String session;

  public Ids(Clock clock) {
    this.clock = clock;
    this.session = Long.toString(clock.millis(), Character.MAX_RADIX);
  }

  /** The id of the answer to a trace. */
  public String next(String prefix, long trace) {
    return prefix + session + trace;
  }

  /** Seconds since 1970. */
  public long now() {
    return clock.instant().getEpochSecond();
  }
}
