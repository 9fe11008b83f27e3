package dev.warmpath.explain.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proposed cache markers for a prompt.
 *
 * @param marks in prompt order
 * @param longLived true when the longer lifetime is proposed
 * @param breakEvenRequests requests from which the markers pay, the first included; empty when the
 *     lens does not say what reading and writing cost
 * @param runs the recorded requests played again, oldest first
 * @param body the newest request with the markers
 * @param notes what the reader should know
 */
public record BreakpointPlan(
    List<Mark> marks, boolean longLived, Optional<Integer> breakEvenRequests, List<Run> runs,
    Map<String, @Nullable Object> body, List<String> notes) {

  /**
   * One recorded request under the lens's look-back and lifetime.
   *
   * @param prompt its tokens
   * @param cachedWithout tokens that hit with the markers it had
   * @param cachedWith tokens that hit with the proposed ones
   */
  public record Run(int prompt, int cachedWithout, int cachedWith) {}

  /**
   * A proposed marker.
   *
   * @param path block it stands after, as sent
   * @param end token position
   * @param stability share of the recorded requests that kept everything up to it, 0 to 1
   */
  public record Mark(String path, int end, double stability) {}

  public BreakpointPlan {
    marks = List.copyOf(marks);
    runs = List.copyOf(runs);
    notes = List.copyOf(notes);
  }

  /** Tokens of all recorded requests that hit with the markers they had. */
  public long cachedWithout() {
    return runs.stream().mapToLong(Run::cachedWithout).sum();
  }

  /** Tokens of all recorded requests that hit with the proposed markers. */
  public long cachedWith() {
    return runs.stream().mapToLong(Run::cachedWith).sum();
  }

  /** Prompt tokens of all recorded requests. */
  public long promptTokens() {
    return runs.stream().mapToLong(Run::prompt).sum();
  }
}
