package dev.warmpath.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a local engine treats requests and its cache. Immutable.
 *
 * @param kvBudgetBytes most bytes of host memory for KV rows, ≥ 0
 * @param ttl a prefix not used for so long expires; null = never
 * @param keys what a cache key means
 * @param mode what a request without a wish of its own gets
 * @param queueLimit requests that may wait, ≥ 1; more are refused
 * @param batching how several answers are decoded
 */
public record EngineSettings(
    long kvBudgetBytes, @Nullable Duration ttl, Keys keys, Mode mode, int queueLimit,
    Batching batching) {

  /** A prefix is kept for ten minutes after its last use, as the large providers do. */
  public static final Duration DEFAULT_TTL = Duration.ofMinutes(10);

  /** A desktop's worth of agents; a waiting request costs its prompt only. */
  public static final int DEFAULT_QUEUE_LIMIT = 64;

  /**
   * In exact mode every prefill is cut at absolute multiples of this many tokens. Part of what
   * "the same result" means, so it is no setting.
   */
  public static final int EXACT_CHUNK = 64;

  /** What a cache key means. */
  public enum Keys {
    /** A key is a tenant: it shares with no other key and not with requests without a key. */
    ISOLATE,
    /** A key is a label: everything of the model and account shares. */
    ROUTE
  }

  /** How exact reuse is. */
  public enum Mode {
    /** Every equal token is reused; last bits of the logits may differ from a cold run. */
    FAST,
    /** Bit-identical to a cold run in this mode: whole chunks of prompts are reused. */
    EXACT
  }

  /** How the next tokens of several running answers are computed. */
  public enum Batching {
    /** Whatever was measured to be faster. */
    MEASURED,
    /** In one call. */
    TOGETHER,
    /** One call each. */
    SERIAL
  }

  public EngineSettings {
    if (kvBudgetBytes < 0) {
      throw new IllegalArgumentException("KV budget is " + kvBudgetBytes + " bytes; 0 or more");
    }
    if (ttl != null && (ttl.isNegative() || ttl.isZero())) {
      throw new IllegalArgumentException("expiry is " + ttl + "; more than 0, or null for never");
    }
    if (queueLimit < 1) {
      throw new IllegalArgumentException("queue limit is " + queueLimit + "; 1 or more");
    }
  }

  /** The defaults with this budget. */
  public static EngineSettings withBudget(long kvBudgetBytes) {
    return new EngineSettings(
        kvBudgetBytes, DEFAULT_TTL, Keys.ISOLATE, Mode.FAST, DEFAULT_QUEUE_LIMIT,
        Batching.MEASURED);
  }

  /** The defaults; the budget is a quarter of the memory that is free now. */
  public static EngineSettings defaults() {
    return withBudget(HostMemory.freeBytes() / 4);
  }

  public EngineSettings withKvBudgetBytes(long bytes) {
    return new EngineSettings(bytes, ttl, keys, mode, queueLimit, batching);
  }

  public EngineSettings withTtl(@Nullable Duration newTtl) {
    return new EngineSettings(kvBudgetBytes, newTtl, keys, mode, queueLimit, batching);
  }

  public EngineSettings withKeys(Keys newKeys) {
    return new EngineSettings(kvBudgetBytes, ttl, newKeys, mode, queueLimit, batching);
  }

  public EngineSettings withMode(Mode newMode) {
    return new EngineSettings(kvBudgetBytes, ttl, keys, newMode, queueLimit, batching);
  }

  public EngineSettings withQueueLimit(int limit) {
    return new EngineSettings(kvBudgetBytes, ttl, keys, mode, limit, batching);
  }
}
