package dev.warmpath.explain;

import dev.warmpath.explain.body.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Realistic requests from a seed: agent, retrieval, few-shot and chat. */
final class Sessions {
  private static final String[] WORDS =
      ("parcel order refund label shipping address customer account invoice payment return policy "
          + "warehouse delivery window express carrier tracking stock size colour jacket tent "
          + "stove lantern rope harness boot repair warranty manual battery charger summit valley "
          + "river bridge forest storm weather route camp fire water filter bottle snow ice axe "
          + "careful gently quickly never always often please check confirm describe compare list "
          + "explain answer translate search open close write read update delete create file "
          + "folder branch commit test build deploy server cluster region latency budget")
          .split(" ");

  private final Random random;

  Sessions(Random random) {
    this.random = random;
  }

  Map<String, Object> any() {
    return switch (random.nextInt(4)) {
      case 0 -> agent();
      case 1 -> rag();
      case 2 -> fewShot();
      default -> chat();
    };
  }

  Map<String, Object> chat() {
    return grow(body(instructions(6)), random.nextInt(4));
  }

  Map<String, Object> rag() {
    StringBuilder text = new StringBuilder("Answer from the sources only.");
    for (int i = 0; i < 4; i++) {
      text.append("\n\nSource ").append(i + 1).append(": ").append(sentence(40));
    }
    return body(text.toString());
  }

  Map<String, Object> fewShot() {
    StringBuilder text = new StringBuilder("Label each message.");
    for (int i = 0; i < 8; i++) {
      text.append("\n\nMessage: ").append(sentence(14)).append("\nLabel: ").append(word());
    }
    return body(text.toString());
  }

  Map<String, Object> agent() {
    Map<String, Object> body = body(instructions(10));
    body.put("tools", tools(4));
    List<Object> messages = Injections.messages(body);
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      Map<String, Object> call = message("assistant", sentence(6));
      Map<String, Object> arguments = Map.of("q", sentence(3));
      call.put("tool_calls", List.of(call("call_" + i, "tool_" + word(), arguments)));
      messages.add(call);
      Map<String, Object> result = message("tool", sentence(40));
      result.put("tool_call_id", "call_" + i);
      messages.add(result);
    }
    return body;
  }

  private static Map<String, Object> call(String id, String name, Map<String, Object> arguments) {
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("id", id);
    call.put("type", "function");
    call.put("function", new LinkedHashMap<>(
        Map.of("name", name, "arguments", JsonTree.text(arguments))));
    return call;
  }

  List<Object> tools(int count) {
    List<Object> tools = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tools.add(tool(word() + "_" + word() + "_" + i));
    }
    return tools;
  }

  Map<String, Object> tool(String name) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (int i = 0; i < 3; i++) {
      properties.put(word() + i, new LinkedHashMap<>(
          Map.of("type", "string")));
    }
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", name);
    function.put("description", sentence(12));
    function.put("parameters", new LinkedHashMap<>(
        Map.of("type", "object", "properties", properties)));
    Map<String, Object> tool = new LinkedHashMap<>();
    tool.put("type", "function");
    tool.put("function", function);
    return tool;
  }

  /** The next turn: the same body, an answer and a new question. */
  Map<String, Object> grow(Map<String, Object> body) {
    return grow(Injections.copy(body), 1);
  }

  private Map<String, Object> grow(Map<String, Object> body, int turns) {
    for (int i = 0; i < turns; i++) {
      Injections.messages(body).add(message("assistant", sentence(18)));
      Injections.messages(body).add(message("user", sentence(10)));
    }
    return body;
  }

  private Map<String, Object> body(String instructions) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", "demo");
    List<Object> messages = new ArrayList<>();
    messages.add(message("system", instructions));
    messages.add(message("user", sentence(12)));
    body.put("messages", messages);
    return body;
  }

  private String instructions(int paragraphs) {
    StringBuilder text = new StringBuilder("You are the help desk of a shop.");
    for (int i = 0; i < paragraphs; i++) {
      text.append("\n\n## ").append(word()).append('\n').append(sentence(20))
          .append("\n- ").append(sentence(9)).append("\n- ").append(sentence(9));
    }
    return text.toString();
  }

  static Map<String, Object> message(String role, String text) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", text);
    return message;
  }

  String sentence(int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(i == 0 ? "" : " ").append(word());
    }
    return text.append('.').toString();
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
