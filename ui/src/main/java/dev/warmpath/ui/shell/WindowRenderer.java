package dev.warmpath.ui.shell;

import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.models.LoadState;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Settings;
import dev.warmpath.workspace.Workspace;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Renders the real window without a display: the toolkit must run on the headless platform
 * ({@code -Dglass.platform=Headless -Dprism.order=sw}). Any thread but the FX thread; one picture
 * at a time.
 */
public final class WindowRenderer {
  private static final Duration STARTUP = Duration.ofSeconds(30);

  /** A model of a few billion weights on an old CPU answers within this time. */
  private static final Duration RUN = Duration.ofMinutes(10);

  /** Delayed work (a forecast that waits for the end of typing) starts within this time. */
  private static final long QUIET_MS = 350;
  private static final int FRAMES = 4;

  /**
   * What to render.
   *
   * @param width of the window's content in pixels
   * @param dark the theme
   * @param sends how often the workspace is sent first
   * @param second file of the second model; null = the bundled one where the screen shows two
   */
  public record Shot(
      Screen screen, int width, int height, boolean dark, int sends, @Nullable Path second) {
    public Shot {
      if (width < 640 || width > 8192 || height < 480 || height > 8192) {
        throw new IllegalArgumentException(
            width + "x" + height + " cannot be rendered; 640x480 to 8192x8192 can");
      }
      if (sends < 0) {
        throw new IllegalArgumentException("sends is " + sends + "; 0 or more is needed");
      }
    }
  }

  private final Ports ports;
  private final AtomicInteger working = new AtomicInteger();

  /**
   * @param ports files and models of the picture; its executors are used, its preferences should
   *     be a throw-away copy
   */
  public WindowRenderer(Ports ports) {
    this.ports = counting(ports);
  }

  /**
   * JavaFX 26's headless screen is 1000×1000 pixels and fails to copy a larger window to itself,
   * after the window was painted; nobody reads that screen, so the failure is not worth a word.
   */
  private record LargerThanTheScreen(Thread.UncaughtExceptionHandler others)
      implements Thread.UncaughtExceptionHandler {

    static void install() {
      Thread fx = Thread.currentThread();
      if (!(fx.getUncaughtExceptionHandler() instanceof LargerThanTheScreen)) {
        fx.setUncaughtExceptionHandler(
            new LargerThanTheScreen(fx.getUncaughtExceptionHandler()));
      }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
      boolean copying =
          Arrays.stream(failure.getStackTrace())
              .anyMatch(
                  frame ->
                      frame.getClassName().endsWith("headless.HeadlessWindow")
                          && frame.getMethodName().equals("blit"));
      if (!copying) {
        others.uncaughtException(thread, failure);
      }
    }
  }

  /** Starts the toolkit if nobody has; it then runs until {@code Platform.exit}. */
  public static void startToolkit() {
    CountDownLatch ready = new CountDownLatch(1);
    try {
      Platform.startup(ready::countDown);
    } catch (IllegalStateException alreadyRunning) {
      Platform.runLater(ready::countDown);
    }
    Platform.setImplicitExit(false);
    Platform.runLater(LargerThanTheScreen::install);
    try {
      if (!ready.await(STARTUP.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "The graphics toolkit did not start within " + STARTUP.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the toolkit started", e);
    }
  }

  /**
   * One picture as PNG bytes. The model stays open.
   *
   * @param model null to render without one
   * @throws IllegalStateException when the engine does not become idle in time
   */
  public byte[] render(
      Workspace workspace, @Nullable LoadedModel model, Shot shot) throws InterruptedException {
    startToolkit();
    Workbench workbench = onFx(() -> open(workspace, model, shot));
    try {
      settle(workbench);
      openSecond(workbench, shot);
      for (int i = 0; i < shot.sends(); i++) {
        int before = onFx(() -> workbench.model().feed().traces().get().size());
        onFx(() -> run(workbench, "prompt.send"));
        await(() -> onFx(() -> ended(workbench, before)), "the run to end");
        settle(workbench);
      }
      onFx(
          () -> {
            shot.screen().prepare(workbench);
            return true;
          });
      settle(workbench);
      BufferedImage image = onFx(() -> ScreenShot.of(workbench.scene()));
      return ScreenShot.png(image);
    } finally {
      onFx(() -> close(workbench));
    }
  }

  private Workbench open(Workspace workspace, @Nullable LoadedModel model, Shot shot) {
    ports
        .preferences()
        .put(Settings.THEME, shot.dark() ? Settings.Theme.DARK : Settings.Theme.LIGHT);
    Workbench workbench = new Workbench(ports);
    Stage stage = new Stage();
    workbench.place(stage, shot.width(), shot.height());
    if (model != null) {
      workbench.model().models().adopt(
          ports.models().bundled().orElse(Path.of("model.gguf")), model);
    }
    if (!shot.screen().withoutWorkspace()) {
      workbench.model().document().present(workspace);
    }
    return workbench;
  }

  private void openSecond(Workbench workbench, Shot shot) throws InterruptedException {
    Path second = shot.second();
    if (second == null && shot.screen().withTwoModels()) {
      second = ports.models().bundled().orElse(null);
    }
    if (second == null) {
      return;
    }
    Path file = second;
    ModelsViewModel models = workbench.model().pair().models();
    onFx(
        () -> {
          models.load(file);
          return true;
        });
    await(
        () -> onFx(() -> !(models.state().get() instanceof LoadState.Loading)),
        "the second model to load");
    settle(workbench);
  }

  private static boolean run(Workbench workbench, String command) {
    if (!workbench.commands().get(command).enabled().get()) {
      throw new IllegalStateException(
          "The workspace cannot be sent: " + workbench.model().sendProblem());
    }
    workbench.commands().get(command).run();
    return true;
  }

  private static boolean ended(Workbench workbench, int before) {
    workbench.model().tick();
    var traces = workbench.model().feed().traces().get();
    return traces.size() > before && traces.getLast().state().ended()
        && !workbench.model().busy();
  }

  private boolean close(Workbench workbench) {
    workbench.model().pair().close();
    workbench.detach();
    return true;
  }

  /** Waits until background work is done, shown and painted. */
  private void settle(Workbench workbench) throws InterruptedException {
    long quietFrom = System.nanoTime();
    long deadline = quietFrom + RUN.toNanos();
    while (System.nanoTime() - quietFrom < TimeUnit.MILLISECONDS.toNanos(QUIET_MS)) {
      if (working.get() > 0) {
        quietFrom = System.nanoTime();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("background work did not end in " + RUN.toMinutes()
            + " minutes");
      }
      onFx(
          () -> {
            workbench.model().tick();
            return true;
          });
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    frames();
  }

  /** Waits for pulses: painters run in them. */
  private void frames() throws InterruptedException {
    CountDownLatch painted = new CountDownLatch(FRAMES);
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            painted.countDown();
          }
        };
    ports.fx().execute(timer::start);
    if (!painted.await(STARTUP.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the window was not painted in " + STARTUP.toSeconds()
          + " s");
    }
    ports.fx().execute(timer::stop);
  }

  private interface Check {
    boolean now() throws InterruptedException;
  }

  private static void await(Check check, String what) throws InterruptedException {
    long deadline = System.nanoTime() + RUN.toNanos();
    while (!check.now()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "waited " + RUN.toMinutes() + " minutes for " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private <T> T onFx(Callable<T> task) throws InterruptedException {
    CompletableFuture<T> done = new CompletableFuture<>();
    ports
        .fx()
        .execute(
            () -> {
              try {
                done.complete(task.call());
              } catch (Exception failure) {
                done.completeExceptionally(failure);
              }
            });
    try {
      return done.get(RUN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failure.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException("the window did not answer", late);
    }
  }

  private Ports counting(Ports from) {
    Executor work =
        task -> {
          working.incrementAndGet();
          from.work()
              .execute(
                  () -> {
                    try {
                      task.run();
                    } finally {
                      working.decrementAndGet();
                    }
                  });
        };
    return new Ports(
        from.models(), from.workspaces(), from.preferences(), from.endpoint(), from.dialogs(),
        from.links(), from.lenses(), from.clock(), work, from.fx());
  }
}
