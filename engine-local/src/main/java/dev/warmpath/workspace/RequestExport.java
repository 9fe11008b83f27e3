package dev.warmpath.workspace;

import dev.warmpath.token.CacheMarkers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Workspaces as what other programs take. The variables are filled as in a send. */
public final class RequestExport {
  /** Anthropic requires a limit; its own examples use this one. */
  private static final int ANTHROPIC_MAX_TOKENS = 1024;

  /** Fields that only Anthropic's form has, kept as they were imported. */
  private static final List<String> ANTHROPIC_FIELDS =
      List.of("cache_control", "thinking", "top_k");

  private RequestExport() {}

  /** An OpenAI chat-completions body. Cache markers stand as gateways read them: on text parts. */
  public static String openAi(Workspace workspace, Variables variables) {
    return Json.write(openAiBody(workspace, variables)) + "\n";
  }

  private static Map<String, @Nullable Object> openAiBody(
      Workspace workspace, Variables variables) {
    Map<String, @Nullable Object> body = body(workspace, variables);
    body.computeIfPresent(
        "messages",
        (key, messages) ->
            ((List<?>) messages).stream().map(item -> marked((Map<?, ?>) item)).toList());
    return body;
  }

  /** A message whose markers are on its text parts, or on itself where it ends in calls. */
  private static Map<String, @Nullable Object> marked(Map<?, ?> message) {
    Map<String, @Nullable Object> marked = Json.copy(message);
    marked.remove(CacheMarks.NOTED);
    String text = String.valueOf(message.get("content"));
    boolean calls = message.containsKey("tool_calls");
    List<CacheMarks.Cut> inText = new ArrayList<>();
    for (CacheMarks.Cut cut : CacheMarks.cuts(message)) {
      if (cut.at() == text.length() && (calls || text.isEmpty())) {
        marked.putAll(cut.fields());
      } else {
        inText.add(cut);
      }
    }
    if (!inText.isEmpty()) {
      marked.put("content", CacheMarks.blocks(text, inText));
    }
    return marked;
  }

  private static Map<String, @Nullable Object> body(Workspace workspace, Variables variables) {
    Map<String, @Nullable Object> request = Composition.marked(workspace, variables).request();
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("model", request.getOrDefault("model", "local"));
    body.put("messages", request.remove("messages"));
    Workspace.Sampling sampling = workspace.sampling();
    put(body, "max_tokens", sampling.maxTokens());
    put(body, "temperature", sampling.temperature());
    put(body, "top_p", sampling.topP());
    put(body, "seed", sampling.seed());
    if (!sampling.stop().isEmpty()) {
      body.put("stop", sampling.stop());
    }
    if (!workspace.cacheKey().isEmpty()) {
      body.put("prompt_cache_key", workspace.cacheKey());
    }
    request.forEach(body::putIfAbsent);
    return body;
  }

  private static void put(Map<String, @Nullable Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  /** An Anthropic messages body: system apart, tool calls and results as blocks. */
  public static String anthropic(Workspace workspace, Variables variables) {
    Map<String, @Nullable Object> chat = body(workspace, variables);
    List<Object> system = new ArrayList<>();
    List<Object> messages = new ArrayList<>();
    List<?> items = chat.get("messages") instanceof List<?> list ? list : List.of();
    for (Object item : items) {
      Map<?, ?> message = (Map<?, ?>) item;
      String role = String.valueOf(message.get("role"));
      switch (role) {
        case "system" -> system.addAll(blocks(message));
        case "tool" ->
            messages.add(Map.of("role", "user", "content", List.of(toolResult(message))));
        default -> messages.add(turn(role, message));
      }
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("model", chat.get("model"));
    body.put("max_tokens", chat.getOrDefault("max_tokens", ANTHROPIC_MAX_TOKENS));
    if (!system.isEmpty()) {
      body.put("system", system);
    }
    body.put("messages", messages);
    ANTHROPIC_FIELDS.forEach(field -> put(body, field, chat.get(field)));
    put(body, "temperature", chat.get("temperature"));
    put(body, "top_p", chat.get("top_p"));
    put(body, "stop_sequences", chat.get("stop"));
    if (chat.get("tools") instanceof List<?> tools) {
      body.put("tools", tools.stream().map(RequestExport::anthropicTool).toList());
    }
    return Json.write(body) + "\n";
  }

  /** A message's text as blocks that end at its markers. */
  private static List<Object> blocks(Map<?, ?> message) {
    return CacheMarks.blocks(String.valueOf(message.get("content")), CacheMarks.cuts(message));
  }

  /** Puts the markers at the end of a message on its last block. */
  private static void markEnd(Map<?, ?> message, Map<String, @Nullable Object> block) {
    int end = String.valueOf(message.get("content")).length();
    CacheMarks.cuts(message).stream()
        .filter(cut -> cut.at() == end)
        .forEach(cut -> block.putAll(cut.fields()));
  }

  private static Map<String, @Nullable Object> toolResult(Map<?, ?> message) {
    Map<String, @Nullable Object> block = new LinkedHashMap<>();
    block.put("type", "tool_result");
    block.put("tool_use_id", message.get("tool_call_id"));
    block.put("content", message.get("content"));
    markEnd(message, block);
    return block;
  }

  private static Map<String, @Nullable Object> turn(String role, Map<?, ?> message) {
    Map<String, @Nullable Object> turn = new LinkedHashMap<>();
    turn.put("role", role);
    if (!(message.get("tool_calls") instanceof List<?> calls)) {
      boolean marked = !CacheMarks.cuts(message).isEmpty();
      turn.put("content", marked ? blocks(message) : message.get("content"));
      return turn;
    }
    List<Object> blocks = new ArrayList<>();
    if (message.get("content") instanceof String said && !said.isEmpty()) {
      List<CacheMarks.Cut> inText =
          CacheMarks.cuts(message).stream().filter(cut -> cut.at() < said.length()).toList();
      blocks.addAll(CacheMarks.blocks(said, inText));
    }
    for (Object call : calls) {
      if (call instanceof Map<?, ?> map && map.get("function") instanceof Map<?, ?> function) {
        Map<String, @Nullable Object> block = new LinkedHashMap<>();
        block.put("type", "tool_use");
        block.put("id", map.get("id"));
        block.put("name", function.get("name"));
        Object arguments = function.get("arguments");
        block.put(
            "input",
            arguments instanceof String json ? Json.parse(json, "tool arguments") : arguments);
        blocks.add(block);
        if (call == calls.getLast()) {
          markEnd(message, block);
        }
      }
    }
    turn.put("content", blocks);
    return turn;
  }

  private static Object anthropicTool(@Nullable Object tool) {
    if (!(tool instanceof Map<?, ?> map) || !(map.get("function") instanceof Map<?, ?> function)) {
      return tool == null ? Map.of() : tool;
    }
    Map<String, @Nullable Object> converted = new LinkedHashMap<>();
    converted.put("name", function.get("name"));
    put(converted, "description", function.get("description"));
    converted.put("input_schema", function.get("parameters"));
    for (String field : CacheMarkers.FIELDS) {
      put(converted, field, map.get(field) == null ? function.get(field) : map.get(field));
    }
    return converted;
  }

  /** A curl command for a POSIX shell; the key comes from the environment, never from here. */
  public static String curl(Workspace workspace, Variables variables, String baseUrl) {
    String body = Json.write(openAiBody(workspace, variables)).replace("'", "'\\''");
    return "curl " + baseUrl + "/chat/completions \\\n"
        + "  -H 'Content-Type: application/json' \\\n"
        + "  -H \"Authorization: Bearer $OPENAI_API_KEY\" \\\n"
        + "  --data-raw '" + body + "'\n";
  }

  /** The messages, one JSON object a line. */
  public static String jsonLines(Workspace workspace, Variables variables) {
    Object messages = openAiBody(workspace, variables).get("messages");
    StringBuilder lines = new StringBuilder();
    for (Object message : (List<?>) (messages == null ? List.of() : messages)) {
      lines.append(Json.writeLine(message)).append('\n');
    }
    return lines.toString();
  }
}
