package dev.warmpath.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.engine.EngineException;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.ports.ModelSource;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Settings;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ModelsViewModelTest {
  private static final Path A = Path.of("/models/a.gguf");
  private static final Path B = Path.of("/models/b.gguf");

  private final FakePorts fakes = new FakePorts();
  private final EngineFeed feed = new EngineFeed();
  private final Ports ports = fakes.ports(Clock.systemUTC(), Runnable::run, Runnable::run);
  private final ModelCatalog catalog = new ModelCatalog(ports);
  private final ModelsViewModel models =
      new ModelsViewModel(ports, feed, catalog, ModelsViewModel.Role.MAIN);

  @Test
  void theBundledModelIsLoadedWhenTheUserHasChosenNone() {
    models.loadUsual();

    assertThat(fakes.models.asked).containsExactly(fakes.models.demo);
  }

  @Test
  void progressShowsAndTheLoadedModelIsServed() {
    models.load(A);
    fakes.models.progress.getFirst().accept(new ModelSource.Progress(0.64, "CPU"));
    assertThat(models.state().get()).isEqualTo(new LoadState.Loading(A, 0.64, "CPU"));

    LoadedModel model = model();
    fakes.models.loads.getFirst().complete(model);

    assertThat(models.state().get()).isEqualTo(new LoadState.Ready(A, model));
    assertThat(feed.model().get()).isSameAs(model);
    assertThat(fakes.endpoint.served).isSameAs(model);
    assertThat(fakes.preferences).containsEntry(Settings.LAST_MODEL.name(), A.toString());
  }

  @Test
  void aCancelledLoadThatEndsLateIsClosedAndNeverShown() {
    models.load(A);
    models.cancel();
    LoadedModel late = model();

    fakes.models.loads.getFirst().complete(late);

    assertThat(fakes.models.cancelled).isEqualTo(1);
    assertThat(models.state().get()).isEqualTo(new LoadState.None());
    assertThat(((FakeEngine) late.engine()).closed()).isTrue();
    assertThat(feed.model().get()).isNull();
  }

  @Test
  void aCancelledLoadTellsNothingOfTheNextOneOfTheSameFile() {
    models.load(Path.of("/a.gguf"));
    fakes.models.progress.getLast().accept(new ModelSource.Progress(0.9, "CPU"));
    models.cancel();
    models.load(Path.of("/a.gguf"));

    fakes.models.progress.getFirst().accept(new ModelSource.Progress(0.95, "CPU"));
    assertThat(models.state().get())
        .isEqualTo(new LoadState.Loading(Path.of("/a.gguf"), 0, ""));

    fakes.models.progress.getLast().accept(new ModelSource.Progress(0.1, "CPU"));
    assertThat(models.state().get())
        .isEqualTo(new LoadState.Loading(Path.of("/a.gguf"), 0.1, "CPU"));
  }

  @Test
  void aSecondChoiceWinsOverTheFirst() {
    models.load(A);
    models.load(B);
    LoadedModel first = model();
    fakes.models.loads.get(0).complete(first);
    LoadedModel second = model();
    fakes.models.loads.get(1).complete(second);

    assertThat(models.state().get()).isEqualTo(new LoadState.Ready(B, second));
    assertThat(((FakeEngine) first.engine()).closed()).isTrue();
  }

  @Test
  void aFileThatIsNoModelCostsNothingOfTheModelInUse() {
    models.load(A);
    LoadedModel first = model();
    fakes.models.loads.getFirst().complete(first);

    models.load(Path.of("/models/missing.gguf"));

    assertThat(models.state().get()).isEqualTo(new LoadState.Ready(A, first));
    assertThat(((FakeEngine) first.engine()).closed()).isFalse();
    assertThat(models.refused().get())
        .isEqualTo(
            new LoadState.Failed(
                Path.of("/models/missing.gguf"), "There is no file /models/missing.gguf"));

    models.load(B);
    assertThat(models.refused().get()).isNull();
    assertThat(models.state().get()).isInstanceOf(LoadState.Loading.class);
  }

  @Test
  void theOldModelIsClosedBeforeTheNextIsLoaded() {
    models.load(A);
    LoadedModel first = model();
    fakes.models.loads.getFirst().complete(first);

    models.load(B);

    assertThat(((FakeEngine) first.engine()).closed()).isTrue();
    assertThat(feed.model().get()).isNull();
    assertThat(fakes.endpoint.served).isNull();
  }

  @Test
  void aFailureKeepsItsMessage() {
    models.load(A);
    fakes.models.loads.getFirst()
        .completeExceptionally(
            new EngineException(
                EngineException.Kind.OUT_OF_MEMORY, "needs 8.7 GB, 5.2 GB are free"));

    assertThat(models.state().get())
        .isEqualTo(new LoadState.Failed(A, "needs 8.7 GB, 5.2 GB are free"));
  }

  @Test
  void filesThatAreGoneAreNotOffered() {
    fakes.preferences.put(Settings.RECENT_MODELS.name(), "/models/missing.gguf\n" + A);

    catalog.refresh();

    assertThat(catalog.choices()).extracting(ModelSource.ModelFile::name)
        .containsExactly("Warmpath demo model", "a.gguf");
  }

  private static LoadedModel model() {
    return FakeEngine.model(Clock.systemUTC(), Runnable::run);
  }
}
