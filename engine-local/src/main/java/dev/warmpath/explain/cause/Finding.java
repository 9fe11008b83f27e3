package dev.warmpath.explain.cause;

import org.jspecify.annotations.Nullable;

/**
 * What the comparison of two requests says.
 *
 * @param cause the catalogue's entry
 * @param divergence where their prompts part; null when they do not, or one only goes on
 * @param path field as sent that shows the cause when there is no divergence; may be empty
 * @param detail one sentence more for people; may be empty
 * @param confidence 0 to 1
 */
public record Finding(
    Cause cause, @Nullable Divergence divergence, String path, String detail, double confidence) {

  static Finding of(Cause cause, @Nullable Divergence divergence, String detail) {
    String path = divergence == null ? "" : divergence.path();
    return new Finding(cause, divergence, path, detail, 0.95);
  }

  /** True when this model's prompt does not show the difference. */
  public boolean isSilent() {
    return cause.isFault() && divergence == null;
  }

  Finding with(double newConfidence) {
    return new Finding(cause, divergence, path, detail, newConfidence);
  }
}
