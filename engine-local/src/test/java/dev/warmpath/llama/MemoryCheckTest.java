package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.engine.EngineException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {
  @Test
  void nothingIsLoadedBeforeTheRefusal() {
    AtomicBoolean loading = new AtomicBoolean();
    RuntimeOptions vast = RuntimeOptions.defaults().withContext(1 << 24).withSlots(64);
    assertThatThrownBy(
            () ->
                LlamaRuntime.open(
                    Demo.library(), ModelOptions.of(Demo.MODEL).withDevice(ModelOptions.CPU),
                    vast,
                    part -> {
                      loading.set(true);
                      return true;
                    }))
        .isInstanceOfSatisfying(
            EngineException.class,
            refused -> assertThat(refused.kind()).isEqualTo(EngineException.Kind.OUT_OF_MEMORY))
        .hasMessageStartingWith("Warmpath demo model needs ")
        .hasMessageContaining("for a context of 16,777,216 tokens in 64 slots")
        .hasMessageContaining("in this computer's memory");
    assertThat(loading).isFalse();
  }

  @Test
  void withNoLayersOnADeviceTheHostHasToHoldItAll() {
    RuntimeOptions vast = RuntimeOptions.defaults().withContext(1 << 24).withSlots(64);
    ModelOptions model = ModelOptions.of(Demo.MODEL).withGpuLayers(0);
    assertThatThrownBy(() -> MemoryCheck.run(Demo.library(), model, vast))
        .hasMessageContaining(") in this computer's memory, and ");
  }
}
