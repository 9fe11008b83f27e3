package dev.warmpath.ui.workbench;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.models.ModelWords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The engine in the words of the top bar and the status line.
 *
 * @param busy true while requests run or wait
 * @param activity {@code engine idle}, {@code 2 running · 1 waiting}
 * @param details what was measured lately, one fact each
 * @param model name; empty without a model
 * @param quantisation {@code Q8_0}; may be empty
 * @param device what computes; empty without a model
 * @param rows {@code 0.62 / 2 GB}; empty without a model
 * @param rowsShare used part of the budget, 0 to 1
 */
public record EngineFacts(
    boolean busy, String activity, List<String> details, String model, String quantisation,
    Device device, String rows, double rowsShare) {

  public static final EngineFacts NONE =
      new EngineFacts(false, "no model", List.of(), "", "", Device.NONE, "", 0);

  /** What makers add to the names of their products, and nobody needs to tell two apart. */
  private static final Pattern ORNAMENT =
      Pattern.compile("\\((R|TM|C)\\)|\\b(Processor|CPU|GPU)\\b|@.*", Pattern.CASE_INSENSITIVE);

  /**
   * What computes, in three lengths.
   *
   * @param backend {@code Vulkan}
   * @param badge {@code Vulkan · RTX 4070}
   * @param whole with the device's name as it calls itself
   */
  public record Device(String backend, String badge, String whole) {
    public static final Device NONE = new Device("", "", "");

    static Device of(EngineInfo info) {
      String whole = ModelWords.device(info);
      if (whole.equals(info.backend())) {
        return new Device(whole, whole, whole);
      }
      String name =
          ORNAMENT.matcher(info.device()).replaceAll(" ").replaceAll("\\s+", " ").strip();
      return new Device(
          info.backend(), name.isEmpty() ? whole : info.backend() + " · " + name, whole);
    }
  }

  public EngineFacts {
    details = List.copyOf(details);
  }

  static EngineFacts of(
      @Nullable LoadedModel model, CacheSnapshot snapshot, Engine.EngineStatus status) {
    if (model == null) {
      return NONE;
    }
    EngineInfo info = model.engine().info();
    CacheSnapshot.Totals totals = snapshot.totals();
    boolean busy = status.running() + status.waiting() > 0;
    return new EngineFacts(
        busy, activity(status), details(info, snapshot, status), info.model(),
        info.quantisation(), Device.of(info), rows(totals),
        totals.budgetBytes() == 0 ? 0 : (double) totals.hostBytes() / totals.budgetBytes());
  }

  private static String activity(Engine.EngineStatus status) {
    if (status.running() + status.waiting() == 0) {
      return "engine idle";
    }
    String running = Figures.count(status.running()) + " running";
    return status.waiting() == 0
        ? running
        : running + " · " + Figures.count(status.waiting()) + " waiting";
  }

  private static List<String> details(
      EngineInfo info, CacheSnapshot snapshot, Engine.EngineStatus status) {
    List<String> details = new ArrayList<>();
    if (!Double.isNaN(status.prefillTokensPerSecond())) {
      details.add("prefill " + rate(status.prefillTokensPerSecond()));
    }
    if (!Double.isNaN(status.decodeTokensPerSecond())) {
      details.add("decode " + rate(status.decodeTokensPerSecond()));
    }
    long onDevice =
        snapshot.slots().stream().mapToLong(CacheSnapshot.SlotContent::length).sum();
    details.add("KV on device " + Figures.bytes(onDevice * info.bytesPerToken()));
    details.add(
        "slots " + status.running() + " of " + info.slots() + " busy · "
            + Figures.count(snapshot.totals().leaves(), "prefix", "prefixes") + " in memory");
    return details;
  }

  private static String rate(double tokensPerSecond) {
    return Figures.rate(Math.round(tokensPerSecond * 1000), 1_000_000_000_000L) + " tok/s";
  }

  private static String rows(CacheSnapshot.Totals totals) {
    if (totals.budgetBytes() == 0) {
      return Figures.bytes(totals.hostBytes());
    }
    String used = Figures.bytes(totals.hostBytes());
    String most = Figures.bytes(totals.budgetBytes());
    String unit = most.substring(most.lastIndexOf(' '));
    return (used.endsWith(unit) ? used.substring(0, used.length() - unit.length()) : used)
        + " / " + most;
  }
}
