package dev.warmpath.template;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The start of the day another clock shows: a template's date stays true, and its prompts stay
 * equal until midnight.
 */
final class DayClock extends Clock {
  private final Clock clock;

  DayClock(Clock clock) {
    this.clock = clock;
  }

  @Override
  public ZoneId getZone() {
    return clock.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new DayClock(clock.withZone(zone));
  }

  @Override
  public Instant instant() {
    return LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant();
  }
}
