package dev.warmpath.app.cli;

import dev.warmpath.app.desktop.Folders;
import dev.warmpath.app.wiring.OpenModel;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.ui.ports.ModelOptions.Adapter;
import dev.warmpath.ui.ports.ModelOptions.FlashAttention;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of every command that opens a model. */
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "FILE|NAME",
      description = "A GGUF model, or the name of a downloaded one, see 'models' (default: the"
          + " demo model). 'run' and 'render' take two.")
  private List<Path> models = List.of();

  @Option(
      names = "--ctx",
      paramLabel = "N",
      description = "Tokens one request may use, prompt and answer (default: what the model was"
          + " trained for, at most 8192).")
  @Nullable Integer context;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads (default: physical cores).")
  @Nullable Integer threads;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "auto (default), cpu, or a device that doctor lists.")
  String device = "auto";

  @Option(
      names = "--gpu-layers",
      paramLabel = "N",
      description = "Layers on the GPU (default: as many as fit).")
  @Nullable Integer gpuLayers;

  @Option(
      names = "--kv-type",
      paramLabel = "f16|q8_0",
      description = "Type of the KV (default: f16).")
  ModelFacts.KvType kvType = ModelFacts.KvType.F16;

  @Option(
      names = "--flash-attention",
      paramLabel = "on|off|auto",
      description = "How attention is computed (default: on).")
  FlashAttention flashAttention = FlashAttention.ON;

  @Option(
      names = "--lora",
      paramLabel = "FILE[=SCALE]",
      converter = Lora.class,
      description = "A LoRA adapter and its strength (default: 1); repeatable.")
  List<Adapter> adapters = List.of();

  @Option(
      names = "--kv-budget",
      paramLabel = "BYTES",
      converter = ByteSize.class,
      description = "Host memory for KV rows, like 512M or 2G (default: a quarter of free memory).")
  @Nullable Long kvBudget;

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      converter = Time.class,
      description = "A prefix expires after this long without use, like 90s, 10m, 1h or off"
          + " (default: 10m).")
  Duration ttl = EngineSettings.DEFAULT_TTL;

  @Option(
      names = "--mode",
      paramLabel = "fast|exact",
      description = "fast: token-exact reuse (default); exact: bit-identical to a cold run.")
  EngineSettings.Mode mode = EngineSettings.Mode.FAST;

  @Option(
      names = "--key-mode",
      paramLabel = "isolate|route",
      description = "isolate: a cache key never shares with another (default); route: a label.")
  EngineSettings.Keys keyMode = EngineSettings.Keys.ISOLATE;

  /**
   * The one model of a command.
   *
   * @throws EngineException BAD_REQUEST when more than one was named
   */
  OpenModel open(int slots) {
    if (models.size() > 1) {
      throw tooMany("1 is possible here");
    }
    return open(models.isEmpty() ? null : models.getFirst(), slots);
  }

  /** One model, or two to compare. */
  List<OpenModel> openEach(int slots) {
    if (models.size() > 2) {
      throw tooMany("1 or 2 are possible");
    }
    return models.size() < 2
        ? List.of(open(slots))
        : models.stream().map(model -> open(model, slots)).toList();
  }

  private EngineException tooMany(String possible) {
    return new EngineException(
        EngineException.Kind.BAD_REQUEST,
        "--model is given " + models.size() + " times; " + possible + ".");
  }

  private OpenModel open(@Nullable Path model, int slots) {
    return new OpenModel(
        file(model), context, slots, threads, device, gpuLayers, kvType, flashAttention, adapters,
        kvBudget, ttl.isZero() ? null : ttl, mode, keyMode);
  }

  /** A file where there is one; else the downloaded model of that name; else as it was written. */
  private static @Nullable Path file(@Nullable Path model) {
    if (model == null || Files.exists(model) || model.getNameCount() != 1 || model.isAbsolute()) {
      return model;
    }
    return Folders.models().file(model.toString()).orElse(model);
  }

  /** {@code FILE} or {@code FILE=SCALE}. */
  static final class Lora implements ITypeConverter<Adapter> {
    @Override
    public Adapter convert(String text) {
      int equals = text.lastIndexOf('=');
      if (equals < 0) {
        return new Adapter(Path.of(text), 1);
      }
      try {
        return new Adapter(
            Path.of(text.substring(0, equals)), Double.parseDouble(text.substring(equals + 1)));
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'" + text + "' is no adapter: after = comes its strength, like 0.5");
      }
    }
  }

  /** {@code 512M}, {@code 2G}, {@code 1048576}. */
  static final class ByteSize implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      var matcher =
          Pattern.compile("(\\d{1,15})\\s*([kmgt]?)i?b?")
              .matcher(text.toLowerCase(Locale.ROOT));
      if (!matcher.matches()) {
        throw new TypeConversionException("'" + text + "' is not a size like 512M or 2G");
      }
      int shift = 10 * ("kmgt".indexOf(matcher.group(2)) + 1);
      long count = Long.parseLong(matcher.group(1));
      long bytes = matcher.group(2).isEmpty() ? count : count << shift;
      if (bytes < 0 || matcher.group(2).length() == 1 && bytes >> shift != count) {
        throw new TypeConversionException("'" + text + "' is too large");
      }
      return bytes;
    }
  }

  /** {@code 90s}, {@code 10m}, {@code 1h}, {@code off}. */
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      String lower = text.toLowerCase(Locale.ROOT);
      if (lower.equals("off") || lower.equals("0")) {
        return Duration.ZERO;
      }
      var matcher = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)?").matcher(lower);
      if (!matcher.matches()) {
        throw new TypeConversionException("'" + text + "' is not a time like 90s, 10m or 1h");
      }
      long count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        case "d" -> Duration.ofDays(count);
        case null, default -> Duration.ofSeconds(count);
      };
    }
  }
}
