package dev.warmpath.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.app.wiring.LocalModels;
import dev.warmpath.app.wiring.Resources;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.ports.ModelOptions;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.workbench.CacheCommands;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import dev.warmpath.workspace.WorkspaceFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pin through the window's commands, on the real engine, in a budget that is too small. */
class PinOnDemoModelTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final WorkbenchViewModel window =
      new WorkbenchViewModel(onOneThread(HeadlessPorts.make()), text -> { });
  private final CacheCommands cache = new CacheCommands(window);
  private LoadedModel model;

  private static Ports onOneThread(Ports ports) {
    return ports.withWork(Runnable::run).withFx(Runnable::run);
  }

  @BeforeEach
  void open() throws Exception {
    Path file = Resources.demoModel().orElseThrow();
    ModelOptions options =
        new ModelOptions(
            "", 0, 1, 1, ModelFacts.KvType.F16, ModelOptions.FlashAttention.ON, List.of(),
            64_000_000, Duration.ofMinutes(10), false);
    model =
        new LocalModels(Runnable::run, Folders.models())
            .load(file, options, progress -> { })
            .result()
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    window.feed().show(model);
  }

  @AfterEach
  void close() {
    window.feed().show(null);
    model.engine().close();
  }

  @Test
  void aPinnedPrefixStaysWarmUntilItIsUnpinned() throws Exception {
    Trace first = send("few-shot");
    int prompt = first.counts().prompt();
    int all = prompt + first.generated().length;
    select(first, all);
    cache.pin(true);
    assertThat(pinned()).isEqualTo(all);
    budget(prompt + 64);
    send("chatbot");
    send("documents");
    assertThat(send("few-shot").counts().cached()).isEqualTo(prompt - 1);
    select(first, prompt - 1);
    cache.pin(false);
    assertThat(pinned()).as("a longer pin keeps its hold").isEqualTo(all);
    assertThat(window.notices().toast().get()).startsWith("No pin ends here.");
    select(first, all);
    cache.pin(false);
    assertThat(pinned()).isZero();
    budget(0);
    send("chatbot");
    assertThat(send("few-shot").counts().cached())
        .as("what both templates begin with")
        .isLessThan(10);
  }

  /** The edge that holds the last of the request's first {@code length} tokens. */
  private void select(Trace trace, int length) {
    window.feed().poll();
    int[] path = Arrays.copyOf(trace.tokens().ids(), length + 1);
    int prompt = trace.tokens().size();
    System.arraycopy(trace.generated(), 0, path, prompt, Math.max(0, length - prompt));
    CachedEdge edge =
        model.engine().snapshot().peek(trace.namespace(), path).path().getLast();
    window.selection().block().set(
        new Selection.Block(trace.namespace(), edge.id(), edge.start(), edge.end()));
    assertThat(cache.canPin().get()).isTrue();
  }

  /** After what the command asked of the engine. */
  private long pinned() throws Exception {
    Engine engine = model.engine();
    engine.change(engine.settings()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return engine.snapshot().totals().pinnedTokens();
  }

  private void budget(int tokens) throws Exception {
    Engine engine = model.engine();
    EngineSettings settings =
        engine.settings().withKvBudgetBytes(tokens * engine.info().bytesPerToken());
    engine.change(settings).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private Trace send(String sample) {
    window.prompt().open(
        WorkspaceFile.read(
            Resources.samples().resolve("workspaces").resolve(sample + ".warmpath")));
    window.prompt().send(false);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (window.prompt().running().get()) {
      assertThat(System.nanoTime()).as("the run ends in time").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
      window.feed().poll();
      window.prompt().poll();
    }
    window.feed().poll();
    return Objects.requireNonNull(window.prompt().run().get().trace().get());
  }
}
