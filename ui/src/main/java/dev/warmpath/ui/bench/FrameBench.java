package dev.warmpath.ui.bench;

import dev.warmpath.ui.canvas.Palette;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
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

  private static final double HEADLESS_SIDE = 1000;

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
  FrameTimes run(java.util.function.Supplier<Subject> subject) throws InterruptedException {
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

  /**
   * The headless platform keeps 1,000 × 1,000 pixels row after row: a wider window fits while its
   * last row does not reach beyond them, so 1,680 × 1,000 is measured as 1,680 × 999.
   */
  private double drawableHeight() {
    boolean headless = "Headless".equals(System.getProperty("glass.platform"));
    return headless && width > HEADLESS_SIDE ? HEADLESS_SIDE - 1 : Double.MAX_VALUE;
  }

  private void start(Subject subject, CompletableFuture<FrameTimes> done) {
    Stage stage = new Stage();
    Scene scene = new Scene(subject.view(), width, Math.min(height, drawableHeight()));
    for (String sheet : new String[] {"warmpath-dark.css", "views.css"}) {
      scene.getStylesheets().add(
          Objects.requireNonNull(Palette.class.getResource("/dev/warmpath/ui/" + sheet))
              .toExternalForm());
    }
    stage.setScene(scene);
    // Centred on the headless platform's small screen, a large window would start at negative
    // coordinates, which that platform can't draw.
    stage.setX(0);
    stage.setY(0);
    stage.show();
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
