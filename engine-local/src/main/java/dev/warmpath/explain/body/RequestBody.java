package dev.warmpath.explain.body;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  /** Top-level field that asks for a marker which moves along with the end of the request. */
  public static final String AUTOMATIC_MARK = "cache_control";

  private static final Set<String> MARKED_FIELDS = Set.of("system", Converse.TOOLS);
  private static final Set<String> MARKED_BLOCKS =
      Set.of("tool_use", "tool_result", "thinking", "redacted_thinking");

  /** Roles of OpenAI's form. */
  private static final Set<String> UNMARKED_ROLES =
      Set.of("system", "developer", "tool", "function");

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
   * messages, Bedrock's Converse.
   *
   * @throws IllegalArgumentException when it has no messages and no prompt, or they have a wrong
   *     type; the message says which field
   */
  public static RequestBody of(Map<String, ? extends @Nullable Object> body) {
    return BodyReader.read(JsonTree.copyObject(body));
  }

  /** The model's name; empty when the body has none. */
  public String model() {
    String model = JsonTree.asText(sent.get("model"));
    return model.isEmpty() ? JsonTree.asText(sent.get("modelId")) : model;
  }

  /**
   * True when the body has a cache marker, or is in a form whose blocks could carry one: Anthropic
   * messages and Bedrock's Converse. A short body may also be OpenAI's: then the model decides.
   */
  public boolean takesMarks() {
    if (automaticMark || !marks.isEmpty() || MARKED_FIELDS.stream().anyMatch(sent::containsKey)) {
      return true;
    }
    Object tool = JsonTree.at(sent, "tools[0]");
    if (tool != null) {
      return JsonTree.asObject(tool).containsKey("input_schema");
    }
    List<@Nullable Object> sentMessages = JsonTree.asList(sent.get("messages"));
    for (Object item : sentMessages) {
      Map<String, @Nullable Object> message = JsonTree.asObject(item);
      if (UNMARKED_ROLES.contains(JsonTree.asText(message.get("role")))
          || message.containsKey("tool_calls")) {
        return false;
      }
      for (Object part : JsonTree.asList(message.get("content"))) {
        Map<String, @Nullable Object> block = JsonTree.asObject(part);
        if (MARKED_BLOCKS.contains(JsonTree.asText(block.get("type"))) || Converse.is(block)) {
          return true;
        }
      }
    }
    return !sentMessages.isEmpty() && model().toLowerCase(Locale.ROOT).contains("claude");
  }

  /** A top-level field as comparable text; empty when absent or null. */
  public String field(String name) {
    Object value = JsonTree.at(sent, name);
    return value == null ? "" : value instanceof String s ? s : JsonTree.canonicalText(value);
  }
}
