package dev.warmpath.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Snapshots are read by every thread while the engine thread changes the tree. */
class SnapshotConcurrencyTest {
  private static final int READERS = 3;
  private static final int REQUESTS = 3_000;

  @Test
  void readersSeeOnlyWholeSnapshots() throws Exception {
    CacheFixture use = new CacheFixture(2_000, 2);
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(READERS);
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      List<Future<Long>> results =
          IntStream.range(0, READERS)
              .mapToObj(reader -> readers.submit(() -> read(use.cache, reader, done, reading)))
              .toList();
      reading.await();
      try {
        Random random = new Random(5);
        for (int i = 0; i < REQUESTS; i++) {
          use.complete(prompt(random));
          use.cache.publish();
        }
      } finally {
        done.set(true);
      }
      for (Future<Long> result : results) {
        assertThat(result.get()).as("snapshots seen").isPositive();
      }
    }
    use.cache.checkInvariants();
  }

  private static long read(
      PrefixCache cache, int seed, AtomicBoolean done, CountDownLatch reading) {
    Random random = new Random(seed);
    long revision = 0;
    long seen = 0;
    do {
      CacheSnapshot snapshot = cache.snapshot();
      assertThat(snapshot.revision()).isGreaterThanOrEqualTo(revision);
      revision = snapshot.revision();
      long tokens = 0;
      for (CachedEdge root : snapshot.roots().values()) {
        tokens += walk(root);
      }
      assertThat(tokens).isEqualTo(snapshot.totals().tokens());
      int[] prompt = prompt(random);
      PrefixMatch match = snapshot.peek(CacheFixture.DEMO, prompt);
      int at = 0;
      for (CachedEdge edge : match.path()) {
        for (int i = 0; i < edge.length() && at < match.matched(); i++) {
          assertThat(edge.token(i)).isEqualTo(prompt[at++]);
        }
      }
      assertThat(at).isEqualTo(match.matched());
      seen++;
      reading.countDown();
    } while (!done.get());
    return seen;
  }

  private static long walk(CachedEdge edge) {
    long tokens = edge.length();
    for (CachedEdge child : edge.children()) {
      if (child.start() != edge.end()) {
        throw new AssertionError("child at " + child.start() + " below " + edge.end());
      }
      tokens += walk(child);
    }
    return tokens;
  }

  private static int[] prompt(Random random) {
    int[] prompt = new int[1 + random.nextInt(120)];
    for (int i = 0; i < prompt.length; i++) {
      prompt[i] = i % 10 == 0 ? random.nextInt(3) : 0;
    }
    return prompt;
  }
}
