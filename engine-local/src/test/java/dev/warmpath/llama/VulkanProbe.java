package dev.warmpath.llama;

import dev.warmpath.cache.KvRows;
import java.util.List;

/** Runs in its own JVM: a software Vulkan device must be chosen before the process starts. */
final class VulkanProbe {
  private VulkanProbe() {}

  public static void main(String[] arguments) {
    LlamaLibrary library = LlamaLibrary.load();
    Device device =
        library.devices().stream()
            .filter(d -> d.backend().equals("Vulkan"))
            .findFirst()
            .orElse(null);
    if (device == null) {
      System.out.println("no device: " + library.fallbacks());
      return;
    }
    RuntimeOptions options = Demo.OPTIONS.withContext(512).withSlots(2).withBatch(128, 64);
    int[] tokens = Demo.tokens(21, 49);
    int cpuBest;
    long mark = library.nativeLog().mark();
    try (LlamaRuntime cpu =
        LlamaRuntime.open(
            library, ModelOptions.of(Demo.MODEL).withDevice(ModelOptions.CPU), options,
            part -> true)) {
      boolean asked =
          library.nativeLog().since(mark).stream()
              .anyMatch(line -> line.text().contains(device.name()));
      System.out.println("cpu alone: " + !asked);
      cpuBest = Demo.likeliest(Demo.feed(cpu, 0, tokens, 0, 49));
    }
    try (LlamaRuntime gpu =
        LlamaRuntime.open(
            library, ModelOptions.of(Demo.MODEL).withDevice(device.name()), options,
            part -> true)) {
      System.out.println("backend: " + gpu.info().backend() + ", rewind: " + gpu.info().rewind());
      System.out.println("layers: " + gpu.model().gpuLayers());
      Demo.feed(gpu, 0, tokens, 0, 48);
      KvRows rows = gpu.save(0, 0, 48);
      int cold = Demo.likeliest(Demo.feed(gpu, 0, tokens, 48, 49));
      KvRows head = rows.slice(0, 30);
      KvRows tail = rows.slice(30, 48);
      boolean restored = gpu.restore(1, List.of(head, tail));
      int warm = Demo.likeliest(Demo.feed(gpu, 1, tokens, 48, 49));
      System.out.println("restored: " + restored);
      System.out.println("agree: " + (cold == warm && cold == cpuBest));
      List.of(rows, head, tail).forEach(KvRows::release);
      System.out.println("left: " + gpu.store().usedBytes());
    }
  }
}
