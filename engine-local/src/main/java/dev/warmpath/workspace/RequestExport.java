package dev.warmpath.workspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Workspaces as what other programs take. The variables are filled as in a send. */
public final class RequestExport {
  /** Anthropic requires a limit; its own examples use this one. */
  private static final int ANTHROPIC_MAX_TOKENS = 1024;

  private RequestExport() {}

  /** An OpenAI chat-completions body. */
  public static String openAi(Workspace workspace, Variables variables) {
    return Json.write(openAiBody(workspace, variables)) + "\n";
  }

  private static Map<String, @Nullable Object> openAiBody(
      Workspace workspace, Variables variables) {
    Map<String, @Nullable Object> request = Composition.of(workspace, variables).request();
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
    Map<String, @Nullable Object> chat = openAiBody(workspace, variables);
    List<Object> system = new ArrayList<>();
    List<Object> messages = new ArrayList<>();
    List<?> items = chat.get("messages") instanceof List<?> list ? list : List.of();
    for (Object item : items) {
      Map<?, ?> message = (Map<?, ?>) item;
      String role = String.valueOf(message.get("role"));
      switch (role) {
        case "system" -> system.add(text(message.get("content")));
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
    put(body, "temperature", chat.get("temperature"));
    put(body, "top_p", chat.get("top_p"));
    put(body, "stop_sequences", chat.get("stop"));
    if (chat.get("tools") instanceof List<?> tools) {
      body.put("tools", tools.stream().map(RequestExport::anthropicTool).toList());
    }
    return Json.write(body) + "\n";
  }

  private static Map<String, @Nullable Object> text(@Nullable Object content) {
    Map<String, @Nullable Object> block = new LinkedHashMap<>();
    block.put("type", "text");
    block.put("text", content);
    return block;
  }

  private static Map<String, @Nullable Object> toolResult(Map<?, ?> message) {
    Map<String, @Nullable Object> block = new LinkedHashMap<>();
    block.put("type", "tool_result");
    block.put("tool_use_id", message.get("tool_call_id"));
    block.put("content", message.get("content"));
    return block;
  }

  private static Map<String, @Nullable Object> turn(String role, Map<?, ?> message) {
    Map<String, @Nullable Object> turn = new LinkedHashMap<>();
    turn.put("role", role);
    if (!(message.get("tool_calls") instanceof List<?> calls)) {
      turn.put("content", message.get("content"));
      return turn;
    }
    List<Object> blocks = new ArrayList<>();
    if (message.get("content") instanceof String said && !said.isEmpty()) {
      blocks.add(text(said));
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
    Object messages = Composition.of(workspace, variables).request().get("messages");
    StringBuilder lines = new StringBuilder();
    for (Object message : (List<?>) (messages == null ? List.of() : messages)) {
      lines.append(Json.writeLine(message)).append('\n');
    }
    return lines.toString();
  }
}
