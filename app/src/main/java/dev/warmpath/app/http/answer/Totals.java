package dev.warmpath.app.http.answer;

import dev.warmpath.trace.Trace;
import java.util.List;

/**
 * Token counts of a request.
 *
 * @param prompt prompt tokens, cached ones included; a prompt counts once for all its choices
 * @param cached prompt tokens whose KV was reused
 * @param completion tokens generated, over all choices
 */
public record Totals(long prompt, long cached, long completion) {

  /**
   * Of the final traces.
   *
   * @param choices answers per prompt
   */
  public static Totals of(List<Trace> traces, int choices) {
    long prompt = 0;
    long cached = 0;
    long completion = 0;
    for (int i = 0; i < traces.size(); i++) {
      Trace.Counts counts = traces.get(i).counts();
      if (i % choices == 0) {
        prompt += counts.prompt();
        cached += counts.cached();
      }
      completion += counts.completion();
    }
    return new Totals(prompt, cached, completion);
  }

  public long total() {
    return prompt + completion;
  }
}
