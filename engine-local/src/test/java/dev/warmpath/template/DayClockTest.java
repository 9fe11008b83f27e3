package dev.warmpath.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DayClockTest {
  private static String shown(String instant, ZoneId zone) {
    Clock clock = ChatTemplates.dayClock(Clock.fixed(Instant.parse(instant), zone));
    return ChatTemplates.jinja("{{ strftime_now('%Y-%m-%d %H:%M') }}", "", "", clock)
        .render(Map.of())
        .text();
  }

  @Test
  void aPromptWithTheTimeStaysTheSameUntilMidnight() {
    assertThat(shown("2026-03-14T00:00:01Z", ZoneOffset.UTC)).isEqualTo("2026-03-14 00:00");
    assertThat(shown("2026-03-14T23:59:59Z", ZoneOffset.UTC)).isEqualTo("2026-03-14 00:00");
    assertThat(shown("2026-03-15T00:00:00Z", ZoneOffset.UTC)).isEqualTo("2026-03-15 00:00");
  }

  @Test
  void theDayIsTheZonesOwn() {
    assertThat(shown("2026-03-14T20:00:00Z", ZoneId.of("Asia/Tokyo")))
        .isEqualTo("2026-03-15 00:00");
    // Midnight does not exist on the day Beirut's clocks go forward.
    assertThat(shown("2026-03-29T10:00:00Z", ZoneId.of("Asia/Beirut")))
        .isEqualTo("2026-03-29 01:00");
  }
}
