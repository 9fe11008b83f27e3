package dev.warmpath.ui.bench;

import dev.warmpath.ui.look.StyleSheets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * Runs a view in a stage and measures every frame: from one pulse's start to the next, with
 * {@code javafx.animation.fullspeed} set, so that a frame is as long as its work. Runs headless or
 * on a screen. FX thread inside; call {@link #run} from another thread.
 */
final class FrameBench {
  /** The first frames compile code and load styles. */
  private static final int WARM_UP = 120;
  private static final long TIMEOUT_SECONDS = 300;

  private final double width;
  private final double height;
  private final int frames;

  FrameBench(double width, double height, int frames) {
    this.width = width;
    this.height = height;
    this.frames = frames;
  }

  /** A view and what to do to it before each frame. */
  record Subject(Parent view, IntConsumer step) {}

  /** Builds the subject on the FX thread, which must be running, and measures it. */
  FrameTimes run(Supplier<Subject> subject) throws InterruptedException {
    CompletableFuture<FrameTimes> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            start(subject.get(), done);
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The measured view failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "Fewer than " + frames + " frames in " + TIMEOUT_SECONDS + " s: is a display there?", e);
    }
  }

  private void start(Subject subject, CompletableFuture<FrameTimes> done) {
    Scene scene = new Scene(subject.view(), width, height);
    scene
        .getStylesheets()
        .addAll(StyleSheets.resource("warmpath-dark.css"), StyleSheets.resource("views.css"));
    Stage stage = BenchStage.show(scene);
    long[] times = new long[frames];
    new AnimationTimer() {
      private int frame = -WARM_UP;
      private long last;

      @Override
      public void handle(long pulse) {
        long now = System.nanoTime();
        if (frame > 0 && frame <= frames) {
          times[frame - 1] = now - last;
        }
        last = now;
        frame++;
        if (frame > frames) {
          stop();
          stage.close();
          done.complete(FrameTimes.of(Arrays.copyOf(times, frames)));
          return;
        }
        try {
          subject.step().accept(frame + WARM_UP);
        } catch (RuntimeException e) {
          stop();
          stage.close();
          done.completeExceptionally(e);
        }
      }
    }.start();
  }
}
