package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.Sampling;
import dev.warmpath.engine.local.LocalEngine;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens evaluated by the real library, against a list of everything ever stored. */
class EngineReuseTest {
  private static LocalEngine engine(int slots) {
    RuntimeOptions options = Demo.OPTIONS.withSlots(slots).withThreads(1);
    return new LocalEngine(
        () -> Demo.runtime(options), EngineSettings.withBudget(256L << 20));
  }

  private static CompletableFuture<Trace> submit(LocalEngine engine, int[] ids, int maxTokens) {
    int[] ends = new int[ids.length];
    Trace.Source source =
        new Trace.Source(Trace.Source.Kind.COMMAND_LINE, "test", "demo", Instant.EPOCH);
    return engine.submit(
            new CompletionRequest(
                Prompt.plain("random"), new Tokens(ids, ends, ends), Sampling.greedy(maxTokens),
                "", "", CompletionRequest.Cache.DEFAULT, source, 0))
        .result();
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    }
  }

  private static int longest(List<int[]> stored, int[] prompt) {
    int best = 0;
    for (int[] tokens : stored) {
      int different = Arrays.mismatch(tokens, prompt);
      int same = different < 0 ? prompt.length : different;
      best = Math.max(best, Math.min(same, prompt.length - 1));
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void evaluatesExactlyWhatWasNeverStored(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> stored = new ArrayList<>();
    stored.add(new int[0]);
    try (LocalEngine engine = engine((int) seed)) {
      for (int step = 0; step < 60; step++) {
        int[] base = stored.get(random.nextInt(stored.size()));
        int kept = random.nextInt(base.length + 1);
        int[] prompt = Arrays.copyOf(base, Math.min(900, kept + 1 + random.nextInt(120)));
        for (int i = Math.min(kept, prompt.length - 1); i < prompt.length; i++) {
          prompt[i] = 300 + random.nextInt(3);
        }
        long before = await(engine.evaluatedTokens());
        Trace trace = await(submit(engine, prompt, 1 + random.nextInt(6)));
        int expected = prompt.length - longest(stored, prompt);
        String what = "seed " + seed + ", step " + step;
        boolean last = trace.finish() == Trace.Finish.STOP;
        int answered = trace.counts().completion() - (last ? 0 : 1);
        assertThat(trace.counts().computed()).as(what).isEqualTo(expected);
        assertThat(await(engine.evaluatedTokens()) - before)
            .as(what)
            .isEqualTo(expected + answered);
        int[] all = Arrays.copyOf(prompt, prompt.length + answered);
        System.arraycopy(trace.generated(), 0, all, prompt.length, answered);
        stored.add(all);
        if (random.nextInt(8) == 0) {
          await(engine.alone(bare -> 0));
        }
      }
      await(engine.check());
      await(engine.clear(null));
      assertThat(engine.snapshot().totals().hostBytes()).isZero();
    }
  }

  /** The shape of {@code bench tree}, smaller: system, documents, questions, three rounds. */
  @Test
  void treeOfPromptsEvaluatesItsUniqueTokensOnce() {
    List<int[]> prompts = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int question = 0; question < 3; question++) {
        for (int document = 0; document < 4; document++) {
          int[] prompt = Arrays.copyOf(Demo.tokens(1, 300), 300 + 100 + 20);
          System.arraycopy(Demo.tokens(10 + document, 100), 0, prompt, 300, 100);
          System.arraycopy(Demo.tokens(100 + 10 * document + question, 20), 0, prompt, 400, 20);
          prompts.add(prompt);
        }
      }
    }
    int leaves = 4 * 3;
    int minimum = 300 + 4 * 100 + leaves * 20 + 2 * leaves;
    try (LocalEngine engine = engine(2)) {
      int serial = 0;
      for (int[] prompt : prompts) {
        serial += await(submit(engine, prompt, 4)).counts().computed();
      }
      assertThat(serial).isEqualTo(minimum);
      await(engine.clear(null));
      List<CompletableFuture<Trace>> traces = new ArrayList<>();
      for (int[] prompt : prompts) {
        traces.add(submit(engine, prompt, 4));
      }
      int together = 0;
      for (CompletableFuture<Trace> trace : traces) {
        together += await(trace).counts().computed();
      }
      assertThat(together).isBetween(minimum, minimum + minimum / 10);
    }
  }
}
