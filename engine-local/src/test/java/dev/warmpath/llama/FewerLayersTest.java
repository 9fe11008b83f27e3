package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said and counted when a device has room for some of a model only. */
class FewerLayersTest {
  @Test
  void kvIsCountedWhereItsLayersAre() {
    assertThat(RuntimeStart.onDevice(2800, 28, 28)).isEqualTo(2800);
    assertThat(RuntimeStart.onDevice(2800, 29, 28)).as("the output has no KV").isEqualTo(2800);
    assertThat(RuntimeStart.onDevice(2800, 7, 28)).isEqualTo(700);
    assertThat(RuntimeStart.onDevice(2800, 0, 28)).isZero();
    assertThat(RuntimeStart.onDevice(2800, 5, 0)).as("unknown layers").isEqualTo(2800);
  }

  @Test
  void everyRetryIsSaid() {
    Device card = new Device("Vulkan0", "a card", "Vulkan", Device.Type.GPU, 10, 10);
    assertThat(RuntimeStart.fewerLayers(card, 29))
        .isEqualTo("Vulkan0 has no room for the context beside 29 layers: 14 are tried");
  }
}
