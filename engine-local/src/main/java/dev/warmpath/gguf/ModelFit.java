package dev.warmpath.gguf;

import dev.warmpath.gguf.ModelFacts.MemoryNeed;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model fits before any weight is read: what it will need, and the memory that is free
 * now. llama.cpp itself would find out late, or not at all: the system hands out KV memory page by
 * page, and ends the process when there is no more. Predicted; pure.
 *
 * @param facts of the file
 * @param load how it would be loaded
 * @param rooms where it could go
 */
public record ModelFit(ModelFacts facts, Load load, List<Room> rooms) {
  /** Context when nothing is said: enough for long prompts, small enough for a laptop. */
  public static final int USUAL_CONTEXT = 8192;

  /** llama.cpp's default; what the engine computes at once. */
  public static final int MICRO_BATCH = 512;

  /** llama.cpp counts positions in 31 bits; this keeps slots × context inside them. */
  public static final int MOST_CONTEXT = 1 << 24;

  /** Part of what the weights leave that KV and computing may take; the rest is the system's. */
  private static final double SHARE = 0.9;

  /**
   * How a model would be loaded.
   *
   * @param context tokens of one request; 0 = what the model was trained for, at most {@link
   *     #USUAL_CONTEXT}
   * @param slots requests at the same time
   * @param device a {@link Room#id}; empty = the best graphics unit, or main memory without one
   * @param layers wanted on the device, the output counted as one; negative = as many as fit
   * @param microBatch tokens computed at once
   * @param flashAttention false when all attention scores stand in memory at once
   * @param adapterBytes weights beside the model's own
   */
  public record Load(
      long context, int slots, ModelFacts.KvType kvType, String device, int layers,
      int microBatch, boolean flashAttention, long adapterBytes) {

    /** As many layers as fit, flash attention, no adapters. */
    public Load(long context, int slots, ModelFacts.KvType kvType, String device) {
      this(context, slots, kvType, device, -1, MICRO_BATCH, true, 0);
    }
  }

  /** What kind of memory a place has. */
  public enum Kind {
    /** Main memory. */
    HOST,
    /** A graphics card's own. */
    DEVICE,
    /** Main memory, seen by a graphics unit. */
    SHARED
  }

  /**
   * Memory that is free now.
   *
   * @param id name of the device
   * @param freeBytes 0 when unknown
   */
  public record Room(String id, String name, Kind kind, long freeBytes) {}

  /**
   * What one place has to hold.
   *
   * @param share of weights and KV
   * @param computes whether scratch memory is here, too
   * @param freeBytes 0 when unknown: then it is tried
   */
  private record Demand(double share, boolean computes, long freeBytes, String where) {
    long wanted(MemoryNeed need) {
      return (long) (share * ((double) need.weights() + need.kv())) + compute(need);
    }

    long compute(MemoryNeed need) {
      return computes ? need.compute() : 0;
    }

    /** Of the free memory; the weights' own size is known exactly. */
    double usable(MemoryNeed need) {
      double weights = share * need.weights();
      return weights + SHARE * (freeBytes - weights);
    }

    boolean holds(MemoryNeed need) {
      return freeBytes <= 0
          || share * ((double) need.weights() + need.kv()) + compute(need) <= usable(need);
    }
  }

  public ModelFit {
    rooms = List.copyOf(rooms);
  }

  /** Tokens of one request that the load will have. */
  public long context() {
    return contextOf(load.context(), facts.contextTokens());
  }

  /**
   * Tokens of one request that a wish means.
   *
   * @param wished 0 = the usual ones
   * @param trained tokens the model was trained for; 0 when unknown
   */
  public static long contextOf(long wished, long trained) {
    if (wished > 0) {
      return wished;
    }
    return trained > 0 ? Math.min(trained, USUAL_CONTEXT) : USUAL_CONTEXT;
  }

  /** Predicted bytes of weights, KV of all slots, and scratch. */
  public MemoryNeed need() {
    return need(context());
  }

  private MemoryNeed need(long context) {
    MemoryNeed need =
        facts.memoryNeed(context, load.slots(), load.kvType(), load.microBatch());
    double scores =
        load.flashAttention()
            ? 0
            : (double) Float.BYTES * context * load.microBatch() * Math.max(1, facts.heads());
    return new MemoryNeed(
        need.weights() + load.adapterBytes(), need.kv(),
        (long) Math.min(Long.MAX_VALUE / 4.0, need.compute() + scores));
  }

  /** Layers that fit a place, 0 to all. */
  public int layersOn(Room room) {
    MemoryNeed need = need();
    int layers = room.freeBytes() > 0 ? facts.layers() : 0;
    while (layers > 0
        && !new Demand(layers / (double) facts.layers(), true, room.freeBytes(), "").holds(need)) {
      layers--;
    }
    return layers;
  }

  /** Free bytes the load can count on: main memory, and the graphics unit where one is used. */
  public long free() {
    Room device = device();
    return device == null ? host() : together(device);
  }

  private long host() {
    return rooms.stream()
        .filter(room -> room.kind() == Kind.HOST)
        .mapToLong(Room::freeBytes)
        .max()
        .orElse(0);
  }

  private long together(Room device) {
    return device.kind() == Kind.SHARED
        ? Math.max(device.freeBytes(), host())
        : device.freeBytes() + host();
  }

  /** The graphics unit that layers go to; null for main memory alone. */
  private @Nullable Room device() {
    if (load.layers() == 0) {
      return null;
    }
    return rooms.stream()
        .filter(room -> room.kind() != Kind.HOST)
        .filter(room -> load.device().isEmpty() || room.id().equalsIgnoreCase(load.device()))
        .max(
            Comparator.comparing((Room room) -> room.kind() == Kind.DEVICE)
                .thenComparing(Room::freeBytes))
        .orElse(null);
  }

  private List<Demand> demands() {
    String atHome = "in this computer's memory";
    Room device = device();
    if (device == null) {
      return List.of(new Demand(1, true, host(), atHome));
    }
    if (device.freeBytes() <= 0) {
      return List.of(); // a device that does not tell its memory is tried
    }
    String there = "on " + device.id();
    if (load.layers() < 0) {
      return List.of(
          new Demand(1, true, together(device), there + " and " + atHome + " together"));
    }
    int all = facts.layers() + 1; // llama.cpp counts the output as one more layer
    double share = Math.min(1, load.layers() / (double) all);
    return List.of(
        new Demand(
            share, true, device.freeBytes(),
            there + " for " + Math.min(load.layers(), all) + " of " + all + " layers"),
        new Demand(1 - share, false, host(), atHome + " for the rest"));
  }

  /** The longest context that fits, in whole cells; 0 when even the weights do not. */
  public long longestContext() {
    List<Demand> demands = demands();
    long low = 0;
    long high = MOST_CONTEXT / ModelFacts.CELL_STEP;
    while (low < high) {
      long middle = (low + high + 1) / 2;
      MemoryNeed need = need(middle * ModelFacts.CELL_STEP);
      if (demands.stream().allMatch(demand -> demand.holds(need))) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low * ModelFacts.CELL_STEP;
  }

  /** Why it cannot be loaded, with the numbers and what to do; empty when it can. */
  public Optional<String> refusal(String model) {
    MemoryNeed need = need();
    return demands().stream()
        .filter(demand -> !demand.holds(need))
        .findFirst()
        .map(demand -> refusal(model, need, demand));
  }

  private String refusal(String model, MemoryNeed need, Demand demand) {
    long weights = (long) (demand.share() * need.weights());
    return String.format(
        Locale.ROOT,
        "%s needs %s for a context of %,d tokens in %d %s (weights %s, KV %s, scratch %s)"
            + " %s, and %s is free%s. %s",
        model, ByteText.of(demand.wanted(need)), context(), load.slots(),
        load.slots() == 1 ? "slot" : "slots", ByteText.of(weights),
        ByteText.of((long) (demand.share() * need.kv())), ByteText.of(demand.compute(need)),
        demand.where(), ByteText.of(demand.freeBytes()),
        weights < demand.freeBytes()
            ? ", " + ByteText.of((long) demand.usable(need)) + " of it for a model"
            : "",
        advice());
  }

  private String advice() {
    long fits = longestContext();
    if (fits == 0) {
      return "No context would fit: close other models and programs, or choose a smaller model or"
          + " quantisation.";
    }
    return String.format(
        Locale.ROOT, "A context of %,d tokens would fit%s.", fits,
        load.slots() > 1 ? "; fewer slots allow more" : "");
  }
}
