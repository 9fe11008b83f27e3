package dev.warmpath.ui.bench;

import dev.warmpath.ui.canvas.Figures;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long each piece of work held the FX thread: processor time of that thread, which other
 * programs on the machine do not lengthen. FX thread; what is read elsewhere is a {@link #copy}.
 */
public final class FxTimes {

  /** What held it. */
  public enum Kind {
    /** An event on its way through the window: all handlers, JavaFX's own too. */
    HANDLERS,
    /** One painter in one pulse. */
    PAINTERS,
    /** A result handed over from another thread, and a look at the engine. */
    TASKS,
    /** Styles and layout of one pulse: JavaFX's, with what our panes do while they are laid out. */
    LAYOUTS
  }

  /**
   * All of one kind, in milliseconds.
   *
   * @param overLimit how many took longer than {@link #LIMIT_MS}
   * @param slowest what took longest, and how long
   */
  public record Summary(
      int count, int overLimit, double p50Ms, double p99Ms, double maxMs,
      Map<String, Double> slowest) {}

  /** Half a frame at 60 a second: what one piece of work may take of it. */
  public static final double LIMIT_MS = 8;

  private static final int SLOWEST = 5;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private record Piece(String what, long nanos) {}

  private final Map<Kind, List<Piece>> pieces = new EnumMap<>(Kind.class);

  void add(Kind kind, String what, long nanos) {
    pieces.computeIfAbsent(kind, none -> new ArrayList<>()).add(new Piece(what, nanos));
  }

  /** What was measured so far: the window's last pulses go on adding while others read. */
  FxTimes copy() {
    FxTimes copy = new FxTimes();
    pieces.forEach((kind, all) -> copy.pieces.put(kind, List.copyOf(all)));
    return copy;
  }

  /** Nanoseconds this thread has computed so far. */
  static long now() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  /** Times a piece of work. */
  void time(Kind kind, String what, Runnable work) {
    long start = now();
    try {
      work.run();
    } finally {
      add(kind, what, now() - start);
    }
  }

  public Summary summary(Kind kind) {
    List<Piece> all = pieces.getOrDefault(kind, List.of());
    if (all.isEmpty()) {
      return new Summary(0, 0, 0, 0, 0, Map.of());
    }
    Samples times =
        Samples.of(
            all.stream().mapToDouble(piece -> piece.nanos() / Figures.NANOS_PER_MS).toArray());
    Map<String, Double> longest = new HashMap<>();
    all.forEach(
        piece -> longest.merge(piece.what(), piece.nanos() / Figures.NANOS_PER_MS, Math::max));
    Map<String, Double> slowest = new LinkedHashMap<>();
    longest.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(SLOWEST)
        .forEach(entry -> slowest.put(entry.getKey(), entry.getValue()));
    return new Summary(
        all.size(), (int) times.stream().filter(millis -> millis > LIMIT_MS).count(),
        times.percentile(50), times.percentile(99), times.percentile(100), slowest);
  }

  /** {@code TokenEditor} of a painter that is a method of it. */
  static String name(Object work) {
    String[] parts = work.getClass().getName().split("[.]");
    return Arrays.stream(parts[parts.length - 1].split("[$/]")).findFirst().orElse("?");
  }
}
