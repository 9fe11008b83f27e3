package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.Sampling;
import dev.warmpath.engine.local.LocalEngine;
import dev.warmpath.gguf.TinyModels;
import dev.warmpath.llama.ModelOptions.Adapter;
import dev.warmpath.token.Prompt;
import dev.warmpath.trace.Trace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two engines in one process: each has its own memory, tree and namespaces. */
class TwoModelsTest {
  private static final String TEXT = "the hello the hello the hello the hello the";

  @TempDir Path folder;

  @Test
  void closingOneFreesItsMemoryAndTheOtherStaysWarm() throws Exception {
    Open first = open(ModelOptions.of(TinyModels.groupedQuery(folder)));
    Open second = open(ModelOptions.of(Demo.MODEL));
    try {
      run(first.engine);
      Trace cold = run(second.engine);
      second.engine.alone(bare -> 0).get(60, TimeUnit.SECONDS);
      int[] prompt = cold.tokens().ids();
      assertThat(second.engine.pin(cold.namespace(), prompt, true).get(60, TimeUnit.SECONDS))
          .isEqualTo(prompt.length);
      assertThat(second.runtime.store().usedBytes()).isPositive();

      second.engine.close();

      assertThat(second.runtime.store().usedBytes()).as("rows, pinned ones too").isZero();
      CacheSnapshot.Totals totals = second.engine.snapshot().totals();
      assertThat(totals.tokens()).isZero();
      assertThat(totals.hostBytes()).isZero();
      assertThat(second.runtime.model().handle().isClosed()).isTrue();
      assertThatThrownBy(() -> second.engine.tokenizer().tokenize("not seen before"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("model warmpath-demo-Q8_0.gguf is closed");
      assertThatThrownBy(() -> second.engine.submit(request(second.engine, cold)))
          .isInstanceOfSatisfying(
              EngineException.class,
              e -> assertThat(e.kind()).isEqualTo(EngineException.Kind.CLOSED));
      Trace warm = run(first.engine);
      assertThat(warm.counts().cached()).isEqualTo(warm.counts().prompt() - 1);
    } finally {
      first.engine.close();
      second.engine.close();
    }
  }

  @Test
  void anAdapterHasItsOwnNamespaceAndNeverShares() throws Exception {
    ModelOptions plain = ModelOptions.of(TinyModels.groupedQuery(folder));
    Adapter adapter = new Adapter(TinyModels.adapter(folder), 1);
    Open base = open(plain);
    Open adapted = open(plain.withAdapters(List.of(adapter)));
    Open weaker = open(plain.withAdapters(List.of(new Adapter(adapter.path(), 0.5f))));
    try {
      Trace one = run(base.engine);
      Trace two = run(adapted.engine);
      Trace three = run(weaker.engine);
      assertThat(List.of(one.namespace(), two.namespace(), three.namespace()))
          .doesNotHaveDuplicates();
      assertThat(two.counts().cached()).isZero();
      assertThat(base.engine.snapshot().peek(two.namespace(), two.tokens().ids()).matched())
          .isZero();
      assertThat(adapted.engine.snapshot().peek(two.namespace(), two.tokens().ids()).matched())
          .isEqualTo(two.counts().prompt() - 1);
    } finally {
      base.engine.close();
      adapted.engine.close();
      weaker.engine.close();
    }
  }

  private record Open(LocalEngine engine, LlamaRuntime runtime) {}

  private static Open open(ModelOptions options) {
    LlamaRuntime[] runtime = new LlamaRuntime[1];
    LocalEngine engine =
        new LocalEngine(
            () -> {
              runtime[0] =
                  LlamaRuntime.open(
                      Demo.library(), options.withDevice(ModelOptions.CPU),
                      Demo.OPTIONS.withContext(512), part -> true);
              return runtime[0];
            },
            EngineSettings.withBudget(64L << 20));
    return new Open(engine, runtime[0]);
  }

  private static Trace run(LocalEngine engine) throws Exception {
    return engine.submit(request(engine, null)).result().get(60, TimeUnit.SECONDS);
  }

  private static CompletionRequest request(LocalEngine engine, Trace like) {
    return new CompletionRequest(
        Prompt.plain(TEXT), like == null ? engine.tokenizer().tokenize(TEXT) : like.tokens(),
        Sampling.greedy(2), "", "", CompletionRequest.Cache.DEFAULT,
        new Trace.Source(Trace.Source.Kind.COMMAND_LINE, "test", "", Instant.EPOCH), 0);
  }
}
