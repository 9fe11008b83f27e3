package dev.warmpath.ui.ports;

import java.time.Duration;

/**
 * How to load a model.
 *
 * @param device {@link ModelSource.Device#id}; empty = the best one
 * @param context tokens one request may use; 0 = what the model was trained for
 * @param slots requests that run at the same time, ≥ 1
 * @param threads CPU threads; 0 = one per core
 * @param budgetBytes most bytes of KV rows in host memory
 * @param expiry a prefix unused for so long is dropped; zero = never
 * @param exact true for bit-identical answers instead of token-exact reuse
 */
public record ModelOptions(
    String device, int context, int slots, int threads, long budgetBytes, Duration expiry,
    boolean exact) {

  public static ModelOptions from(Preferences preferences) {
    return new ModelOptions(
        preferences.get(Settings.DEVICE),
        preferences.get(Settings.CONTEXT),
        preferences.get(Settings.SLOTS),
        preferences.get(Settings.THREADS),
        preferences.get(Settings.KV_BUDGET),
        preferences.get(Settings.EXPIRY),
        preferences.get(Settings.EXACT));
  }
}
