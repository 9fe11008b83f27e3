package dev.warmpath.workspace;

import dev.warmpath.token.Segment;
import dev.warmpath.token.TextParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests from elsewhere as workspaces: OpenAI chat-completions, Anthropic messages and Bedrock
 * Converse bodies, curl commands, {@code .jsonl} sessions: requests, of which the last is read, or
 * messages one a line. What a segment cannot show (tool calls, names, reasoning) is kept with it
 * and sent again; cache markers are kept for exports.
 */
public final class RequestImport {
  /** Fields of a message that the segment itself holds. */
  private static final List<String> SHOWN = List.of("role", "content");

  /** Fields of a body that the workspace holds in places of their own. */
  private static final List<String> PLACED =
      List.of(
          "messages", "tools", "system", "max_tokens", "max_completion_tokens", "temperature",
          "top_p", "seed", "stop", "stop_sequences", "prompt_cache_key");

  /** After the name of a file that is something else. */
  static final String NEITHER =
      " is neither a workspace (no \"segments\") nor a chat request (no \"messages\").";

  private RequestImport() {}

  /**
   * Recognises and reads pasted text.
   *
   * @throws WorkspaceException when it is none of the known forms
   */
  public static Workspace fromText(String text, String name) {
    String trimmed = text.strip();
    if (trimmed.startsWith("curl ") || trimmed.startsWith("curl\t")) {
      return fromBody(Json.object(CurlCommand.body(trimmed), name + ": the curl body"), name);
    }
    if (trimmed.startsWith("{") && isJsonLines(trimmed)) {
      return fromBody(session(trimmed, name), name);
    }
    return WorkspaceFile.parse(trimmed, name);
  }

  /** The last of the requests, or all of the messages. */
  private static Map<String, @Nullable Object> session(String text, String name) {
    List<String> lines = text.lines().toList();
    Map<String, @Nullable Object> last =
        Json.object(lines.getLast(), name + ", line " + lines.size());
    if (!isMessage(last)) {
      return unwrapped(last);
    }
    List<Map<String, @Nullable Object>> messages = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        messages.add(Json.object(lines.get(i), name + ", line " + (i + 1)));
      }
    }
    return new LinkedHashMap<>(Map.of("messages", messages));
  }

  private static boolean isMessage(Map<String, @Nullable Object> line) {
    return line.get("role") instanceof String && !line.containsKey("messages");
  }

  private static boolean isJsonLines(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).limit(2).toList();
    if (lines.size() == 1) {
      return lines.getFirst().endsWith("}") && isMessage(Json.object(lines.getFirst(), "line 1"));
    }
    return lines.stream()
        .allMatch(line -> line.startsWith("{") && line.stripTrailing().endsWith("}"));
  }

  /** A logged line may hold the body in a field. */
  private static Map<String, @Nullable Object> unwrapped(Map<String, @Nullable Object> line) {
    for (String field : List.of("request", "body")) {
      if (!line.containsKey("messages") && line.get(field) instanceof Map<?, ?> body) {
        return Json.copy(body);
      }
    }
    return line;
  }

  /** Reads a request body: a JSON object with {@code messages}. */
  static Workspace fromBody(Map<String, @Nullable Object> original, String name) {
    if (!(original.get("messages") instanceof List<?>)) {
      throw new WorkspaceException(
          name + NEITHER + " Open a .warmpath file, an OpenAI, Anthropic or Bedrock Converse"
              + " request body, a curl command or a .jsonl session.");
    }
    Map<String, @Nullable Object> body = AnthropicBody.toChat(original);
    Fields fields = new Fields(body, name);
    List<Segment> segments = new ArrayList<>();
    Map<String, @Nullable Object> extras = new LinkedHashMap<>();
    if (body.get("tools") instanceof List<?> tools && !tools.isEmpty()) {
      segments.add(segment(Segment.Kind.TOOLS, "Tools", Json.write(tools)));
    }
    List<Object> messages = fields.list("messages");
    for (int index = 0; index < messages.size(); index++) {
      String where = name + ": messages[" + index + "]";
      if (!(messages.get(index) instanceof Map<?, ?> map)) {
        throw new WorkspaceException(where + " must be an object.");
      }
      Map<String, @Nullable Object> message = Json.copy(map);
      List<Object> marks = CacheMarks.take(message);
      Segment segment = message(new Fields(message, where));
      segments.add(segment);
      message.keySet().removeAll(SHOWN);
      Map<String, Object> extra = new LinkedHashMap<>();
      if (!message.isEmpty()) {
        extra.put(Composition.MESSAGE_FIELDS, message);
      }
      if (!marks.isEmpty()) {
        extra.put(CacheMarks.NOTED, marks);
      }
      if (!extra.isEmpty()) {
        extras.put(segment.id(), extra);
      }
    }
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(body);
    rest.keySet().removeAll(PLACED);
    Map<String, @Nullable Object> unknown = new LinkedHashMap<>();
    if (!extras.isEmpty()) {
      unknown.put(Workspace.SEGMENT_FIELDS, extras);
    }
    return new Workspace(
        name, "", segments, Map.of(), sampling(fields), fields.string("prompt_cache_key"),
        List.of(), rest, unknown);
  }

  private static Workspace.Sampling sampling(Fields fields) {
    Double limit = fields.answerLimit();
    Double seed = fields.number("seed");
    List<String> stop = fields.strings("stop");
    return new Workspace.Sampling(
        limit == null ? null : limit.intValue(), fields.number("temperature"),
        fields.number("top_p"), seed == null ? null : seed.longValue(),
        stop.isEmpty() ? fields.strings("stop_sequences") : stop);
  }

  private static Segment message(Fields message) {
    String role = message.string("role");
    Segment.Kind kind =
        switch (role) {
          case "system", "developer" -> Segment.Kind.SYSTEM;
          case "user" -> Segment.Kind.USER;
          case "assistant" -> Segment.Kind.ASSISTANT;
          case "tool", "function" -> Segment.Kind.TOOL;
          default ->
              throw new WorkspaceException(
                  message.where() + ".role is \"" + role
                      + "\"; it must be system, developer, user, assistant or tool.");
        };
    return segment(kind, "", content(message.json().get("content"), message.where()));
  }

  private static Segment segment(Segment.Kind kind, String name, String text) {
    return new Segment(WorkspaceFile.newId(), kind, name, text, false, false);
  }

  /** Text of a content: a string, or the text parts as one. */
  static String content(@Nullable Object content, String where) {
    return switch (content) {
      case null -> "";
      case String text -> text;
      case List<?> parts -> {
        List<String> texts = new ArrayList<>();
        for (Object part : parts) {
          if (part instanceof Map<?, ?> map && map.get("text") instanceof String text) {
            texts.add(text);
          } else if (part instanceof Map<?, ?> map) {
            texts.add("[" + map.get("type") + "]");
          } else {
            throw new WorkspaceException(where + ".content has a part that is not an object.");
          }
        }
        yield TextParts.join(texts);
      }
      default ->
          throw new WorkspaceException(
              where + ".content must be a string or an array of parts, but is "
                  + Json.kind(content) + ".");
    };
  }
}
