package dev.warmpath.ui.shell;

import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.models.LoadState;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Settings;
import dev.warmpath.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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

  private final Stillness still;
  private final Ports ports;

  /**
   * @param ports files and models of the picture; its executors are used, its preferences should
   *     be a throw-away copy
   */
  public WindowRenderer(Ports ports) {
    this.still = new Stillness(ports.fx());
    this.ports = still.watching(ports);
  }

  /**
   * Failures of JavaFX that are not worth a word. Its headless screen is 1000×1000 pixels and fails
   * to copy a larger window to itself, after the window was painted, and nobody reads that screen.
   * And an interrupted program loses its renderer before its pulses.
   */
  private record HarmlessFailures(Thread.UncaughtExceptionHandler others)
      implements Thread.UncaughtExceptionHandler {

    static void install() {
      Thread fx = Thread.currentThread();
      if (!(fx.getUncaughtExceptionHandler() instanceof HarmlessFailures)) {
        fx.setUncaughtExceptionHandler(
            new HarmlessFailures(fx.getUncaughtExceptionHandler()));
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
      if (!copying && !(failure instanceof RejectedExecutionException)) {
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
    Platform.runLater(HarmlessFailures::install);
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
    return render(List.of(), workspace, model, List.of(shot)).getFirst();
  }

  /**
   * Pictures of one window in several sizes and themes, sent once for all of them.
   *
   * @param earlier sent once each before {@code workspace} is opened
   * @param shots at least one; the same sends for all
   * @see #render(Workspace, LoadedModel, Shot)
   */
  public List<byte[]> render(
      List<Workspace> earlier, Workspace workspace, @Nullable LoadedModel model, List<Shot> shots)
      throws InterruptedException {
    startToolkit();
    Shot first = shots.getFirst();
    Workbench workbench = still.onFx(() -> open(model, first));
    try {
      still.settle(workbench.model());
      openSecond(workbench, first);
      for (Workspace each : earlier) {
        present(workbench, each);
        send(workbench);
      }
      if (!first.screen().withoutWorkspace()) {
        present(workbench, workspace);
      }
      for (int i = 0; i < first.sends(); i++) {
        send(workbench);
      }
      List<byte[]> pictures = new ArrayList<>();
      for (Shot shot : shots) {
        pictures.add(picture(workbench, shot));
      }
      return pictures;
    } finally {
      still.onFx(() -> close(workbench));
    }
  }

  private void present(Workbench workbench, Workspace workspace) throws InterruptedException {
    still.onFx(
        () -> {
          workbench.model().document().present(workspace);
          return true;
        });
    still.settle(workbench.model());
  }

  private void send(Workbench workbench) throws InterruptedException {
    int before = still.onFx(() -> workbench.model().feed().traces().get().size());
    still.onFx(() -> run(workbench, "prompt.send"));
    still.await(() -> still.onFx(() -> ended(workbench, before)), "the run to end");
    still.settle(workbench.model());
  }

  private byte[] picture(Workbench workbench, Shot shot) throws InterruptedException {
    still.onFx(
        () -> {
          workbench.tidy();
          workbench.model().appearance().theme().set(theme(shot));
          workbench.resize(shot.width(), shot.height());
          return true;
        });
    still.settle(workbench.model());
    still.onFx(
        () -> {
          // Only now are the panes as wide as the shot: where the dividers are follows from that.
          workbench.commands().get("view.usualLayout").run();
          shot.screen().prepare(workbench);
          return true;
        });
    still.settle(workbench.model());
    return ScreenShot.png(still.onFx(() -> ScreenShot.of(workbench.scene())));
  }

  private static Settings.Theme theme(Shot shot) {
    return shot.dark() ? Settings.Theme.DARK : Settings.Theme.LIGHT;
  }

  private Workbench open(@Nullable LoadedModel model, Shot shot) {
    ports
        .preferences()
        .put(Settings.THEME, theme(shot));
    Workbench workbench = new Workbench(ports);
    Stage stage = new Stage();
    workbench.place(stage, shot.width(), shot.height());
    if (model != null) {
      workbench.model().models().adopt(
          ports.models().bundled().orElse(Path.of("model.gguf")), model);
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
    boolean twice = shot.second() == null;
    still.onFx(
        () -> {
          if (twice) {
            // The same file twice is compared with its rows kept in fewer bits.
            models.preferences().put(Settings.KV_TYPE, ModelFacts.KvType.Q8_0);
          }
          models.load(file);
          return true;
        });
    still.await(
        () -> still.onFx(() -> !(models.state().get() instanceof LoadState.Loading)),
        "the second model to load");
    still.settle(workbench.model());
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
}
