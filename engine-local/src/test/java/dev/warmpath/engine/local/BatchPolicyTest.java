package dev.warmpath.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.engine.EngineSettings.Batching;
import dev.warmpath.engine.local.BatchPolicy.Way;
import org.junit.jupiter.api.Test;

class BatchPolicyTest {
  private static int together(BatchPolicy policy, long togetherNanos, long serialNanos) {
    int count = 0;
    for (int step = 0; step < 1000; step++) {
      Way way = policy.choose(4);
      count += way == Way.TOGETHER ? 1 : 0;
      policy.measured(4, way, way == Way.TOGETHER ? togetherNanos : serialNanos);
    }
    return count;
  }

  @Test
  void startsByTheBackend() {
    assertThat(new BatchPolicy(Batching.MEASURED, "CPU").choose(2)).isEqualTo(Way.SERIAL);
    assertThat(new BatchPolicy(Batching.MEASURED, "Vulkan").choose(2)).isEqualTo(Way.TOGETHER);
  }

  @Test
  void usesWhatWasMeasuredToBeFasterAndKeepsLooking() {
    assertThat(together(new BatchPolicy(Batching.MEASURED, "CPU"), 50, 100)).isBetween(900, 999);
    assertThat(together(new BatchPolicy(Batching.MEASURED, "CPU"), 150, 100)).isBetween(1, 50);
    assertThat(together(new BatchPolicy(Batching.MEASURED, "CPU"), 1000, 100)).isBetween(1, 5);
    assertThat(together(new BatchPolicy(Batching.MEASURED, "Metal"), 150, 100)).isBetween(1, 100);
  }

  @Test
  void aSettingIsObeyed() {
    assertThat(together(new BatchPolicy(Batching.TOGETHER, "CPU"), 1000, 1)).isEqualTo(1000);
    assertThat(together(new BatchPolicy(Batching.SERIAL, "Vulkan"), 1, 1000)).isZero();
  }

  @Test
  void oneAnswerIsNeverABatch() {
    assertThat(new BatchPolicy(Batching.TOGETHER, "Vulkan").choose(1)).isEqualTo(Way.SERIAL);
  }
}
