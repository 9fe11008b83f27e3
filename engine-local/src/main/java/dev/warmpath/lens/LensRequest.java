package dev.warmpath.lens;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as a lens sees it.
 *
 * @param tokens its prompt; shared, read only
 * @param started when it was sent; null when not known
 * @param readable from when its prefix can be read by others; null when not known
 * @param model the model's name
 * @param key value of the lens's key fields; empty for none
 * @param marks cache markers in prompt order
 * @param implicit whether a marker at the end comes by itself
 * @param longLived true when the longer lifetime is asked for the whole request
 * @param blockEnds token positions after each content block, ascending
 */
public record LensRequest(
    int[] tokens, @Nullable Instant started, @Nullable Instant readable, String model, String key,
    List<Mark> marks, Implicit implicit, boolean longLived,
    int[] blockEnds) {

  /** Whether a marker at the end of the request comes by itself. */
  public enum Implicit {
    /** As the provider does it when nothing is asked. */
    USUAL,
    /** The request asks for one. */
    ASKED,
    /** The request's form has no place for markers: taken as if it asked for one. */
    ASSUMED,
    /** The request asks for none. */
    OFF
  }

  /**
   * A cache marker.
   *
   * @param end token position after the marked block
   * @param longLived true for the longer lifetime
   */
  public record Mark(int end, boolean longLived) {}

  public LensRequest {
    marks = List.copyOf(marks);
  }

  /** A prompt without markers, times or key. */
  public static LensRequest of(int... tokens) {
    return new LensRequest(
        tokens, null, null, "", "", List.of(), Implicit.ASKED, false,
        new int[] {tokens.length});
  }

  public LensRequest at(Instant start) {
    return new LensRequest(
        tokens, start, readable, model, key, marks, implicit, longLived, blockEnds);
  }

  public LensRequest withKey(String newKey) {
    return new LensRequest(
        tokens, started, readable, model, newKey, marks, implicit, longLived, blockEnds);
  }
}
