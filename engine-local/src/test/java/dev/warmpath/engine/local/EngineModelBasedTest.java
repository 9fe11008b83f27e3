package dev.warmpath.engine.local;

import static dev.warmpath.engine.local.TestEngine.await;
import static dev.warmpath.engine.local.TestEngine.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.Namespace;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.CompletionRequest.Cache;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.Sampling;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine against a naive cache: every stored sequence in a list, compared token by token. */
class EngineModelBasedTest {
  /** What was ever stored, per namespace; nothing is evicted. */
  private static final class NaiveCache {
    private final Map<Namespace, List<int[]>> stored = new HashMap<>();

    int longest(Namespace namespace, int[] prompt) {
      int best = 0;
      for (int[] tokens : stored.getOrDefault(namespace, List.of())) {
        int different = Arrays.mismatch(tokens, prompt);
        int same = different < 0 ? prompt.length : different;
        best = Math.max(best, Math.min(same, prompt.length - 1));
      }
      return best;
    }

    void store(Namespace namespace, int[] tokens) {
      stored.computeIfAbsent(namespace, none -> new ArrayList<>()).add(tokens);
    }
  }

  private static int[] prompt(Random random, List<int[]> earlier) {
    int[] base = earlier.isEmpty() ? new int[0] : earlier.get(random.nextInt(earlier.size()));
    int kept = random.nextInt(4) == 0 ? base.length : random.nextInt(base.length + 1);
    int added = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(random.nextBoolean() ? 5 : 300);
    int[] tokens = Arrays.copyOf(base, Math.max(1, Math.min(1500, kept + added)));
    for (int i = Math.min(kept, tokens.length - 1); i < tokens.length; i++) {
      tokens[i] = 'a' + random.nextInt(3);
    }
    return tokens;
  }

  private static CompletionRequest asRequest(int[] ids, int maxTokens, String key, Cache cache) {
    int[] ends = new int[ids.length];
    return request(new Tokens(ids, ends, ends), Sampling.greedy(maxTokens), key, cache);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void computesExactlyWhatTheNaiveCacheLacks(long seed) {
    Random random = new Random(seed);
    NaiveCache naive = new NaiveCache();
    List<int[]> earlier = new ArrayList<>();
    try (TestEngine test = TestEngine.plain(1 + (int) (seed % 4))) {
      for (int step = 0; step < 250; step++) {
        String what = "seed " + seed + ", step " + step;
        int[] ids = prompt(random, earlier);
        String key = random.nextInt(5) == 0 ? "other" : "";
        int maxTokens = 1 + random.nextInt(12);
        Trace trace = test.run(asRequest(ids, maxTokens, key, Cache.DEFAULT));
        int[] answer = test.runtime.answer(ids, maxTokens);
        assertThat(trace.generated()).as(what).isEqualTo(answer);
        assertThat(trace.counts().computed())
            .as(what)
            .isEqualTo(ids.length - naive.longest(trace.namespace(), ids));
        assertThat(trace.counts().cached() + trace.counts().computed()).isEqualTo(ids.length);
        int[] all = Arrays.copyOf(ids, ids.length + answer.length);
        System.arraycopy(answer, 0, all, ids.length, answer.length);
        boolean lastInMemory = trace.finish() == Trace.Finish.STOP;
        naive.store(trace.namespace(), lastInMemory ? all : Arrays.copyOf(all, all.length - 1));
        earlier.add(all);
        if (random.nextInt(6) == 0) {
          test.emptySlots();
        }
        if (step % 25 == 0) {
          await(test.engine.check());
        }
      }
      test.assertNothingLeaks();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void exactModeComputesWholeChunksAndNeverTheAnswerAgain(long seed) {
    Random random = new Random(seed);
    NaiveCache naive = new NaiveCache();
    List<int[]> earlier = new ArrayList<>();
    int chunk = EngineSettings.EXACT_CHUNK;
    try (TestEngine test = TestEngine.plain(2)) {
      for (int step = 0; step < 120; step++) {
        int[] ids = prompt(random, earlier);
        Trace trace = test.run(asRequest(ids, 5, "", Cache.EXACT));
        int reused = naive.longest(trace.namespace(), ids) / chunk * chunk;
        String what = "seed " + seed + ", step " + step;
        assertThat(trace.counts().cached()).as(what).isEqualTo(reused);
        assertThat(trace.generated()).as(what).isEqualTo(test.runtime.answer(ids, 5));
        assertThat(trace.phases().chunks())
            .as(what)
            .allMatch(batch -> batch.from() % chunk == 0 && batch.tokens() <= chunk);
        naive.store(trace.namespace(), ids);
        earlier.add(ids);
        if (random.nextInt(4) == 0) {
          test.emptySlots();
        }
      }
      test.assertNothingLeaks();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void concurrentRequestsShareEveryCommonPrefix(long seed) {
    Random random = new Random(seed);
    try (TestEngine test = TestEngine.plain(3)) {
      List<int[]> prompts = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int[] ids = new int[200];
        Arrays.fill(ids, 'a');
        for (int at = 40 * (1 + random.nextInt(5)); at < ids.length; at += 40) {
          Arrays.fill(ids, at, at + 40, 'a' + random.nextInt(3));
        }
        prompts.add(ids);
      }
      List<Completion> completions = new ArrayList<>();
      TestEngine.Gate gate = test.gate();
      for (int[] ids : prompts) {
        completions.add(test.engine.submit(asRequest(ids, 1, "", Cache.DEFAULT)));
      }
      gate.open();
      long computed = 0;
      for (int i = 0; i < prompts.size(); i++) {
        Trace trace = await(completions.get(i));
        computed += trace.counts().computed();
        assertThat(trace.generated()).isEqualTo(test.runtime.answer(prompts.get(i), 1));
      }
      assertThat(computed).as("seed " + seed).isEqualTo(uniqueTokensAndRepeats(prompts));
      test.assertNothingLeaks();
    }
  }

  private static long uniqueTokensAndRepeats(List<int[]> prompts) {
    long total = 0;
    for (int i = 0; i < prompts.size(); i++) {
      int shared = 0;
      for (int j = 0; j < i; j++) {
        int different = Arrays.mismatch(prompts.get(i), prompts.get(j));
        shared = Math.max(shared, different < 0 ? prompts.get(i).length - 1 : different);
      }
      total += prompts.get(i).length - shared;
    }
    return total;
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void interleavedSubmitsCancelsAndFaultsLeakNothing(long seed) {
    Random random = new Random(seed);
    long budget = 60 * 16 * FakeRuntime.BYTES_PER_TOKEN;
    EngineSettings settings = EngineSettings.withBudget(budget).withQueueLimit(1000);
    try (TestEngine test = new TestEngine(work -> FakeRuntime.plain(3, work), settings)) {
      AtomicLong stored = new AtomicLong();
      test.engine.onEvent(event -> stored.addAndGet(change(event)));
      Random faults = new Random(seed * 7);
      AtomicInteger calls = new AtomicInteger();
      test.runtime.script =
          batch -> calls.incrementAndGet() % 13 == 0
              ? ModelRuntime.Decoded.values()[faults.nextInt(4)]
              : null;
      test.runtime.acceptsRestore = rows -> calls.get() % 5 != 0;
      List<int[]> earlier = new ArrayList<>();
      List<Completion> open = new ArrayList<>();
      List<int[]> prompts = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        int[] ids = prompt(random, earlier);
        earlier.add(ids);
        prompts.add(ids);
        Cache cache = Cache.values()[random.nextInt(Cache.values().length)];
        open.add(test.engine.submit(asRequest(ids, 1 + random.nextInt(8), "", cache)));
        if (random.nextInt(3) == 0) {
          open.get(random.nextInt(open.size())).cancel();
        }
        if (random.nextInt(20) == 0) {
          await(open.get(random.nextInt(open.size())).result().handle((trace, failure) -> 0));
        }
      }
      int[] ends = new int[Trace.State.values().length];
      for (int i = 0; i < open.size(); i++) {
        Completion completion = open.get(i);
        await(completion.result().handle((trace, failure) -> 0));
        Trace trace = test.engine.traces().find(completion.id()).orElseThrow();
        ends[trace.state().ordinal()]++;
        int[] answer = test.runtime.answer(prompts.get(i), 8);
        int length = trace.generated().length;
        assertThat(trace.generated())
            .as("seed %d, request %d %s", seed, i, trace.state())
            .isEqualTo(Arrays.copyOf(answer, length));
      }
      assertThat(ends[Trace.State.DONE.ordinal()]).isPositive();
      assertThat(ends[Trace.State.CANCELLED.ordinal()]).isPositive();
      assertThat(stored.get()).isEqualTo(test.engine.snapshot().totals().tokens());
      test.runtime.script = batch -> null;
      test.assertNothingLeaks();
    }
  }

  private static long change(CacheEvent event) {
    return switch (event) {
      case CacheEvent.BlockStored stored -> stored.to() - stored.from();
      case CacheEvent.BlockRemoved removed -> removed.from() - removed.to();
      default -> 0;
    };
  }
}
