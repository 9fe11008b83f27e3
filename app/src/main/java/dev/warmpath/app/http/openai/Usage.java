package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.answer.Totals;
import java.util.LinkedHashMap;
import java.util.Map;

/** Token counts in the API's two shapes. */
final class Usage {
  private Usage() {}

  /** Of completions: {@code prompt_tokens} includes the cached ones. */
  static Map<String, Object> completions(Totals totals) {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("prompt_tokens", totals.prompt());
    usage.put("completion_tokens", totals.completion());
    usage.put("total_tokens", totals.total());
    usage.put("prompt_tokens_details", Map.of("cached_tokens", totals.cached()));
    usage.put("completion_tokens_details", Map.of("reasoning_tokens", 0));
    return usage;
  }

  /** Of responses. */
  static Map<String, Object> responses(Totals totals) {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("input_tokens", totals.prompt());
    usage.put("input_tokens_details", Map.of("cached_tokens", totals.cached()));
    usage.put("output_tokens", totals.completion());
    usage.put("output_tokens_details", Map.of("reasoning_tokens", 0));
    usage.put("total_tokens", totals.total());
    return usage;
  }
}
