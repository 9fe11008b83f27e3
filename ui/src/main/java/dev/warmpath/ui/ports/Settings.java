package dev.warmpath.ui.ports;

import dev.warmpath.gguf.ModelFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every remembered value, with its range and its reason. */
public final class Settings {
  /** What the theme follows. */
  public enum Theme { SYSTEM, LIGHT, DARK }

  /**
   * Where the window was.
   *
   * @param x left edge on the screen; NaN = let the system choose
   * @param y top edge on the screen; NaN = let the system choose
   */
  public record WindowBounds(double x, double y, double width, double height, boolean maximized) {
    public static final WindowBounds DEFAULT =
        new WindowBounds(Double.NaN, Double.NaN, 1440, 900, false);
  }

  /** Below 10 the token view is unreadable, above 24 a segment head no longer fits its pane. */
  public static final int LEAST_FONT = 10;
  public static final int MOST_FONT = 24;

  /** Bytes; holds one long prompt of the smallest useful models. */
  public static final long LEAST_BUDGET = 16_000_000;

  private static final int MOST_RECENT = 12;
  private static final long MB = 1_000_000;

  public static final Setting<Theme> THEME = Setting.choice("theme", Theme.SYSTEM);
  public static final Setting<Integer> FONT_SIZE =
      Setting.integer("fontSize", 13, LEAST_FONT, MOST_FONT);
  public static final Setting<Boolean> REDUCED_MOTION = Setting.flag("reducedMotion", false);

  public static final Setting<Long> KV_BUDGET =
      new Setting<>(
          "kvBudgetBytes", 2000 * MB, text -> Math.max(LEAST_BUDGET, Long.parseLong(text)),
          String::valueOf);

  /** Zero = prefixes never expire. */
  public static final Setting<Duration> EXPIRY =
      new Setting<>("expiry", Duration.ofMinutes(10), Duration::parse, Duration::toString);

  public static final Setting<Boolean> EXACT = Setting.flag("exactMode", false);
  public static final Setting<Integer> SLOTS = Setting.integer("slots", 4, 1, 64);
  public static final Setting<Integer> THREADS = Setting.integer("threads", 0, 0, 1024);
  public static final Setting<String> DEVICE = Setting.text("device", "");
  public static final Setting<Integer> CONTEXT =
      Setting.integer("context", 0, 0, Integer.MAX_VALUE);

  public static final Setting<ModelFacts.KvType> KV_TYPE =
      Setting.choice("kvType", ModelFacts.KvType.F16);
  public static final Setting<ModelOptions.FlashAttention> FLASH_ATTENTION =
      Setting.choice("flashAttention", ModelOptions.FlashAttention.ON);

  public static final Setting<Boolean> ENDPOINT_ON = Setting.flag("endpointOn", false);
  public static final Setting<Integer> ENDPOINT_PORT =
      Setting.integer("endpointPort", 7077, 1, 65_535);

  public static final Setting<String> LAST_MODEL = Setting.text("lastModel", "");
  public static final Setting<List<Path>> RECENT_MODELS = paths("recentModels");
  public static final Setting<List<Path>> RECENT_FILES = paths("recentFiles");
  public static final Setting<WindowBounds> WINDOW =
      new Setting<>("window", WindowBounds.DEFAULT, Settings::bounds, Settings::format);

  /** Unsaved prompt text may be kept on the disk for a crash; off unless the user allows it. */
  public static final Setting<Boolean> CRASH_RECOVERY = Setting.flag("crashRecovery", false);

  private Settings() {}

  /** LoRA adapters of one model file: of another model they would be refused. */
  public static Setting<List<ModelOptions.Adapter>> adapters(Path model) {
    return new Setting<>(
        "adapters." + model,
        List.of(),
        text -> text.lines().filter(line -> !line.isBlank()).map(Settings::adapter).toList(),
        list ->
            list.stream()
                .map(adapter -> adapter.scale() + " " + adapter.file())
                .collect(Collectors.joining("\n")));
  }

  private static ModelOptions.Adapter adapter(String line) {
    int blank = line.indexOf(' ');
    return new ModelOptions.Adapter(
        Path.of(line.substring(blank + 1)), Double.parseDouble(line.substring(0, blank)));
  }

  /** Divider positions of one place of the window, each 0 to 1. */
  public static Setting<List<Double>> dividers(String place, List<Double> fallback) {
    return new Setting<>(
        "dividers." + place,
        fallback,
        text -> Arrays.stream(text.split(" ")).map(Settings::share).toList(),
        list -> list.stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  /** Puts {@code file} first, without repeating it. */
  public static List<Path> withRecent(List<Path> recent, Path file) {
    return Stream.concat(
            Stream.of(file), recent.stream().filter(old -> !old.equals(file)))
        .limit(MOST_RECENT)
        .toList();
  }

  private static double share(String text) {
    double value = Double.parseDouble(text);
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("divider at " + value + "; 0 to 1 is possible");
    }
    return value;
  }

  /** One path a line: the only character besides NUL that no sane path holds. */
  private static Setting<List<Path>> paths(String name) {
    return new Setting<>(
        name,
        List.of(),
        text -> text.lines().filter(line -> !line.isBlank()).map(Path::of).toList(),
        list -> list.stream().map(Path::toString).collect(Collectors.joining("\n")));
  }

  private static WindowBounds bounds(String text) {
    String[] parts = text.split(" ");
    return new WindowBounds(
        Double.parseDouble(parts[0]), Double.parseDouble(parts[1]),
        Math.max(800, Double.parseDouble(parts[2])), Math.max(560, Double.parseDouble(parts[3])),
        Boolean.parseBoolean(parts[4]));
  }

  private static String format(WindowBounds bounds) {
    return bounds.x() + " " + bounds.y() + " " + bounds.width() + " " + bounds.height() + " "
        + bounds.maximized();
  }
}
