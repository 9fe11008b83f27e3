package dev.warmpath.app.http.chat;

import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.app.http.json.Fields;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of other servers, or of the other API, that would change the answer and have nothing
 * here: refused, unless they have the value that changes nothing. Truly unknown fields are ignored.
 */
public final class ForeignFields {
  /** What each does when nobody gives it; of vLLM, SGLang, llama.cpp's server and DeepInfra. */
  private static final Map<String, Object> OF_OTHER_SERVERS =
      Map.ofEntries(
          Map.entry("repetition_penalty", 1), Map.entry("repeat_penalty", 1),
          Map.entry("length_penalty", 1), Map.entry("typical_p", 1), Map.entry("mirostat", 0),
          Map.entry("dry_multiplier", 0), Map.entry("xtc_probability", 0),
          Map.entry("dynatemp_range", 0), Map.entry("top_n_sigma", -1),
          Map.entry("min_tokens", 0), Map.entry("n_predict", -1), Map.entry("ignore_eos", false),
          Map.entry("use_beam_search", false), Map.entry("stop_token_ids", ""),
          Map.entry("bad_words", ""), Map.entry("allowed_token_ids", ""),
          Map.entry("grammar", ""), Map.entry("ebnf", ""), Map.entry("regex", ""),
          Map.entry("json_schema", ""), Map.entry("guided_json", ""),
          Map.entry("guided_regex", ""), Map.entry("guided_choice", ""),
          Map.entry("guided_grammar", ""), Map.entry("structured_outputs", ""),
          Map.entry("continue_final_message", false), Map.entry("add_generation_prompt", true),
          Map.entry("chat_template", ""), Map.entry("documents", ""),
          Map.entry("truncate_prompt_tokens", ""));

  /** Chat parameters, and what they are called in the Responses API. */
  private static final Map<String, String> IN_RESPONSES =
      Map.of(
          "response_format", "text.format", "max_tokens", "max_output_tokens",
          "max_completion_tokens", "max_output_tokens", "reasoning_effort", "reasoning.effort");

  /** Chat parameters that the Responses API does not have. */
  private static final Map<String, Object> NOT_IN_RESPONSES =
      Map.of("n", 1, "stop", "", "logprobs", false, "functions", "", "function_call", "");

  private ForeignFields() {}

  /**
   * Refuses those of other servers.
   *
   * @throws ApiException 400 naming the first
   */
  public static void refuse(Fields request) {
    OF_OTHER_SERVERS.forEach((name, neutral) -> refuse(request, name, neutral));
  }

  /** Refuses the chat API's as well. */
  static void refuseInResponses(Fields request) {
    refuse(request);
    IN_RESPONSES.forEach(
        (name, here) -> {
          if (request.has(name)) {
            throw ApiException.unsupported(
                name, "'" + name + "' is a parameter of chat completions; in the Responses API it"
                    + " is '" + here + "'.");
          }
        });
    NOT_IN_RESPONSES.forEach((name, neutral) -> refuse(request, name, neutral));
  }

  private static void refuse(Fields request, String name, Object neutral) {
    if (!changesNothing(request.get(name), neutral)) {
      throw ApiException.unsupported(
          name, "'" + name + "' is not supported here, and it would change the answer.");
    }
  }

  private static boolean changesNothing(@Nullable Object value, Object neutral) {
    return switch (value) {
      case null -> true;
      case Number number ->
          neutral instanceof Number other && number.doubleValue() == other.doubleValue();
      case Collection<?> list -> list.isEmpty();
      default -> value.equals(neutral);
    };
  }
}
