package dev.warmpath.engine.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.bench.DecodeBench;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecodeBenchTest {
  @Test
  void figuresOfFewerCachedTokensThanNamedAreRefused() {
    EngineSettings small = EngineSettings.withBudget(3_000 * FakeRuntime.BYTES_PER_TOKEN);
    DecodeBench.Plan plan = new DecodeBench.Plan(8, 0, 1, 1, 0.5);
    try (TestEngine test =
        new TestEngine(work -> FakeRuntime.plain(DecodeBench.SLOTS, work), small)) {
      assertThatThrownBy(
              () -> DecodeBench.run(List.of(test.engine, test.engine, test.engine), plan))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching(
              "\\d+ of 4096 tokens stay cached in 300000 bytes of host memory\\..*");
    }
  }
}
