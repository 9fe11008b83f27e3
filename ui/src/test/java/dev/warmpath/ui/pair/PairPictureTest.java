package dev.warmpath.ui.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.engine.EngineException;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Pictures;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.fakes.ChatMl;
import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.fakes.Samples;
import dev.warmpath.ui.look.StyleSheets;
import dev.warmpath.ui.ports.ModelOptions;
import dev.warmpath.ui.ports.ModelSource;
import dev.warmpath.ui.ports.Settings;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;

/** Every state of the second half, in both themes; left in target/pictures to be looked at. */
class PairPictureTest {
  private static final Path LONG =
      Path.of(
          "/models/of-somebody/with-a-very-long-folder-name/"
              + "Some-Very-Long-Model-Name-70B-Instruct-2507-Distilled-UD-Q4_K_XL.gguf");

  private static final EngineException TOO_LONG =
      new EngineException(
          EngineException.Kind.CONTEXT_EXCEEDED,
          "The prompt has 5,120 tokens; with at least 1 for the answer it exceeds the context of"
              + " 4,096. Shorten it, or load the model with a larger context.");

  private final Clock clock =
      Clock.fixed(Instant.parse("2026-11-20T17:04:31Z"), ZoneOffset.UTC);
  private final FakePorts fakes = new FakePorts();
  private final WorkbenchViewModel workbench =
      new WorkbenchViewModel(fakes.ports(clock, Runnable::run, Runnable::run), text -> { });

  @Test
  void aLoadUnderWay() throws Exception {
    render(
        "pair-loading",
        view -> {
          first();
          workbench.pair().models().load(LONG);
          fakes.models.progress.getLast().accept(new ModelSource.Progress(0.42, "CPU"));
        });
    assertThat(labels).contains("loading 42 % · CPU");
  }

  @Test
  void aRefusal() throws Exception {
    fakes.models.freeBytes = 1_500_000_000;
    render(
        "pair-refused",
        view -> {
          first();
          workbench.pair().models().load(LONG);
        });
    assertThat(labels).contains("not loaded");
  }

  @Test
  void theFactsOfAFileUnfolded() throws Exception {
    fakes.preferences.put(Settings.RECENT_MODELS.name(), LONG.toString());
    workbench
        .ports()
        .preferences()
        .put(
            Settings.adapters(LONG),
            List.of(new ModelOptions.Adapter(Path.of("/models/help-desk-lora.gguf"), 0.5)));
    render(
        "pair-facts",
        view -> {
          first();
          workbench.compareModels();
          view.lookupAll(".wp-icon-button").stream()
              .filter(node -> "What the file says, what it needs, its adapters"
                  .equals(node.getAccessibleText()))
              .reduce((a, b) -> b)
              .ifPresent(node -> ((Button) node).fire());
        });
    assertThat(labels)
        .contains("Licence", "apache-2.0", "rewinds to any token", "help-desk-lora.gguf");
  }

  @Test
  void aRefusedRequestBesideAnAnswer() throws Exception {
    FakeEngine second = new FakeEngine(clock, Runnable::run);
    render(
        "pair-failed",
        view -> {
          first();
          second.refuse(TOO_LONG);
          workbench.pair().models().load(LONG);
          fakes.models.loads.getLast().complete(new LoadedModel(second, new ChatMl(), ""));
          workbench.prompt().send(false);
          for (int i = 0; i < 4; i++) {
            workbench.tick();
          }
        });
    assertThat(labels).anyMatch(text -> text.startsWith("The prompt has 5,120 tokens"));
  }

  @Test
  void noModelAtAll() throws Exception {
    render("pair-none", view -> { });
    assertThat(labels).contains("No model is loaded", "No second model is open");
  }

  private List<String> labels = List.of();

  private void first() {
    workbench.models().adopt(fakes.models.demo, FakeEngine.model(clock, Runnable::run));
    workbench.document().present(Samples.small("Where is my parcel?"));
    workbench.tick();
  }

  private void render(String name, Consumer<PairView> prepare) throws Exception {
    for (boolean dark : new boolean[] {true, false}) {
      int width = dark ? 860 : 1140;
      BufferedImage picture =
          Pictures.of(
              name, dark, width, 720,
              palette -> {
                PairView view = new PairView(workbench.pair(), new FrameClock(), palette);
                for (String sheet : List.of("controls.css", "workbench.css", "views.css")) {
                  view.getStylesheets().add(StyleSheets.resource(sheet));
                }
                return view;
              },
              view -> {
                prepare.accept(view);
                view.applyCss();
                view.layout();
                labels =
                    view.lookupAll(".label").stream()
                        .map(node -> ((Labeled) node).getText())
                        .toList();
              });
      assertThat(Pictures.colours(picture)).as("different colours").isGreaterThan(20);
    }
  }
}
