package dev.warmpath.app.http.chat;

import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.app.http.json.Fields;
import dev.warmpath.app.http.json.Json;
import dev.warmpath.token.TextParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code messages} of a chat request in the form chat templates read. */
final class Messages {
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "function");

  private final String developer;

  /** @param templateSource decides whether {@code developer} is a role of its own */
  public Messages(String templateSource) {
    developer = developer(templateSource);
  }

  /**
   * The messages, with text content.
   *
   * @throws ApiException 400 naming the field that is wrong
   */
  public List<Object> read(Fields request) {
    List<?> messages = request.list("messages");
    if (messages == null || messages.isEmpty()) {
      throw new ApiException(
          400, ApiException.INVALID_REQUEST, "messages", "missing_required_parameter",
          "'messages' is missing or empty; at least one message is needed.");
    }
    List<Object> out = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      out.add(message(Fields.of(messages.get(i), "messages[" + i + "]")));
    }
    return out;
  }

  private Map<String, @Nullable Object> message(Fields message) {
    String role = message.required("role");
    if (!ROLES.contains(role)) {
      throw ApiException.bad(
          message.path("role"),
          "'" + message.path("role") + "' is \"" + Fields.shortened(role)
              + "\"; allowed: system, developer, user, assistant, tool.");
    }
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    message.map().forEach((name, value) -> out.put(String.valueOf(name), value));
    out.put("role", role(role));
    List<?> calls = message.list("tool_calls");
    if (message.has("audio") || message.has("function_call")) {
      String field = message.has("audio") ? "audio" : "function_call";
      throw ApiException.unsupported(
          message.path(field), "'" + message.path(field) + "' is not supported.");
    }
    out.put("content", content(message, role));
    if (calls == null || calls.isEmpty()) {
      out.remove("tool_calls");
    } else {
      out.put("tool_calls", calls(calls, message.path("tool_calls")));
    }
    return out;
  }

  private String role(String role) {
    return switch (role) {
      case "developer" -> developer;
      case "function" -> "tool";
      default -> role;
    };
  }

  /** What a developer's message is to a template: of a role of its own only where it knows that. */
  static String developer(String templateSource) {
    return templateSource.contains("developer") ? "developer" : "system";
  }

  private static String content(Fields message, String role) {
    Object content = message.get("content");
    return switch (content) {
      case String text -> text;
      case List<?> parts -> parts(parts, message.path("content"));
      case null -> {
        if (!role.equals("assistant")) {
          throw new ApiException(
              400, ApiException.INVALID_REQUEST, message.path("content"),
              "missing_required_parameter", "'" + message.path("content") + "' is missing.");
        }
        // Templates add texts: they cannot add null.
        yield message.string("refusal") == null ? "" : message.required("refusal");
      }
      default ->
          throw ApiException.wrongType(
              message.path("content"), "a string or an array of parts", content);
    };
  }

  /** The texts of content parts as one. */
  public static String parts(List<?> parts, String path) {
    List<String> texts = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      Fields part = Fields.of(parts.get(i), path + "[" + i + "]");
      String type = part.required("type");
      texts.add(
          switch (type) {
            case "text", "input_text", "output_text" -> part.required("text");
            case "refusal" -> part.required("refusal");
            default ->
                throw ApiException.unsupported(
                    path + "[" + i + "]",
                    "Content of type \"" + Fields.shortened(type)
                        + "\" is not supported: the model reads text only.");
          });
    }
    return TextParts.join(texts);
  }

  private static List<Object> calls(List<?> calls, String path) {
    List<Object> out = new ArrayList<>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      Fields call = Fields.of(calls.get(i), path + "[" + i + "]");
      Fields function = call.requiredObject("function");
      out.add(
          call(call.string("id"), function.required("name"), function.string("arguments")));
    }
    return out;
  }

  /** A call as templates read it: arguments as an object, which they write as JSON again. */
  public static Map<String, @Nullable Object> call(
      @Nullable String id, String name, @Nullable String arguments) {
    Map<String, @Nullable Object> function = new LinkedHashMap<>();
    function.put("name", name);
    String text = arguments == null || arguments.isBlank() ? "{}" : arguments;
    Map<String, @Nullable Object> parsed = Json.objectOrNull(text);
    function.put("arguments", parsed == null ? text : parsed);
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    if (id != null) {
      out.put("id", id);
    }
    out.put("type", "function");
    out.put("function", function);
    return out;
  }
}
