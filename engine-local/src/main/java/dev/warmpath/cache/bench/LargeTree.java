package dev.warmpath.cache.bench;

import dev.warmpath.cache.CountingKvStore;
import dev.warmpath.cache.EvictionPolicy;
import dev.warmpath.cache.KvRows;
import dev.warmpath.cache.Lease;
import dev.warmpath.cache.Namespace;
import dev.warmpath.cache.Pending;
import dev.warmpath.cache.PrefixCache;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A cache with exactly 1,000,000 tokens in 10,000 leaves: one conversation of 250 turns of 400
 * tokens, and after each turn 40 other continuations of 90 tokens. Deep and wide at once: a publish
 * costs what lies on the changed path and beside it. One thread.
 */
public final class LargeTree {
  public static final int TURNS = 250;
  public static final int TURN_TOKENS = 400;
  public static final int LEAVES = 10_000;
  public static final int LEAF_TOKENS = 90;

  /** About the size of today's vocabularies. */
  private static final int VOCABULARY = 150_000;

  private final CountingKvStore store = new CountingKvStore(1);
  private final Namespace namespace = new Namespace("bench", "", "");
  private final SplittableRandom random;
  private final int[] conversation;
  private int continuations;
  private final PrefixCache cache =
      new PrefixCache(
          store,
          new PrefixCache.Limits(Long.MAX_VALUE / 2, null),
          InstantSource.system(),
          EvictionPolicy.DEFAULT,
          1);

  /**
   * Builds and publishes the tree; takes seconds.
   *
   * @param seed equal seeds give equal tokens
   */
  public LargeTree(long seed) {
    random = new SplittableRandom(seed);
    conversation = random.ints(TURNS * TURN_TOKENS, 0, VOCABULARY).toArray();
    for (int turn = 1; turn <= TURNS; turn++) {
      insert(Arrays.copyOf(conversation, turn * TURN_TOKENS));
      for (int leaf = 0; leaf < LEAVES / TURNS; leaf++) {
        insert(continuation(turn));
      }
    }
    cache.truncateSlot(0, 0, 0);
    cache.publish();
  }

  public PrefixCache cache() {
    return cache;
  }

  public Namespace namespace() {
    return namespace;
  }

  /** A prompt that matches all but its last token, {@code length} ≤ 100,001 tokens. */
  public int[] prompt(int length) {
    int[] prompt = Arrays.copyOf(conversation, length);
    prompt[length - 1] = VOCABULARY;
    return prompt;
  }

  /**
   * The conversation up to a turn, 1 to {@link #TURNS}, and then a leaf's worth of tokens that
   * start with one never used before: always exactly one more leaf.
   */
  public int[] continuation(int turn) {
    int from = turn * TURN_TOKENS;
    int[] prompt = Arrays.copyOf(conversation, from + LEAF_TOKENS);
    for (int i = from; i < prompt.length; i++) {
      prompt[i] = random.nextInt(VOCABULARY);
    }
    prompt[from] = VOCABULARY + ++continuations;
    return prompt;
  }

  /** Runs a prompt without an answer and writes it back; does not publish. */
  public void insert(int[] prompt) {
    Lease lease = cache.acquire(namespace, prompt, prompt.length, 0);
    cache.slotHolds(0, lease, prompt, prompt.length);
    Pending pending = cache.pending(0);
    if (pending != null) {
      KvRows rows = store.allocate(pending.tokens());
      cache.attach(0, pending.from(), rows);
    }
    lease.release();
  }
}
