package dev.warmpath.ui.fakes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Wall time that passes only when a test says so. Any thread. */
public final class TickingClock extends Clock {
  private volatile Instant now;

  public TickingClock() {
    this(Instant.parse("2026-11-20T17:02:55Z"));
  }

  public TickingClock(Instant start) {
    now = start;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
