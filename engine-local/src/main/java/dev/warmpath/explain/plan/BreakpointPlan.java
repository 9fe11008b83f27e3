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
 * @param cachedWithout tokens that hit over the recorded requests with the markers they had
 * @param cachedWith the same with the proposed markers
 * @param promptTokens prompt tokens of the recorded requests
 * @param body the newest request with the markers
 * @param notes what the reader should know
 */
public record BreakpointPlan(
    List<Mark> marks, boolean longLived, Optional<Integer> breakEvenRequests, long cachedWithout,
    long cachedWith, long promptTokens, Map<String, @Nullable Object> body, List<String> notes) {

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
    notes = List.copyOf(notes);
  }
}
