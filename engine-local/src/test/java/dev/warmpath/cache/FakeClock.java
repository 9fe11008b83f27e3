package dev.warmpath.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Wall time that stands still until told. */
final class FakeClock implements InstantSource {
  private Instant now = Instant.parse("2026-11-20T09:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }
}
