package dev.warmpath.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.warmpath.app.wiring.LocalModels;
import dev.warmpath.app.wiring.Resources;
import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.fix.FixKind;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.explain.ExplainViewModel;
import dev.warmpath.ui.fix.FixBarViewModel;
import dev.warmpath.ui.ports.ModelOptions;
import dev.warmpath.ui.prompt.PromptViewModel;
import dev.warmpath.workspace.Workspace;
import dev.warmpath.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole story of a fix with the real engine: explained, applied, realised, undone. */
class FixOnDemoModelTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final EngineFeed feed = new EngineFeed();
  private final Selection selection = new Selection();
  private LoadedModel model;
  private PromptViewModel prompt;
  private ExplainViewModel explain;
  private FixBarViewModel fixes;

  @BeforeEach
  void open() throws Exception {
    Path file = Resources.demoModel().orElseThrow();
    ModelOptions options =
        new ModelOptions(
            "", 0, 2, 1, ModelFacts.KvType.F16, ModelOptions.FlashAttention.ON, List.of(),
            64_000_000, Duration.ofMinutes(10), false);
    model =
        new LocalModels(Runnable::run, Folders.models())
            .load(file, options, progress -> { })
            .result()
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    prompt =
        new PromptViewModel(
            feed, selection, new LatestTask<>(Runnable::run, Runnable::run),
            new LatestTask<>(Runnable::run, Runnable::run), Clock.systemUTC());
    explain =
        new ExplainViewModel(
            feed, selection, Runnable::run, Runnable::run, LensCatalog.bundled());
    fixes = new FixBarViewModel(explain, prompt);
    feed.show(model);
  }

  @AfterEach
  void close() {
    feed.show(null);
    model.engine().close();
  }

  @Test
  void aMovedTimestampRealisesThePredictedGain() throws Exception {
    Workspace broken =
        WorkspaceFile.read(
            Resources.samples().resolve("workspaces").resolve("broken-timestamp.warmpath"));
    prompt.open(broken);
    Trace first = send();
    assertThat(verdict(first).cause()).isEqualTo(Cause.COLD_START);
    Trace second = send();

    Verdict verdict = verdict(second);
    assertThat(verdict.cause()).isEqualTo(Cause.VOLATILE_TIME);
    assertThat(verdict.fixes()).isNotEmpty();
    assertThat(verdict.fixes().getFirst().kind()).isEqualTo(FixKind.MOVE_BELOW);
    assertThat(fixes.bar().get().stage()).isEqualTo(FixBarViewModel.Stage.PROPOSED);
    int predicted = verdict.fixes().getFirst().gainTokens();

    fixes.apply();

    assertThat(prompt.workspace().get().segments()).last()
        .satisfies(last -> assertThat(last.text()).isEqualTo("Current time: {{now}}"));
    send();
    Trace last = send();
    int realised = last.counts().cached() - second.counts().cached();
    assertThat((double) realised).isCloseTo(predicted, within(0.05 * predicted));
    assertThat(fixes.bar().get().stage()).isEqualTo(FixBarViewModel.Stage.MEASURED);
    assertThat(fixes.bar().get().facts()).contains("realised +");
    assertThat(verdict(last).cause().isFault()).isFalse();

    prompt.document().undo();
    assertThat(prompt.workspace().get().segments()).isEqualTo(broken.segments());
  }

  private Trace send() {
    prompt.send(false);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (prompt.running().get()) {
      assertThat(System.nanoTime()).as("the run ends in time").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
      feed.poll();
      prompt.poll();
    }
    feed.poll();
    return Objects.requireNonNull(prompt.run().get().trace().get());
  }

  private Verdict verdict(Trace trace) {
    return Objects.requireNonNull(explain.verdictOf(trace.id()));
  }
}
