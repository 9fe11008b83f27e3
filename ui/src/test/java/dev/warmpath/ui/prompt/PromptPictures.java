package dev.warmpath.ui.prompt;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.warmpath.token.Segment;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** Renders the editor's states to PNG: a tool to look at it with, run by hand. */
public final class PromptPictures {
  private static final String HANDBOOK =
      """
      You are the help-desk assistant of an outdoor shop. Answer from the handbook below and cite \
      the section.

      # Returns
      Items may be returned within 30 days of delivery, unworn and with their tags. Sale items \
      follow the same rule. A refund goes back to the card that was used (§2).

      # Warranty
      Zippers, seams and soles are covered for two years. Send a picture of the damage; we repair \
      or replace, whichever is quicker (§1).

      # Shipping
      Europe 2–3 days, Canada 5–7 days, Japan 日本 7–10 days. Free above 80 €.
      """;

  private PromptPictures() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Platform.setImplicitExit(false);
    Platform.startup(() -> { });
    for (String theme : List.of("dark", "light")) {
      picture(folder, "warm", theme, 560, 820, PromptPictures::diverged);
      picture(folder, "empty", theme, 560, 820, f -> f.model.open(Workspace.EMPTY));
      picture(folder, "long", theme, 560, 820, f -> tooLong(f));
      picture(folder, "answer", theme, 560, 820, f -> answering(f));
      picture(folder, "lost", theme, 560, 820, f -> lost(f));
      picture(folder, "rendered", theme, 560, 820,
          f -> {
            diverged(f);
            f.model.rendered().set(true);
            f.model.boundaries().set(true);
          });
      picture(folder, "narrow", theme, 400, 600, PromptPictures::diverged);
      picture(folder, "scripts", theme, 560, 600, f -> scripts(f));
    }
    System.exit(0);
  }

  private static Workspace support() {
    return new Workspace(
        "support-bot.warmpath", "",
        List.of(
            new Segment("s", Segment.Kind.SYSTEM, "", HANDBOOK, false, true),
            new Segment(
                "c", Segment.Kind.CONTEXT, "",
                "Current time: {{now}}\nCustomer: C-20418 · tier gold · locale es-MX\n"
                    + "Open orders: #88213 (shipped), #88240 (processing)",
                true, false),
            new Segment(
                "e", Segment.Kind.EXAMPLES, "Good answers",
                "Q: Can I return sale items? A: Yes, within 30 days (Returns §2).\n"
                    + "Q: Do you ship to Canada? A: Yes, 5–7 days (Shipping §1).",
                true, false),
            new Segment(
                "u", Segment.Kind.USER, "",
                "My boots arrived with a broken zipper. What are my options?", false, false)),
        Map.of(), Workspace.Sampling.DEFAULT, "",
        List.of("What about sale items?", "How long does shipping to Japan take?"), Map.of(),
        Map.of());
  }

  private static void diverged(PromptFixture fixture) {
    fixture.model.open(support());
    for (int i = 0; i < 3; i++) {
      fixture.clock.pass(Duration.ofSeconds(61));
      fixture.run("You can ask for a repair (Warranty §1).");
    }
    fixture.clock.pass(Duration.ofSeconds(61));
    fixture.model.document().replace("u", 0, 2, "Our", true);
  }

  private static void lost(PromptFixture fixture) {
    fixture.model.open(
        support().withSegments(support().segments().stream()
            .map(s -> s.withText(s.text().replace("{{now}}", "noon")).withFolded(false))
            .toList()));
    fixture.run("First answer.");
    fixture.engine.evictAll();
    int[] ids = fixture.forecast().tokens().ids();
    fixture.engine.cache(fixture.engine.namespace("", ""), ids, 40);
    fixture.feed.poll();
    fixture.model.document().replace("u", 0, 2, "Our", true);
  }

  private static void answering(PromptFixture fixture) {
    fixture.model.open(support());
    fixture.run("You can ask for a repair (Warranty §1).");
    fixture.model.send(false);
    fixture.engine.running.getLast().say(
        "A broken zipper is covered by the two-year warranty (Warranty §1). You can ask for a "
            + "repair or a replacement, or return the boots within 30 days for a");
    fixture.model.poll();
  }

  private static void tooLong(PromptFixture fixture) {
    fixture.model.open(
        PromptFixture.workspace(
            PromptFixture.segment("s", Segment.Kind.SYSTEM, HANDBOOK.repeat(40)),
            PromptFixture.segment("u", Segment.Kind.USER, "And now?")));
  }

  private static void scripts(PromptFixture fixture) {
    fixture.model.open(
        PromptFixture.workspace(
            PromptFixture.segment(
                "s", Segment.Kind.SYSTEM,
                "CJK: 東京で買った靴のファスナーが壊れました。どうすればいいですか。返品できますか。"
                    + "東京で買った靴のファスナーが壊れました。\n"
                    + "한국어 텍스트도 있습니다\nEmoji: 👩‍👩‍👧 🏳️‍🌈 👍🏽 done\n"
                    + "Combining: e\u0301a\u0300 ñ\nRTL: שלום עולם العربية\n\ttab\tstop\r\n"
                    + "control:\u0001\u001b[0m zero\u200bwidth\nlong: " + "x".repeat(150))));
    fixture.run("ok");
    fixture.model.document().replace("s", 100, 101, "?", true);
  }

  private static void picture(
      Path folder, String name, String theme, int width, int height,
      Consumer<PromptFixture> state) throws Exception {
    CompletableFuture<WritableImage> image = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            shoot(theme, width, height, state, image);
          } catch (RuntimeException e) {
            image.completeExceptionally(e);
          }
        });
    write(image.get(60, TimeUnit.SECONDS), folder.resolve(name + "-" + theme + ".png"));
  }

  private static void shoot(
      String theme, int width, int height, Consumer<PromptFixture> state,
      CompletableFuture<WritableImage> image) {
    boolean dark = theme.equals("dark");
    Application.setUserAgentStylesheet(
        dark ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    PromptFixture fixture = new PromptFixture(2048);
    PromptView view = new PromptView(fixture.model, new FrameClock());
    view.setPalette(dark ? Palette.DARK : Palette.LIGHT);
    Scene scene = new Scene(view, width, height);
    scene.getStylesheets().addAll(
        PromptView.class.getResource("/dev/warmpath/ui/warmpath-" + theme + ".css")
            .toExternalForm(),
        PromptView.styleSheet());
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.show();
    state.accept(fixture);
    new AnimationTimer() {
      private int pulses;

      @Override
      public void handle(long now) {
        if (++pulses == 12) {
          stop();
          image.complete(scene.snapshot(null));
          stage.hide();
        }
      }
    }.start();
  }

  private static void write(WritableImage image, Path file) throws IOException {
    ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
  }
}
