package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said when a device has room for some of a model only. */
class FewerLayersTest {
  @Test
  void everyRetryIsSaid() {
    Device card = new Device("Vulkan0", "a card", "Vulkan", Device.Type.GPU, 10, 10);
    assertThat(RuntimeStart.fewerLayers(card, 29))
        .isEqualTo("Vulkan0 has no room for the context beside 29 layers: 14 are tried");
  }
}
