package dev.warmpath.ui.models;

import dev.warmpath.engine.EngineInfo;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.gguf.ModelFit;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.ports.ModelOptions;
import dev.warmpath.ui.ports.ModelSource;
import dev.warmpath.ui.ports.ModelSource.ModelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Models in words. Pure. */
public final class ModelWords {
  private ModelWords() {}

  /** {@code 6.8 M parameters · Q8_0 · 4,096 tokens context · 7.40 MB}. */
  public static String facts(ModelFile file) {
    ModelFacts facts = file.facts();
    List<String> words = new ArrayList<>();
    if (facts.parameters() > 0) {
      words.add(parameters(facts.parameters()) + " parameters");
    }
    if (!facts.quantisation().isEmpty()) {
      words.add(facts.quantisation());
    }
    if (facts.contextTokens() > 0) {
      words.add(Figures.count(facts.contextTokens()) + " tokens context");
    }
    words.add(Figures.bytes(facts.fileBytes()));
    return String.join(" · ", words);
  }

  /** {@code needs 54 MB · fits}, {@code needs 9.90 GB · 5.20 GB free}. */
  public static String fit(ModelFit fit) {
    String needs = "needs " + Figures.bytes(fit.need().total());
    if (fit.free() <= 0) {
      return needs;
    }
    return needs
        + (fit.refusal("").isEmpty()
            ? " · fits"
            : " · does not fit, " + Figures.bytes(fit.free()) + " free");
  }

  /** What is unusual about a load, each after a dot; empty for nothing. */
  public static String how(ModelOptions options) {
    StringBuilder words = new StringBuilder();
    if (options.kvType() != ModelFacts.KvType.F16) {
      words.append(" · KV as ").append(options.kvType());
    }
    for (ModelOptions.Adapter adapter : options.adapters()) {
      words.append(" · LoRA ").append(adapter.file().getFileName());
      if (adapter.scale() != 1) {
        words.append(" × ").append(adapter.scale());
      }
    }
    return words.toString();
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

  /** {@code Vulkan · NVIDIA RTX 4070}; one of them where both are the same. */
  public static String device(EngineInfo info) {
    return info.device().equalsIgnoreCase(info.backend())
        ? info.backend()
        : info.backend() + " · " + info.device();
  }

  /** {@code NVIDIA RTX 4070 · Vulkan · 11.2 GB free}. */
  public static String device(ModelSource.Device device) {
    String name =
        device.name().equalsIgnoreCase(device.backend())
            ? device.name()
            : device.name() + " · " + device.backend();
    return device.room().freeBytes() > 0
        ? name + " · " + Figures.bytes(device.room().freeBytes()) + " free"
        : name;
  }
}
