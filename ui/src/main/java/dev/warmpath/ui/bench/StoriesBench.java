package dev.warmpath.ui.bench;

import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.bench.FxTimes.Kind;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import dev.warmpath.ui.shell.Workbench;
import dev.warmpath.ui.workbench.Place;
import dev.warmpath.workspace.Workspace;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventDispatcher;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

/**
 * A user's stories in the real window: open, edit, send, look, move a segment, send again, compare.
 * Measures every handler, painter and handed-over result on the FX thread.
 */
public final class StoriesBench {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 800;
  private static final int LETTERS = 40;
  private static final long LIMIT_SECONDS = 300;
  private static final long POLL_NANOS = 2_000_000;

  /** Pulses after a step, so that what it caused is painted before the next. */
  private static final int PULSES = 3;

  private final FxTimes times = new FxTimes();
  private final Workspace workspace;
  private final Workbench workbench;
  private final Robot robot;
  private final Stage stage = new Stage();
  private long layoutStart;
  private int pulses;

  private StoriesBench(Ports ports, LoadedModel model, Workspace workspace) {
    this.workspace = workspace;
    robot = new Robot();
    workbench = new Workbench(timed(ports));
    Scene scene = workbench.scene();
    workbench.clock().around(
        painter -> times.time(Kind.PAINTERS, FxTimes.name(painter), painter));
    EventDispatcher own = scene.getEventDispatcher();
    scene.setEventDispatcher(
        (event, tail) -> {
          long start = FxTimes.now();
          try {
            return own.dispatchEvent(event, tail);
          } finally {
            times.add(
                Kind.HANDLERS, event.getEventType().getName(), FxTimes.now() - start);
          }
        });
    stage.setScene(scene);
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(WIDTH);
    stage.setHeight(HEIGHT);
    stage.show();
    workbench.model().models().adopt(Path.of("model.gguf"), model);
    // From here on: styles and layout of a new window are JavaFX's own.
    scene.addPreLayoutPulseListener(() -> layoutStart = FxTimes.now());
    scene.addPostLayoutPulseListener(
        () -> times.add(Kind.LAYOUTS, "pulse", FxTimes.now() - layoutStart));
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        pulses++;
        times.time(Kind.TASKS, "look at the engine", workbench.model()::tick);
        if (!stage.isShowing()) {
          stop();
        }
      }
    }.start();
  }

  /**
   * Plays the stories.
   *
   * @param model its cache is filled
   * @param workspace at least three segments
   * @throws ExecutionException when the window failed
   */
  public static FxTimes run(Ports ports, LoadedModel model, Workspace workspace, int rounds)
      throws InterruptedException, ExecutionException {
    StoriesBench bench = onFx(() -> new StoriesBench(ports, model, workspace));
    try {
      for (int round = 0; round < rounds; round++) {
        bench.play();
      }
    } finally {
      onFx(bench::close);
    }
    return onFx(bench.times::copy);
  }

  private boolean close() {
    workbench.detach();
    stage.hide();
    return true;
  }

  private void play() throws InterruptedException, ExecutionException {
    step("open", () -> workbench.model().document().present(workspace));
    until(() -> workbench.model().prompt().forecast().get() != null);
    type();
    send();
    step("send focus", () -> editor(1).requestFocus());
    step("reorder", () -> key(KeyCode.DOWN, true));
    send();
    hover(editor(0));
    wheel(editor(0), 8);
    wheel(workbench.scene().lookup(".wp-tree"), 12);
    drag(workbench.scene().lookup(".wp-tree"));
    step("request", () -> workbench.scene().lookup("#requests-table").requestFocus());
    for (int i = 0; i < 4; i++) {
      step("next request", () -> key(KeyCode.DOWN, false));
    }
    step("boundaries", () -> workbench.model().prompt().boundaries().set(true));
    step("rendered", () -> workbench.model().prompt().rendered().set(true));
    step("edit", () -> workbench.model().prompt().rendered().set(false));
    step("edges off", () -> workbench.model().prompt().boundaries().set(false));
    for (Place place : new Place[] {Place.EXPLORER, Place.SETTINGS, Place.PROMPT}) {
      step("go to " + place, () -> workbench.model().place().set(place));
    }
    step("theme", () -> command("view.theme"));
    step("palette", () -> command("help.palette"));
    for (char letter : "cache".toCharArray()) {
      step("search", () -> letter(String.valueOf(letter)));
    }
    step("escape", () -> key(KeyCode.ESCAPE, false));
  }

  private void type() throws InterruptedException, ExecutionException {
    step("focus", () -> editor(2).requestFocus());
    for (int i = 0; i < LETTERS; i++) {
      String letter = i % 6 == 5 ? " " : String.valueOf((char) ('a' + i % 26));
      step("type", () -> letter(letter));
    }
  }

  private void send() throws InterruptedException, ExecutionException {
    until(() -> workbench.commands().get("prompt.send").enabled().get());
    int before = onFx(() -> workbench.model().feed().traces().get().size());
    step("send", () -> command("prompt.send"));
    until(
        () -> {
          var traces = workbench.model().feed().traces().get();
          return traces.size() > before && traces.getLast().state().ended()
              && !workbench.model().prompt().running().get();
        });
  }

  private void hover(Node node) throws InterruptedException, ExecutionException {
    Bounds bounds = onFx(() -> node.localToScreen(node.getLayoutBounds()));
    for (int i = 0; i < LETTERS; i++) {
      double x = bounds.getMinX() + 20 + i * 7;
      step("hover", () -> robot.mouseMove(x, bounds.getMinY() + 18));
    }
  }

  private void wheel(Node node, int notches) throws InterruptedException, ExecutionException {
    Bounds bounds = onFx(() -> node.localToScreen(node.getLayoutBounds()));
    step("move", () -> robot.mouseMove(bounds.getCenterX(), bounds.getMinY() + 40));
    for (int i = 0; i < notches; i++) {
      int by = i < notches / 2 ? 1 : -1;
      step("wheel", () -> robot.mouseWheel(by));
    }
  }

  private void drag(Node node) throws InterruptedException, ExecutionException {
    Bounds bounds = onFx(() -> node.localToScreen(node.getLayoutBounds()));
    double y = bounds.getMinY() + bounds.getHeight() / 2;
    step("move", () -> robot.mouseMove(bounds.getCenterX(), y));
    step("press", () -> robot.mousePress(MouseButton.PRIMARY));
    for (int i = 1; i <= 20; i++) {
      double x = bounds.getCenterX() - i * 6;
      step("drag", () -> robot.mouseMove(x, y));
    }
    step("release", () -> robot.mouseRelease(MouseButton.PRIMARY));
  }

  private TokenEditor editor(int index) {
    String id = workbench.model().prompt().document().segments().get(index).id();
    return workbench.editor(id);
  }

  private void command(String id) {
    times.time(Kind.HANDLERS, id, workbench.commands().get(id)::run);
  }

  private void key(KeyCode code, boolean alt) {
    fire(
        new KeyEvent(
            KeyEvent.KEY_PRESSED, KeyEvent.CHAR_UNDEFINED, "", code, false, false, alt, false));
  }

  private void letter(String letter) {
    EventType<KeyEvent> typed = KeyEvent.KEY_TYPED;
    fire(new KeyEvent(typed, letter, "", KeyCode.UNDEFINED, false, false, false, false));
  }

  private void fire(KeyEvent event) {
    Node target = workbench.scene().getFocusOwner();
    Event.fireEvent(target == null ? workbench.scene().getRoot() : target, event);
  }

  /** Does something and lets the window show it. */
  private void step(String what, Runnable action)
      throws InterruptedException, ExecutionException {
    int from =
        onFx(
            () -> {
              try {
                action.run();
              } catch (RuntimeException failed) {
                throw new IllegalStateException(
                    "the step '" + what + "' failed: " + failed, failed);
              }
              return pulses;
            });
    Platform.requestNextPulse();
    until(() -> pulses >= from + PULSES);
  }

  private static void until(Callable<Boolean> condition)
      throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!onFx(condition)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the window did not get there in " + LIMIT_SECONDS + " s");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static <T> T onFx(Callable<T> task) throws InterruptedException, ExecutionException {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            done.complete(task.call());
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new IllegalStateException("the window did not answer", late);
    }
  }

  private Ports timed(Ports from) {
    return from.withFx(
        task -> from.fx().execute(() -> times.time(Kind.TASKS, FxTimes.name(task), task)));
  }
}
