package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.Namespace;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.CompletionRequest.Cache;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.Sampling;
import dev.warmpath.engine.local.EngineFaults;
import dev.warmpath.engine.local.LocalEngine;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random operations on the real engine, with a budget that is always too small, against a naive
 * reference: what each look-up finds, what is evaluated, and every invariant after every step.
 * {@code -Dwarmpath.engineSteps=N} runs more.
 */
class EngineModelTest {
  private static final int STEPS = Integer.getInteger("warmpath.engineSteps", 250);
  private static final int BUDGET_TOKENS = 1200;

  /** A write-back or two may come between; more looks than that show a snapshot left behind. */
  private static final int MOST_LOOKS = 1000;

  private final EventReference reference = new EventReference();
  private final List<int[]> seen = new ArrayList<>();

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    }
  }

  private int[] prompt(SplittableRandom random) {
    int[] base = seen.isEmpty() ? new int[0] : seen.get(random.nextInt(seen.size()));
    int kept = random.nextInt(3) == 0 ? base.length : random.nextInt(base.length + 1);
    int[] prompt = Arrays.copyOf(base, Math.min(500, kept + 1 + random.nextInt(100)));
    for (int i = Math.min(kept, prompt.length - 1); i < prompt.length; i++) {
      prompt[i] = 300 + random.nextInt(3);
    }
    seen.add(prompt);
    return prompt;
  }

  private static Completion submit(
      LocalEngine engine, int[] ids, int maxTokens, String key, Cache cache) {
    int[] ends = new int[ids.length];
    Trace.Source source =
        new Trace.Source(Trace.Source.Kind.COMMAND_LINE, "test", "demo", Instant.EPOCH);
    return engine.submit(
        new CompletionRequest(
            Prompt.plain("random"), new Tokens(ids, ends, ends), Sampling.greedy(maxTokens), "",
            key, cache, source, 0));
  }

  /** Some requests at once, some of them cancelled. */
  private void requests(LocalEngine engine, SplittableRandom random, String what) {
    int count = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 1;
    long before = await(engine.evaluatedTokens());
    Map<Long, int[]> prompts = new HashMap<>();
    List<Completion> open = new ArrayList<>();
    boolean cancels = false;
    for (int i = 0; i < count; i++) {
      int[] ids = prompt(random);
      Cache cache =
          List.of(Cache.FAST, Cache.FAST, Cache.FAST, Cache.EXACT, Cache.OFF)
              .get(random.nextInt(5));
      Completion completion =
          submit(engine, ids, 1 + random.nextInt(6), "" + random.nextInt(2), cache);
      prompts.put(completion.id(), ids);
      open.add(completion);
      if (random.nextInt(12) == 0) {
        completion.cancel();
        cancels = true;
      }
    }
    List<Trace> traces = open.stream().map(each -> await(each.result())).toList();
    await(engine.check());
    reference.replay(prompts);
    long evaluated = 0;
    for (Trace trace : traces) {
      Trace.Counts counts = trace.counts();
      boolean exact = trace.namespace().model().endsWith("(exact)");
      int found = reference.found(trace.id());
      int reusable = exact ? found - found % EngineSettings.EXACT_CHUNK : found;
      if (trace.state() == Trace.State.DONE) {
        assertThat(counts.cached() + counts.computed()).as(what).isEqualTo(counts.prompt());
        // Of concurrent requests one may find tokens in the other's slot that it cannot get.
        assertThat(counts.cached())
            .as(what)
            .isBetween(count == 1 ? reusable : 0, reusable);
      }
      evaluated +=
          counts.computed() + counts.completion() - (trace.finish() == Trace.Finish.STOP ? 0 : 1);
    }
    if (!cancels) {
      assertThat(await(engine.evaluatedTokens()) - before).as(what).isEqualTo(evaluated);
    }
  }

  private void other(LocalEngine engine, SplittableRandom random) {
    Namespace namespace = engine.namespace("", "" + random.nextInt(2));
    int[] path = seen.isEmpty() ? new int[] {300} : seen.get(random.nextInt(seen.size()));
    int length = 1 + random.nextInt(path.length);
    switch (random.nextInt(8)) {
      case 0 -> await(engine.clear(namespace));
      case 1 -> await(engine.clear(namespace, Arrays.copyOf(path, length)));
      case 2 -> await(engine.pin(namespace, Arrays.copyOf(path, length), true));
      case 3, 4 -> await(engine.pin(namespace, path, false));
      case 5 -> budget(engine, BUDGET_TOKENS / (1 + random.nextInt(4)));
      default -> await(engine.alone(bare -> 0));
    }
  }

  private static void budget(LocalEngine engine, long tokens) {
    await(
        engine.change(
            engine.settings().withKvBudgetBytes(tokens * engine.info().bytesPerToken())));
  }

  /** The idle engine writes back meanwhile: looks again until snapshot and events are one. */
  private void assertBalanced(LocalEngine engine, String what) {
    CacheSnapshot snapshot;
    int looks = 0;
    do {
      await(engine.check());
      snapshot = engine.snapshot();
      reference.replay(Map.of());
    } while (snapshot.sequence() != reference.sequence() && ++looks < MOST_LOOKS);
    assertThat(snapshot.sequence()).as(what).isEqualTo(reference.sequence());
    assertThat(snapshot.totals().tokens()).as(what).isEqualTo(reference.tokens());
    assertThat(snapshot.totals().hostBytes())
        .as(what)
        .isLessThanOrEqualTo(BUDGET_TOKENS * engine.info().bytesPerToken());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void evaluatesWhatTheReferencePredicts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RuntimeOptions options =
        Demo.OPTIONS.withSlots(1 + (int) (seed % 3)).withContext(600).withThreads(1);
    try (LocalEngine engine =
        new LocalEngine(() -> Demo.runtime(options), EngineSettings.withBudget(0))) {
      budget(engine, BUDGET_TOKENS);
      engine.onEvent(reference::hear);
      for (int step = 0; step < STEPS; step++) {
        String what = "seed " + seed + ", step " + step;
        if (random.nextInt(4) == 0) {
          other(engine, random);
          reference.replay(Map.of());
        } else {
          requests(engine, random, what);
        }
        assertBalanced(engine, what);
      }
      EngineFaults faults = engine.faults();
      assertThat(faults)
          .isEqualTo(new EngineFaults(faults.savesRefused(), 0, 0, 0, faults.aborted(), 0));
      for (int[] path : seen) {
        await(engine.pin(engine.namespace("", "0"), path, false));
        await(engine.pin(engine.namespace("", "1"), path, false));
      }
      await(engine.clear(null));
      reference.replay(Map.of());
      assertThat(reference.tokens()).isZero();
      assertThat(engine.snapshot().totals().hostBytes()).isZero();
    }
  }
}
