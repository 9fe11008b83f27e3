package dev.warmpath.ui.bench;

import dev.warmpath.token.Segment;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.look.StyleSheets;
import dev.warmpath.ui.prompt.PromptView;
import dev.warmpath.ui.prompt.PromptViewModel;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import dev.warmpath.workspace.Workspace;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.DoubleStream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * Typing into 100,000 characters: from the key event's dispatch to the end of the pulse that
 * painted it, and from the last key to its forecast. Run it with {@code
 * -Djavafx.animation.fullspeed=true}, else every pulse waits for the next sixtieth of a second.
 */
public final class EditorBench {
  /** Size of the text the product promises to edit without lag. */
  public static final int CHARS = 100_000;

  private static final int PARAGRAPH = 600;
  private static final String ID = "bench";
  private static final long SEED = 20_261_120;
  private static final String[] WORDS = {
    "return", "the", "item", "within", "thirty", "days", "of", "delivery", "and", "keep", "its",
    "label", "zipper", "warranty", "covers", "a", "seam", "for", "two", "years", "(§2)", "or"
  };

  /** Milliseconds over all keys. */
  public record Times(double p50Ms, double p95Ms, double maxMs) {}

  /**
   * @param paragraphs the text has a line end about every 600 characters
   * @param singleLine the text is one line
   * @param forecastP95Ms from the last key to the shown forecast, over both texts
   */
  public record Result(Times paragraphs, Times singleLine, double forecastP95Ms) {}

  /**
   * How much is typed into each text.
   *
   * @param warmUp keys before the measured ones
   * @param keys measured ones
   * @param forecasts keys after which the forecast is waited for
   */
  public record Plan(int warmUp, int keys, int forecasts) {
    public static final Plan FULL = new Plan(80, 400, 60);
    public static final Plan QUICK = new Plan(5, 20, 3);
  }

  private EditorBench() {}

  /**
   * Opens a window of the given size in pixels and types.
   *
   * @param model tokenizes and renders; its cache is only looked at
   * @throws ExecutionException when the editor failed
   */
  public static Result run(LoadedModel model, int width, int height, Plan plan)
      throws InterruptedException, ExecutionException {
    try (ExecutorService work =
        Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("bench-", 0).factory())) {
      TypingRun paragraphs = type(model, work, new Size(width, height), plan, text(PARAGRAPH));
      TypingRun line = type(model, work, new Size(width, height), plan, text(Integer.MAX_VALUE));
      double[] forecasts =
          DoubleStream.concat(
                  paragraphs.forecasts().stream(), line.forecasts().stream())
              .toArray();
      return new Result(
          paragraphs.keys().times(), line.keys().times(), Samples.of(forecasts).percentile(95));
    }
  }

  private record Size(int width, int height) {}

  private static TypingRun type(
      LoadedModel model, ExecutorService work, Size size, Plan plan, String text)
      throws InterruptedException, ExecutionException {
    CompletableFuture<TypingRun> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            open(model, work, size, plan, text, done);
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    return done.get();
  }

  private static void open(
      LoadedModel model, ExecutorService work, Size size, Plan plan, String text,
      CompletableFuture<TypingRun> done) {
    EngineFeed feed = new EngineFeed();
    PromptViewModel prompt =
        new PromptViewModel(
            feed, new Selection(), new LatestTask<>(work, Platform::runLater),
            new LatestTask<>(work, Platform::runLater), Clock.systemUTC());
    PromptView view = new PromptView(prompt, new FrameClock());
    view.setPalette(Palette.DARK);
    Scene scene = new Scene(view, size.width(), size.height());
    scene
        .getStylesheets()
        .addAll(StyleSheets.resource("warmpath-dark.css"), StyleSheets.resource("prompt.css"));
    Stage stage = BenchStage.show(scene);
    feed.show(model);
    prompt.open(
        new Workspace(
            "bench", "", List.of(new Segment(ID, Segment.Kind.USER, "", text, false, false)),
            Map.of(), Workspace.Sampling.DEFAULT, "", List.of(), Map.of(), Map.of()));
    TokenEditor editor = view.editor(ID);
    editor.requestFocus();
    editor.select(text.length() / 2, text.length() / 2);
    new TypingRun(editor, prompt, plan, run -> {
      stage.hide();
      done.complete(run);
    }).start();
  }

  /** Words with a line end after about every {@code paragraph} characters. */
  static String text(int paragraph) {
    Random random = new Random(SEED);
    StringBuilder text = new StringBuilder(CHARS + 16);
    int lineStart = 0;
    while (text.length() < CHARS) {
      text.append(WORDS[random.nextInt(WORDS.length)]);
      if (text.length() - lineStart > paragraph) {
        text.append('\n');
        lineStart = text.length();
      } else {
        text.append(' ');
      }
    }
    text.setLength(CHARS);
    return text.toString();
  }
}
