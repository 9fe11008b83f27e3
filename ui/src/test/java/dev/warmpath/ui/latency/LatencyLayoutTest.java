package dev.warmpath.ui.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.latency.LatencyLayout.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyLayoutTest {
  private static final Trace.Phases PHASES =
      new Trace.Phases(10, 20, 30, 40, 50, 60, 150, 210, List.of());

  @Test
  void phasesFollowEachOther() {
    LatencyLayout layout =
        LatencyLayout.of(PHASES, new Trace.Prediction(1, 140, 600), LatencyLayout.Until.END);

    assertThat(layout.ends()).containsExactly(20, 30, 60, 100, 150, 210);
    assertThat(layout.start(Phase.PREFILL)).isEqualTo(100);
    assertThat(layout.end(Phase.PREFILL)).isEqualTo(150);
    assertThat(layout.total()).isEqualTo(210);
    assertThat(layout.coldNanos()).isEqualTo(600);
    assertThat(layout.longest()).isEqualTo(600);
  }

  @Test
  void untilTheFirstTokenLeavesDecodeOut() {
    LatencyLayout layout = LatencyLayout.of(PHASES, null, LatencyLayout.Until.FIRST_TOKEN);

    assertThat(layout.total()).isEqualTo(150);
    assertThat(layout.coldNanos()).isZero();
  }

  @Test
  void nothingHappenedYet() {
    assertThat(LatencyLayout.of(Trace.Phases.NONE, null, LatencyLayout.Until.END).longest())
        .isZero();
  }
}
