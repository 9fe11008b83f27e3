package dev.warmpath.ui.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.engine.EngineException;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.fakes.ChatMl;
import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.fakes.Samples;
import dev.warmpath.ui.models.LoadState;
import dev.warmpath.ui.models.ModelSheet;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.ports.ModelSource;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import dev.warmpath.workspace.Workspace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PairViewModelTest {
  private static final Path SECOND = Path.of("/models/second.gguf");

  private final Clock clock =
      Clock.fixed(Instant.parse("2026-11-20T17:04:31Z"), ZoneOffset.UTC);
  private final FakePorts fakes = new FakePorts();
  private final Ports ports = fakes.ports(clock, Runnable::run, Runnable::run);
  private final WorkbenchViewModel workbench = new WorkbenchViewModel(ports, text -> { });
  private final PairViewModel pair = workbench.pair();
  private final Queue<Runnable> firstWork = new ArrayDeque<>();
  private final FakeEngine first = new FakeEngine(clock, firstWork::add);
  private final FakeEngine second = new FakeEngine(clock, Runnable::run);

  PairViewModelTest() {
    workbench.models().adopt(fakes.models.demo, new LoadedModel(first, new ChatMl(), ""));
    workbench.document().present(prompt());
  }

  private static Workspace prompt() {
    return Samples.small("Where is my parcel?");
  }

  @Test
  void thePromptRunsOnTheSecondWhenTheFirstHasEnded() {
    openSecond();
    workbench.prompt().send(false);
    workbench.tick();

    assertThat(pair.second().get().state()).isEqualTo("waiting for the first model");
    assertThat(second.traces().all()).isEmpty();
    assertThat(workbench.busy()).isTrue();

    firstWork.remove().run();
    workbench.tick();
    workbench.tick();
    workbench.tick();

    Trace one = first.traces().all().getFirst();
    Trace two = second.traces().all().getFirst();
    assertThat(two.prompt()).isEqualTo(one.prompt());
    assertThat(pair.second().get().state()).isEqualTo("done");
    assertThat(pair.second().get().answer()).isEqualTo(FakeEngine.ANSWER);
    assertThat(workbench.busy()).isFalse();
  }

  @Test
  void eachModelHasItsOwnTreeAndItsOwnHits() {
    send();
    openSecond();
    send();

    assertThat(rows(pair.first())).contains("Cached: " + hits(first.traces().all().getLast()));
    assertThat(rows(pair.second())).contains("Cached: 0 · 0 %");
    assertThat(pair.tree().shown().get()).isSameAs(second.snapshot());
    assertThat(workbench.tree().shown().get()).isSameAs(first.snapshot());

    send();

    assertThat(second.traces().all().getLast().counts().cached())
        .isEqualTo(second.traces().all().getLast().counts().prompt() - 1);
  }

  @Test
  void beforeSendingEachModelsForecastStandsThere() {
    openSecond();
    workbench.tick();

    assertThat(rows(pair.second())).contains("predicted").contains("Prompt: ");
    assertThat(pair.second().get().state()).isEqualTo("not sent yet");
    assertThat(pair.tree().prompt().get()).isNotNull();
  }

  @Test
  void closingTheSecondFreesItAndLeavesTheFirst() {
    openSecond();
    send();

    pair.close();
    workbench.tick();

    assertThat(second.closed()).isTrue();
    assertThat(first.closed()).isFalse();
    assertThat(pair.models().state().get()).isEqualTo(new LoadState.None());
    assertThat(pair.tree().shown().get().totals().tokens()).isZero();
    assertThat(pair.second().get()).isEqualTo(PairSheet.NONE);
    assertThat(fakes.endpoint.served).as("the first is served as before").isNotNull();
    send();
    assertThat(second.traces().all()).hasSize(1);
  }

  @Test
  void aModelThatIsPredictedNotToFitIsRefusedWithTheNumbersAndNeverLoaded() {
    fakes.models.freeBytes = 1_500_000_000;

    pair.models().load(SECOND);

    assertThat(fakes.models.asked).doesNotContain(SECOND);
    assertThat(pair.models().state().get())
        .isInstanceOfSatisfying(
            LoadState.Failed.class,
            failed ->
                assertThat(failed.message())
                    .startsWith("second.gguf needs 1.9 GB for a context of 8,192 tokens in 4 slots")
                    .contains("weights 1.8 GB", "and 1.5 GB is free. ")
                    .endsWith("or choose a smaller model or quantisation."));
    assertThat(first.closed()).isFalse();
  }

  @Test
  void theSecondLeavesRoomForTheFirstModelsRows() {
    fakes.models.freeBytes = 3_000_000_000L;

    pair.models().load(SECOND);

    long left = 3_000_000_000L - fit(SECOND);
    assertThat(fakes.models.options.getLast().budgetBytes()).isEqualTo(left / 2);
  }

  @Test
  void theSecondIsLoadedInItsOwnWayAndIsNeitherServedNorRemembered() {
    Object served = fakes.endpoint.served;
    openSecond();

    assertThat(fakes.endpoint.served).isSameAs(served);
    assertThat(fakes.preferences.get("lastModel")).isNotEqualTo(SECOND.toString());

    pair.models().preferences().put(dev.warmpath.ui.ports.Settings.CONTEXT, 2048);

    assertThat(pair.models().wanted(SECOND).context()).isEqualTo(2048);
    assertThat(workbench.models().wanted(SECOND).context()).isZero();
  }

  @Test
  void cancellingStopsBoth() {
    openSecond();
    workbench.prompt().send(false);
    workbench.tick();

    workbench.prompt().cancel();
    pair.cancel();
    firstWork.remove().run();
    workbench.tick();
    workbench.tick();

    assertThat(second.traces().all()).isEmpty();
    assertThat(workbench.busy()).isFalse();
  }

  @Test
  void aRefusalOfTheSecondIsSaidInItsOwnHalf() {
    openSecond();
    second.refuse(
        new EngineException(EngineException.Kind.CONTEXT_EXCEEDED, "The prompt has 9 tokens; 4"));
    send();

    assertThat(pair.second().get().problem()).isTrue();
    assertThat(pair.second().get().state()).isEqualTo("The prompt has 9 tokens; 4");
    assertThat(pair.first().get().state()).isEqualTo("done");
  }

  @Test
  void aCancelledLoadOfTheSecondIsFreedWhenItComesLate() {
    pair.models().load(SECOND);
    pair.models().cancel();

    fakes.models.loads.getLast().complete(new LoadedModel(second, new ChatMl(), ""));

    assertThat(second.closed()).isTrue();
    assertThat(pair.models().state().get()).isEqualTo(new LoadState.None());
  }

  private long fit(Path file) {
    ModelSource.ModelFile described = fakes.models.describe(file);
    ModelsViewModel models = pair.models();
    return models.wanted(file).fit(described.facts(), fakes.models.devices()).need().total();
  }

  private void openSecond() {
    pair.models().load(SECOND);
    fakes.models.loads.getLast().complete(new LoadedModel(second, new ChatMl(), ""));
  }

  private void send() {
    workbench.prompt().send(false);
    firstWork.remove().run();
    for (int i = 0; i < 4; i++) {
      workbench.tick();
    }
  }

  private static String hits(Trace trace) {
    return dev.warmpath.ui.canvas.Figures.count(trace.counts().cached());
  }

  private static String rows(javafx.beans.value.ObservableValue<PairSheet> side) {
    return side.getValue().rows().stream()
        .map(PairViewModelTest::words)
        .collect(Collectors.joining("\n"));
  }

  private static String words(ModelSheet.Row row) {
    return row.name() + ": " + row.value() + " " + row.note();
  }
}
