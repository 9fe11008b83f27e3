package dev.warmpath.gguf;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a model fits before it is loaded: what it will need, and the memory that is free now.
 * Predicted; pure.
 *
 * @param facts of the file
 * @param load how it would be loaded
 * @param rooms where it could go
 */
public record ModelFit(ModelFacts facts, Load load, List<Room> rooms) {
  /** Context when nothing is said: enough for long prompts, small enough for a laptop. */
  public static final int USUAL_CONTEXT = 8192;

  /** llama.cpp's default; what the engine computes at once. */
  private static final int MICRO_BATCH = 512;

  /** Contexts are rounded to cells of this many tokens. */
  private static final int CELL = 256;

  /** Part of the free memory a load may take; the rest is for the system and the cache's rows. */
  private static final double USABLE = 0.9;

  /**
   * How a model would be loaded.
   *
   * @param context tokens of one request; 0 = what the model was trained for, at most {@link
   *     #USUAL_CONTEXT}
   * @param slots requests at the same time
   * @param device a {@link Room#id}; empty = wherever it fits best
   */
  public record Load(long context, int slots, ModelFacts.KvType kvType, String device) {}

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

  public ModelFit {
    rooms = List.copyOf(rooms);
  }

  /** Tokens of one request that the load will have. */
  public long context() {
    long trained = facts.contextTokens();
    long usual = trained > 0 ? Math.min(trained, USUAL_CONTEXT) : USUAL_CONTEXT;
    return load.context() > 0 ? load.context() : usual;
  }

  /** Predicted bytes of weights, KV of all slots, and scratch. */
  public ModelFacts.MemoryNeed need() {
    return facts.memoryNeed(context(), load.slots(), load.kvType(), MICRO_BATCH);
  }

  /** Layers that fit a place, 0 to all. */
  public int layersOn(Room room) {
    return facts
        .layersThatFit(room.freeBytes(), context(), load.slots(), load.kvType())
        .orElse(0);
  }

  /** Free bytes the load can count on: main memory, and the graphics card where one is used. */
  public long free() {
    long host = most(Kind.HOST, "");
    boolean cpu =
        rooms.stream()
            .anyMatch(room -> room.kind() == Kind.HOST && room.id().equalsIgnoreCase(load.device()));
    return cpu ? host : host + most(Kind.DEVICE, load.device());
  }

  private long most(Kind kind, String id) {
    return rooms.stream()
        .filter(room -> room.kind() == kind)
        .filter(room -> id.isEmpty() || room.id().equalsIgnoreCase(id))
        .max(Comparator.comparingLong(Room::freeBytes))
        .map(Room::freeBytes)
        .orElse(0L);
  }

  /** The longest context that fits, in whole cells; 0 when even the weights do not. */
  public long longestContext() {
    ModelFacts.MemoryNeed least = facts.memoryNeed(0, load.slots(), load.kvType(), MICRO_BATCH);
    long rest = (long) (USABLE * free()) - least.total();
    long perToken = facts.kvBytes(load.kvType()) * load.slots();
    if (rest <= 0 || perToken <= 0) {
      return 0;
    }
    return rest / perToken / CELL * CELL;
  }

  /** Why it cannot be loaded, with the numbers and what to do; empty when it can. */
  public Optional<String> refusal(String model) {
    ModelFacts.MemoryNeed need = need();
    long free = free();
    if (free <= 0 || need.total() <= USABLE * free) {
      return Optional.empty();
    }
    long fits = longestContext();
    String advice =
        fits >= CELL
            ? String.format(Locale.ROOT, "A context of %,d tokens would fit.", fits)
            : "Choose a smaller model or quantisation, or unload the one that is open.";
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s needs %s for a context of %,d tokens in %d %s (weights %s, KV %s, scratch %s),"
                + " and %s can be used (%s is free). %s",
            model, text(need.total()), context(), load.slots(),
            load.slots() == 1 ? "slot" : "slots", text(need.weights()), text(need.kv()),
            text(need.compute()), text((long) (USABLE * free)), text(free), advice));
  }

  /** {@code 9.9 GB}, {@code 24 MB}: as file sizes are told. */
  static String text(long bytes) {
    double mb = bytes / 1e6;
    return mb >= 1000
        ? String.format(Locale.ROOT, "%.1f GB", mb / 1000)
        : String.format(Locale.ROOT, mb < 10 ? "%.1f MB" : "%.0f MB", Math.max(mb, 0.1));
  }
}
