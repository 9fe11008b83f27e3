package dev.warmpath.lens;

import org.jspecify.annotations.Nullable;

/**
 * A value with where it is from.
 *
 * @param value null when no source at hand has it: shown as unknown
 * @param source document or page
 * @param date when it was read, {@code yyyy-MM} or {@code yyyy-MM-dd}
 * @param certainty how sure it is
 */
public record Cited(@Nullable Object value, String source, String date, Certainty certainty) {

  /** How sure a value is. */
  public enum Certainty {
    /** Read in the vendor's own document or source. */
    VERIFIED,
    /** Seen in an excerpt, a gateway's table or an issue: shown as unverified. */
    EXCERPT,
    /** Remembered only: shown as unverified. */
    MEMORY,
    /** Typed in by the user. */
    USER,
    /** In no source at hand. */
    UNKNOWN
  }

  public Cited {
    if (source.isBlank() || date.isBlank()) {
      throw new IllegalArgumentException("a lens value needs a source and a date: " + value);
    }
    if ((value == null) != (certainty == Certainty.UNKNOWN)) {
      throw new IllegalArgumentException(
          "certainty unknown and an empty value belong together, got "
              + certainty + " and " + value);
    }
  }

  public boolean isKnown() {
    return value != null;
  }

  /** False for what should be shown with a mark of doubt. */
  public boolean isVerified() {
    return certainty == Certainty.VERIFIED || certainty == Certainty.USER;
  }
}
