package dev.warmpath.ui.models;

import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.ports.ModelSource;
import dev.warmpath.ui.ports.ModelSource.ModelFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Models in words. Pure. */
public final class ModelWords {
  private ModelWords() {}

  /** {@code 6.8 M parameters · Q8_0 · trained for 4,096 tokens · 7.4 MB}. */
  public static String facts(ModelFacts facts) {
    List<String> words = new ArrayList<>();
    if (facts.parameters() > 0) {
      words.add(parameters(facts.parameters()) + " parameters");
    }
    if (!facts.quantisation().isEmpty()) {
      words.add(facts.quantisation());
    }
    if (facts.trainedContext() > 0) {
      words.add(Figures.count(facts.trainedContext()) + " tokens context");
    }
    words.add(Figures.bytes(facts.fileBytes()));
    return String.join(" · ", words);
  }

  /** {@code 6.8 M}, {@code 1.7 B}. */
  public static String parameters(long weights) {
    if (weights >= 1_000_000_000L) {
      return String.format(Locale.ROOT, "%.1f B", weights / 1e9);
    }
    return weights >= 1_000_000
        ? String.format(Locale.ROOT, "%.1f M", weights / 1e6)
        : Figures.count(weights);
  }

  /** {@code NVIDIA RTX 4070 · Vulkan · 12.0 GB}. */
  public static String device(ModelSource.Device device) {
    String name =
        device.name().equalsIgnoreCase(device.backend())
            ? device.name()
            : device.name() + " · " + device.backend();
    return device.memoryBytes() > 0
        ? name + " · " + Figures.bytes(device.memoryBytes())
        : name;
  }
}
