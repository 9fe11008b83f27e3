package dev.warmpath.explain.cause;

import dev.warmpath.explain.text.Volatiles;
import org.jspecify.annotations.Nullable;

/**
 * What the comparison of two requests says.
 *
 * @param cause the catalogue's entry
 * @param divergence where their prompts part; null when they do not, or one only goes on
 * @param path field as sent that shows the cause when there is no divergence; may be empty
 * @param setting top-level field whose other value is the cause; empty for other causes
 * @param detail one sentence more for people; may be empty
 * @param confidence 0 to 1
 */
public record Finding(
    Cause cause, @Nullable Divergence divergence, String path, String setting, String detail,
    double confidence) {
  /** Of a difference that can be seen in the prompt. */
  private static final double SEEN = 0.95;

  static Finding of(Cause cause, @Nullable Divergence divergence, String detail) {
    String path = divergence == null ? "" : divergence.path();
    return new Finding(cause, divergence, path, "", detail, SEEN);
  }

  static Finding ofSetting(Cause cause, Divergence divergence, String setting, String detail) {
    return new Finding(cause, divergence, divergence.path(), setting, detail, SEEN);
  }

  /** A value that changes by itself; null for another one. */
  static @Nullable Finding ofValue(
      Volatiles.Kind kind, @Nullable Divergence divergence, String detail) {
    return switch (kind) {
      case TIME -> of(Cause.VOLATILE_TIME, divergence, detail);
      case ID -> of(Cause.VOLATILE_ID, divergence, detail);
      case NONE -> null;
    };
  }

  /** True when this model's prompt does not show the difference. */
  public boolean isSilent() {
    return cause.isFault() && divergence == null;
  }

  Finding with(double newConfidence) {
    return new Finding(cause, divergence, path, setting, detail, newConfidence);
  }
}
