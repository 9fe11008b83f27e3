package dev.warmpath.explain.body;

import dev.warmpath.token.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request body rebuilt from a prompt's origins, for requests whose body was not kept. */
public final class SpanBody {
  private static final Pattern MESSAGE = Pattern.compile("messages\\[(\\d+)]\\.(.+)");
  private static final Pattern TOOL = Pattern.compile("tools\\[(\\d+)].*");
  private static final Pattern ROLE = Pattern.compile("([a-z]+)\\W*$");

  private SpanBody() {}

  /** The texts the prompt shows; what the template left out is not known. */
  public static RequestBody of(Prompt prompt, String model) {
    TreeMap<Integer, TreeMap<String, String>> messages = new TreeMap<>();
    TreeMap<Integer, String> tools = new TreeMap<>();
    String template = "";
    for (Prompt.Span span : prompt.spans()) {
      String text = prompt.text().substring(span.start(), span.end());
      Matcher message = MESSAGE.matcher(span.path());
      Matcher tool = TOOL.matcher(span.path());
      if (message.matches()) {
        TreeMap<String, String> fields =
            messages.computeIfAbsent(
                Integer.parseInt(message.group(1)), index -> new TreeMap<>());
        fields.merge(message.group(2), text, String::concat);
        Matcher role = ROLE.matcher(template);
        if (role.find()) {
          fields.putIfAbsent("role", role.group(1));
        }
      } else if (tool.matches()) {
        tools.merge(Integer.parseInt(tool.group(1)), text, String::concat);
      } else {
        template = text;
      }
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("model", model);
    if (messages.isEmpty()) {
      body.put("prompt", prompt.text());
      return RequestBody.of(body);
    }
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i <= messages.lastKey(); i++) {
      list.add(message(messages.getOrDefault(i, new TreeMap<>())));
    }
    body.put("messages", list);
    if (!tools.isEmpty()) {
      body.put("tools", tools.values().stream().map(SpanBody::tool).toList());
    }
    return RequestBody.of(body);
  }

  private static Map<String, @Nullable Object> message(TreeMap<String, String> fields) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("role", fields.getOrDefault("role", "user"));
    message.put("content", fields.getOrDefault("content", ""));
    StringBuilder calls = new StringBuilder();
    fields.forEach(
        (name, text) -> {
          if (name.startsWith("reasoning") || name.equals("thinking")) {
            message.put("reasoning_content", text);
          } else if (name.startsWith("tool_calls")) {
            calls.append(text);
          }
        });
    if (!calls.isEmpty()) {
      message.put(
          "tool_calls", List.of(Map.of("function", Map.of("arguments", calls.toString()))));
    }
    return message;
  }

  private static Object tool(String text) {
    Object value = JsonTree.parse(text);
    return value instanceof Map<?, ?> map && map.containsKey("function")
        ? map
        : Map.of("type", "function", "function", Map.of("name", text));
  }
}
