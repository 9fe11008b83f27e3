package dev.warmpath.explain;

/** How long a prompt takes to its first token; the engine's latency model, or measured numbers. */
@FunctionalInterface
public interface PrefillTime {

  /**
   * @param cached leading tokens that are reused
   * @param prompt tokens of the prompt
   * @return milliseconds to the first token, ≥ 0
   */
  double millis(int cached, int prompt);
}
