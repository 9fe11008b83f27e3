package dev.warmpath.app.bench;

import dev.warmpath.app.desktop.HeadlessPorts;
import dev.warmpath.app.wiring.Resources;
import dev.warmpath.app.wiring.Wiring;
import dev.warmpath.ui.bench.EditorBench;
import dev.warmpath.ui.bench.FrameTimes;
import dev.warmpath.ui.bench.FxTimes;
import dev.warmpath.ui.bench.RequestsBench;
import dev.warmpath.ui.bench.StoriesBench;
import dev.warmpath.ui.bench.TreeBench;
import dev.warmpath.workspace.WorkspaceFile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;

/**
 * The benchmarks of views: without a display, with software rendering, and as fast as frames come.
 * Figures mean something in a process that has not started JavaFX in another way before.
 */
public final class WindowBenches {
  /** The two sizes everything is measured at; the worse figure is reported. */
  private static final List<Size> SIZES = List.of(new Size(960, 800), new Size(1_680, 1_000));

  private static final int QUICK_FRAMES = 20;

  /** Tokens of 100,000 characters fit. */
  private static final int EDITOR_CONTEXT = 32_768;

  private static final int STORIES_CONTEXT = 4_096;
  private static final int STORY_ROUNDS = 5;
  private static final String STORY = "workspaces/broken-timestamp.warmpath";

  private record Size(int width, int height) {}

  /** Measures frames of a view. */
  @FunctionalInterface
  private interface Frames {
    FrameTimes run(double width, double height, int frames) throws InterruptedException;
  }

  private WindowBenches() {}

  /** The properties count only while no JavaFX class is loaded. */
  private static void startToolkit() throws InterruptedException {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("javafx.animation.fullspeed", "true");
    CountDownLatch running = new CountDownLatch(1);
    try {
      Platform.startup(running::countDown);
    } catch (IllegalStateException alreadyRunning) {
      running.countDown(); // a second benchmark in one process
    }
    running.await();
    Platform.setImplicitExit(false);
  }

  /** Typing, with the demo model's tokenizer unless another model is given. */
  public static Map<String, Object> editor(BenchOptions options) throws InterruptedException {
    startToolkit();
    EditorBench.Plan plan = options.quick() ? EditorBench.Plan.QUICK : EditorBench.Plan.FULL;
    EditorBench.Result worst = null;
    try (Wiring.Opened opened =
        Wiring.open(options.open(options.model(), EDITOR_CONTEXT, 1), part -> true)) {
      for (Size size : sizes(options)) {
        EditorBench.Result result =
            EditorBench.run(opened.model(), size.width(), size.height(), plan);
        worst = worst == null ? result : worse(worst, result);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the editor failed: " + e.getCause(), e.getCause());
    }
    if (worst == null) {
      throw new IllegalStateException("no size was measured");
    }
    return new Report()
        .part("paragraphs", times(worst.paragraphs()))
        .part("single_line", times(worst.singleLine()))
        .number("forecast_ms_p95", worst.forecastP95Ms(), 3)
        .figures();
  }

  /** What holds the window's thread while it is used; the first round counts too. */
  public static Map<String, Object> stories(BenchOptions options) throws InterruptedException {
    startToolkit();
    FxTimes times;
    try (Wiring.Opened opened =
        Wiring.open(options.open(options.model(), STORIES_CONTEXT, 1), part -> true)) {
      times =
          StoriesBench.run(
              HeadlessPorts.make(), opened.model(),
              WorkspaceFile.read(Resources.samples().resolve(STORY)),
              options.quick() ? 1 : STORY_ROUNDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the stories failed: " + e.getCause(), e.getCause());
    }
    Report report = new Report();
    for (FxTimes.Kind kind : FxTimes.Kind.values()) {
      FxTimes.Summary summary = times.summary(kind);
      Report slowest = new Report();
      summary.slowest().forEach((what, millis) -> slowest.number(what, millis, 2));
      report.part(
          kind.name().toLowerCase(Locale.ROOT),
          new Report()
              .count("count", summary.count())
              .count("over_8_ms", summary.overLimit())
              .number("p50_ms", summary.p50Ms(), 3)
              .number("p99_ms", summary.p99Ms(), 3)
              .number("max_ms", summary.maxMs(), 3)
              .part("slowest", slowest));
    }
    return report.figures();
  }

  private static List<Size> sizes(BenchOptions options) {
    return options.quick() ? SIZES.subList(0, 1) : SIZES;
  }

  private static EditorBench.Result worse(EditorBench.Result one, EditorBench.Result other) {
    return new EditorBench.Result(
        worse(one.paragraphs(), other.paragraphs()), worse(one.singleLine(), other.singleLine()),
        Math.max(one.forecastP95Ms(), other.forecastP95Ms()));
  }

  private static EditorBench.Times worse(EditorBench.Times one, EditorBench.Times other) {
    return new EditorBench.Times(
        Math.max(one.p50Ms(), other.p50Ms()), Math.max(one.p95Ms(), other.p95Ms()),
        Math.max(one.maxMs(), other.maxMs()));
  }

  private static Report times(EditorBench.Times times) {
    return new Report()
        .number("p50_ms", times.p50Ms(), 3)
        .number("p95_ms", times.p95Ms(), 3)
        .number("max_ms", times.maxMs(), 3);
  }

  public static Map<String, Object> treeview(BenchOptions options) throws InterruptedException {
    return frames(options, TreeBench::run, TreeBench.FRAMES);
  }

  public static Map<String, Object> requests(BenchOptions options) throws InterruptedException {
    return frames(options, RequestsBench::run, RequestsBench.FRAMES);
  }

  private static Map<String, Object> frames(BenchOptions options, Frames view, int frames)
      throws InterruptedException {
    startToolkit();
    double p50 = 0;
    double p95 = 0;
    double p99 = 0;
    double max = 0;
    for (Size size : sizes(options)) {
      FrameTimes times =
          view.run(size.width(), size.height(), options.quick() ? QUICK_FRAMES : frames);
      p50 = Math.max(p50, times.p50Ms());
      p95 = Math.max(p95, times.p95Ms());
      p99 = Math.max(p99, times.p99Ms());
      max = Math.max(max, times.maxMs());
    }
    return new Report()
        .number("p50_ms", p50, 3)
        .number("p95_ms", p95, 3)
        .number("p99_ms", p99, 3)
        .number("max_ms", max, 3)
        .figures();
  }
}
