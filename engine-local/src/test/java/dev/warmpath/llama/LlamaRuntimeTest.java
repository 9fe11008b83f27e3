package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.cache.KvRows;
import dev.warmpath.engine.EngineInfo.Rewind;
import dev.warmpath.engine.ModelRuntime.Batch;
import dev.warmpath.engine.ModelRuntime.Decoded;
import dev.warmpath.gguf.ModelFacts.KvType;
import dev.warmpath.llama.RuntimeOptions.FlashAttention;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LlamaRuntimeTest {

  static Stream<RuntimeOptions> settings() {
    return Stream.of(
        Demo.OPTIONS,
        Demo.OPTIONS.withFlashAttention(FlashAttention.OFF),
        Demo.OPTIONS.withKvType(KvType.Q8_0),
        Demo.OPTIONS.withSlots(1),
        Demo.OPTIONS.withFlashAttention(FlashAttention.AUTO).withSlots(8));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void restoredRowsGiveBitIdenticalLogits(RuntimeOptions options) {
    try (LlamaRuntime runtime = Demo.runtime(options)) {
      assertThat(runtime.info().rewind()).isEqualTo(Rewind.ROWS);
      int[] tokens = Demo.tokens(1, 101);
      Demo.feed(runtime, 0, tokens, 0, 100);
      KvRows all = runtime.save(0, 0, 100);
      float[] expected = Demo.feed(runtime, 0, tokens, 100, 101);

      int target = options.slots() - 1;
      assertThat(runtime.restore(target, List.of(all))).isTrue();
      assertThat(runtime.length(target)).isEqualTo(100);
      assertThat(Demo.feed(runtime, target, tokens, 100, 101)).isEqualTo(expected);

      all.release();
      assertThat(runtime.store().usedBytes()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void rowsSplitAndJoinedAnywhereGiveTheSameLogits(RuntimeOptions options) {
    long seed = 20261120;
    SplittableRandom random = new SplittableRandom(seed);
    try (LlamaRuntime runtime = Demo.runtime(options)) {
      int[] tokens = Demo.tokens(2, 200);
      Demo.feed(runtime, 0, tokens, 0, 199);
      KvRows all = runtime.save(0, 0, 199);
      float[] expected = Demo.feed(runtime, 0, tokens, 199, 200);
      for (int round = 0; round < 10; round++) {
        List<KvRows> parts = new ArrayList<>();
        for (int at = 0; at < 199; ) {
          int end = Math.min(199, at + 1 + random.nextInt(40));
          KvRows part =
              random.nextBoolean() && runtime.length(0) >= end
                  ? runtime.save(0, at, end)
                  : all.slice(at, end);
          parts.add(part);
          at = end;
        }
        int target = random.nextInt(options.slots());
        assertThat(runtime.restore(target, parts)).as("seed %d", seed).isTrue();
        assertThat(Demo.feed(runtime, target, tokens, 199, 200))
            .as("seed %d round %d", seed, round)
            .isEqualTo(expected);
        parts.forEach(KvRows::release);
      }
      all.release();
      assertThat(runtime.store().usedBytes()).isZero();
    }
  }

  @Test
  void slicesShareBlocksAndTheLastReleaseFreesThem() {
    try (LlamaRuntime runtime = Demo.runtime(Demo.OPTIONS)) {
      Demo.feed(runtime, 0, Demo.tokens(3, 40), 0, 40);
      KvRows rows = runtime.save(0, 0, 40);
      long block = 16 * runtime.store().bytesPerToken();
      assertThat(runtime.store().usedBytes()).isEqualTo(3 * block);
      assertThat(runtime.store().bytesFor(40)).isEqualTo(3 * block);

      KvRows head = rows.slice(0, 20);
      KvRows tail = rows.slice(20, 40);
      assertThat(runtime.store().usedBytes()).isEqualTo(3 * block);
      assertThat(rows.release()).isZero();
      assertThat(tail.release()).isEqualTo(block);
      assertThat(head.release()).isEqualTo(2 * block);
      assertThat(runtime.store().usedBytes()).isZero();
      assertThatThrownBy(head::release).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> rows.slice(0, 1)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> runtime.restore(0, List.of(rows)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void savingBeyondTheLimitGivesNullAndLeavesNothing() {
    long bytesPerToken;
    try (LlamaRuntime runtime = Demo.runtime(Demo.OPTIONS)) {
      bytesPerToken = runtime.store().bytesPerToken();
    }
    try (LlamaRuntime runtime = Demo.runtime(Demo.OPTIONS.withKvLimit(bytesPerToken * 32))) {
      Demo.feed(runtime, 0, Demo.tokens(4, 60), 0, 60);
      assertThat(runtime.save(0, 0, 33)).isNull();
      assertThat(runtime.store().usedBytes()).isZero();
      KvRows fits = runtime.save(0, 20, 52);
      assertThat(fits).isNotNull();
      assertThat(runtime.save(0, 0, 1)).isNull();
      fits.release();
    }
  }

  @Test
  void truncatingAndGoingOnEqualsAColdRun() {
    try (LlamaRuntime runtime = Demo.runtime(Demo.OPTIONS)) {
      int[] tokens = Demo.tokens(5, 80);
      Demo.feed(runtime, 0, tokens, 0, 49);
      float[] expected = Demo.feed(runtime, 0, tokens, 49, 50);
      Demo.feed(runtime, 0, tokens, 50, 80);
      assertThat(runtime.truncate(0, 49)).isTrue();
      assertThat(runtime.length(0)).isEqualTo(49);
      assertThat(Demo.feed(runtime, 0, tokens, 49, 50)).isEqualTo(expected);
      assertThat(runtime.truncate(0, 0)).isTrue();
      assertThat(runtime.length(0)).isZero();
    }
  }

  @Test
  void wholeSnapshotsComeBackAndCannotBeCut() {
    try (LlamaRuntime runtime = Demo.runtime(Demo.OPTIONS)) {
      int[] tokens = Demo.tokens(6, 31);
      Demo.feed(runtime, 0, tokens, 0, 30);
      KvRows whole = runtime.saveWhole(0);
      float[] expected = Demo.feed(runtime, 0, tokens, 30, 31);
      assertThat(whole.length()).isEqualTo(30);
      assertThatThrownBy(() -> whole.slice(0, 29))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(runtime.restore(2, List.of(whole))).isTrue();
      assertThat(Demo.feed(runtime, 2, tokens, 30, 31)).isEqualTo(expected);
      KvRows again = whole.slice(0, 30);
      whole.release();
      assertThat(runtime.store().usedBytes()).isPositive();
      again.release();
      assertThat(runtime.store().usedBytes()).isZero();
    }
  }

  @Test
  void severalSlotsInOneBatchKeepTheirOwnTokens() {
    try (LlamaRuntime runtime = Demo.runtime(Demo.OPTIONS)) {
      int[] first = Demo.tokens(7, 30);
      int[] second = Demo.tokens(8, 30);
      Batch batch = new Batch(runtime.batchLimit());
      for (int i = 0; i < 30; i++) {
        batch.add(first[i], i, 0, i == 29);
        batch.add(second[i], i, 2, i == 29);
      }
      assertThat(runtime.decode(batch)).isEqualTo(Decoded.OK);
      assertThat(runtime.length(0)).isEqualTo(30);
      assertThat(runtime.length(1)).isZero();
      assertThat(runtime.length(2)).isEqualTo(30);
      float[] a = runtime.logits(0);
      float[] b = runtime.logits(1);
      runtime.truncate(0, 0);
      runtime.truncate(2, 0);
      assertThat(Demo.likeliest(Demo.feed(runtime, 1, first, 0, 30)))
          .isEqualTo(Demo.likeliest(a));
      runtime.truncate(1, 0);
      assertThat(Demo.likeliest(Demo.feed(runtime, 1, second, 0, 30)))
          .isEqualTo(Demo.likeliest(b));
    }
  }

  @Test
  void theLibrarysCounterAgreesWithTheTokensDecoded() {
    try (LlamaRuntime runtime = Demo.runtime(Demo.OPTIONS)) {
      assertThat(runtime.evaluatedTokens()).isZero();
      int[] tokens = Demo.tokens(9, 90);
      Demo.feed(runtime, 0, tokens, 0, 88);
      assertThat(runtime.evaluatedTokens()).isEqualTo(88);
      Demo.feed(runtime, 0, tokens, 88, 89);
      Demo.feed(runtime, 0, tokens, 89, 90);
      assertThat(runtime.evaluatedTokens()).isEqualTo(90);
    }
  }

  @Test
  void aFullSlotHasNoRoomAndKeepsItsTokens() {
    try (LlamaRuntime runtime = Demo.runtime(Demo.OPTIONS.withContext(256))) {
      int[] tokens = Demo.tokens(10, 300);
      Demo.feed(runtime, 0, tokens, 0, 250);
      Batch batch = new Batch(runtime.batchLimit());
      for (int i = 250; i < 260; i++) {
        batch.add(tokens[i], i, 0, false);
      }
      assertThat(runtime.decode(batch)).isEqualTo(Decoded.NO_ROOM);
      assertThat(runtime.length(0)).isEqualTo(250);
      Demo.feed(runtime, 0, tokens, 250, 256);
      assertThat(runtime.length(0)).isEqualTo(256);
    }
  }

  @Test
  void aContextShorterThanTheStartUpCheckKeepsRowsAllTheSame() {
    for (int context : new int[] {1, 7, 20}) {
      try (LlamaRuntime runtime = Demo.runtime(Demo.OPTIONS.withContext(context))) {
        assertThat(runtime.info().rewind()).as("%s", runtime.info()).isEqualTo(Rewind.ROWS);
        assertThat(runtime.info().context()).isEqualTo(context);
        int[] tokens = Demo.tokens(12, context + 1);
        Demo.feed(runtime, 0, tokens, 0, context);
        Batch batch = new Batch(1);
        batch.add(tokens[context], context, 0, true);
        assertThat(runtime.decode(batch)).isEqualTo(Decoded.NO_ROOM);
      }
    }
  }

  @Test
  void aContextLongerThanTrainedForIsSaid() {
    try (LlamaRuntime longer = Demo.runtime(Demo.OPTIONS.withContext(4097).withSlots(1));
        LlamaRuntime trained = Demo.runtime(Demo.OPTIONS.withContext(4096).withSlots(1))) {
      assertThat(longer.info().notes())
          .containsExactly(
              "The context of 4,097 tokens is longer than the 4,096 this model was trained for:"
                  + " answers to longer prompts may be nonsense");
      assertThat(trained.info().notes()).isEmpty();
    }
  }

  @Test
  void abortingStopsARunningDecodeAndItsTokensGoOn() throws Exception {
    RuntimeOptions options = Demo.OPTIONS.withContext(2048).withSlots(1).withBatch(2048, 64);
    try (LlamaRuntime runtime = Demo.runtime(options)) {
      int[] tokens = Demo.tokens(11, 2000);
      Batch batch = new Batch(runtime.batchLimit());
      for (int i = 0; i < 2000; i++) {
        batch.add(tokens[i], i, 0, i == 1999);
      }
      java.util.concurrent.atomic.AtomicBoolean done =
          new java.util.concurrent.atomic.AtomicBoolean();
      Thread aborting =
          Thread.ofPlatform().start(
              () -> {
                while (!done.get()) {
                  runtime.abort();
                  Thread.yield();
                }
              });
      Decoded decoded = runtime.decode(batch);
      done.set(true);
      aborting.join();
      assertThat(decoded).isEqualTo(Decoded.ABORTED);
      int kept = runtime.length(0);
      assertThat(kept).isBetween(0, 1999);
      assertThatThrownBy(() -> runtime.logits(0)).isInstanceOf(IllegalArgumentException.class);
      float[] logits = Demo.feed(runtime, 0, tokens, kept, kept + 1);
      assertThat(logits).hasSize(runtime.tokenizer().vocabularySize());
      assertThat(runtime.length(0)).isEqualTo(kept + 1);
    }
  }

  @Test
  void wrongArgumentsNeverReachNativeCode() {
    long seed = 77;
    SplittableRandom random = new SplittableRandom(seed);
    int[] odd = {-1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE, 3, 4, 256, 5000, 1 << 20, 0, 1, 2};
    try (LlamaRuntime runtime = Demo.runtime(Demo.OPTIONS.withBatch(64, 32))) {
      int refused = 0;
      for (int step = 0; step < 3000; step++) {
        int a = odd[random.nextInt(odd.length)];
        int b = odd[random.nextInt(odd.length)];
        int c = odd[random.nextInt(odd.length)];
        try {
          switch (random.nextInt(7)) {
            case 0 -> {
              Batch batch = new Batch(70);
              for (int i = random.nextInt(70); i >= 0; i--) {
                batch.add(random.nextInt(3) == 0 ? a : 500, b, c, random.nextBoolean());
              }
              runtime.decode(batch);
            }
            case 1 -> runtime.truncate(a, b);
            case 2 -> runtime.length(a);
            case 3 -> runtime.save(a, b, c);
            case 4 -> runtime.logits(a);
            case 5 -> runtime.saveWhole(a);
            default -> runtime.restore(a, List.of());
          }
        } catch (IllegalArgumentException e) {
          assertThat(e).as("seed %d", seed).hasMessageMatching("(?s).+");
          refused++;
        }
      }
      assertThat(refused).isGreaterThan(1000);
      runtime.restore(0, List.of());
      assertThat(Demo.feed(runtime, 0, Demo.tokens(12, 20), 0, 20)).isNotEmpty();
    }
  }

  @Test
  void everyUseAfterCloseIsAnExceptionByName() {
    LlamaRuntime runtime = Demo.runtime(Demo.OPTIONS);
    Demo.feed(runtime, 0, Demo.tokens(13, 20), 0, 20);
    KvRows rows = runtime.save(0, 0, 20);
    var sampler = runtime.sampler(dev.warmpath.engine.Sampling.greedy(1));
    runtime.close();
    runtime.close();
    Batch batch = new Batch(1);
    batch.add(500, 0, 0, true);
    List<Runnable> uses =
        List.of(
            () -> runtime.decode(batch),
            () -> runtime.length(0),
            () -> runtime.truncate(0, 0),
            () -> runtime.save(0, 0, 1),
            () -> runtime.saveWhole(0),
            () -> runtime.restore(0, List.of(rows)),
            () -> runtime.logits(0),
            () -> runtime.evaluatedTokens(),
            () -> runtime.sampler(dev.warmpath.engine.Sampling.greedy(1)),
            () -> sampler.sample(0),
            () -> runtime.tokenizer().tokenize("never seen before"));
    for (Runnable use : uses) {
      assertThatThrownBy(use::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is closed");
    }
    runtime.abort();
    sampler.close();
    assertThat(rows.release()).isPositive();
    assertThat(runtime.store().usedBytes()).isZero();
  }
}
