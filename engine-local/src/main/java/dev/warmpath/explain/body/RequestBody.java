package dev.warmpath.explain.body;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request body in normal form: what a chat template reads, and where each part came from.
 *
 * @param sent the body as it was sent; read only
 * @param request top-level fields for the template
 * @param messages the conversation, instructions included
 * @param tools tool definitions in the order sent, each {@code {type, function}}
 * @param rawPrompt the text of a plain completion request; null for a chat
 * @param marks cache markers in prompt order
 * @param automaticMark true when the body asks for one automatic marker
 * @param explicitOnly true when it asks for none but its own
 * @param fields from normal fields to those sent
 */
public record RequestBody(
    Map<String, @Nullable Object> sent, Map<String, @Nullable Object> request,
    List<Message> messages, List<@Nullable Object> tools, @Nullable String rawPrompt,
    List<Mark> marks, boolean automaticMark, boolean explicitOnly, FieldMap fields) {

  /** Fields by which a block carries a cache marker: Anthropic's, and OpenAI's from GPT-5.6. */
  public static final List<String> MARKERS = List.of("cache_control", "prompt_cache_breakpoint");

  /**
   * An explicit cache marker.
   *
   * @param path the block that carries it, as sent
   * @param normalPath the normal field the block became
   * @param end UTF-16 units into the normal field after which the marker stands; -1 for its end
   * @param ttl the lifetime asked for; empty for the default
   */
  public record Mark(String path, String normalPath, int end, String ttl) {}

  public RequestBody {
    messages = List.copyOf(messages);
    marks = List.copyOf(marks);
  }

  /**
   * Reads a body of any dialect: OpenAI chat completions, completions and responses, Anthropic
   * messages.
   *
   * @throws IllegalArgumentException when it has no messages and no prompt, or they have a wrong
   *     type; the message says which field
   */
  public static RequestBody of(Map<String, ? extends @Nullable Object> body) {
    return BodyReader.read(JsonTree.copyObject(body));
  }

  /** The model's name; empty when the body has none. */
  public String model() {
    return JsonTree.asText(sent.get("model"));
  }

  /** A top-level field as comparable text; empty when absent or null. */
  public String field(String name) {
    Object value = JsonTree.at(sent, name);
    return value == null ? "" : value instanceof String s ? s : JsonTree.canonicalText(value);
  }
}
