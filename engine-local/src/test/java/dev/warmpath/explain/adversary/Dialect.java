package dev.warmpath.explain.adversary;

import dev.warmpath.explain.body.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a conversation as the body that a client would send. */
enum Dialect {
  OPENAI,
  OPENAI_PARTS,
  ANTHROPIC,
  ANTHROPIC_MARKED,
  RESPONSES;

  Map<String, Object> body(Talk talk) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", talk.model);
    switch (this) {
      case OPENAI, OPENAI_PARTS -> openAi(talk, body);
      case ANTHROPIC, ANTHROPIC_MARKED -> anthropic(talk, body);
      case RESPONSES -> responses(talk, body);
    }
    body.putAll(talk.extra);
    return body;
  }

  private void openAi(Talk talk, Map<String, Object> body) {
    List<Object> messages = new ArrayList<>();
    if (!talk.system.isEmpty()) {
      messages.add(object("role", talk.systemRole, "content", content(List.of(talk.system))));
    }
    for (Talk.Turn turn : talk.turns) {
      Map<String, Object> message = object("role", turn.role);
      if (!turn.picture.isEmpty()) {
        List<Object> parts = new ArrayList<>();
        parts.add(object("type", "text", "text", turn.text()));
        parts.add(object("type", "image_url", "image_url", object("url", turn.picture)));
        message.put("content", parts);
      } else {
        message.put("content", content(turn.parts));
      }
      if (!turn.reasoning.isEmpty()) {
        message.put("reasoning_content", turn.reasoning);
      }
      if (!turn.calls.isEmpty()) {
        message.put("tool_calls", turn.calls.stream().map(Dialect::call).toList());
      }
      if (!turn.resultOf.isEmpty()) {
        message.put("tool_call_id", turn.resultOf);
      }
      messages.add(message);
    }
    body.put("messages", messages);
    if (!talk.tools.isEmpty()) {
      body.put("tools", talk.tools.stream()
          .map(tool -> object("type", "function", "function",
              object("name", tool.name(), "description", tool.description(),
                  "parameters", tool.schema())))
          .toList());
    }
    body.put("temperature", 0.2);
  }

  private Object content(List<String> parts) {
    if (parts.size() == 1 && this != OPENAI_PARTS) {
      return parts.getFirst();
    }
    return parts.stream().map(part -> object("type", "text", "text", part)).toList();
  }

  private static Map<String, Object> call(Talk.Call call) {
    return object("id", call.id(), "type", "function", "function",
        object("name", call.name(), "arguments", call.spelled()));
  }

  private void anthropic(Talk talk, Map<String, Object> body) {
    boolean marked = this == ANTHROPIC_MARKED;
    body.put("max_tokens", 1024);
    if (!talk.tools.isEmpty()) {
      body.put("tools", talk.tools.stream()
          .map(tool -> object("name", tool.name(), "description", tool.description(),
              "input_schema", tool.schema()))
          .toList());
    }
    if (!talk.system.isEmpty()) {
      Map<String, Object> block = object("type", "text", "text", talk.system);
      if (marked) {
        block.put("cache_control", object("type", "ephemeral"));
      }
      body.put("system", marked ? List.of(block) : talk.system);
    }
    List<Object> messages = new ArrayList<>();
    for (Talk.Turn turn : talk.turns) {
      List<Object> blocks = blocks(turn);
      if ((marked && turn == talk.last()) || turn.marked) {
        JsonTree.asObject(blocks.getLast()).put("cache_control", object("type", "ephemeral"));
      }
      String role = turn.role.equals("assistant") ? "assistant" : "user";
      boolean plain = blocks.size() == 1 && !marked && !turn.marked && turn.picture.isEmpty()
          && turn.calls.isEmpty() && turn.resultOf.isEmpty();
      messages.add(object("role", role, "content", plain ? turn.text() : blocks));
    }
    body.put("messages", messages);
  }

  private static List<Object> blocks(Talk.Turn turn) {
    List<Object> blocks = new ArrayList<>();
    if (!turn.reasoning.isEmpty()) {
      blocks.add(object("type", "thinking", "thinking", turn.reasoning, "signature", "EqQB"));
    }
    if (!turn.resultOf.isEmpty()) {
      blocks.add(object("type", "tool_result", "tool_use_id", turn.resultOf,
          "content", turn.text()));
      return blocks;
    }
    if (!turn.picture.isEmpty()) {
      String data = turn.picture.substring(turn.picture.indexOf(',') + 1);
      blocks.add(object("type", "image", "source",
          object("type", "base64", "media_type", "image/png", "data", data)));
    }
    turn.parts.stream().filter(part -> !part.isEmpty())
        .forEach(part -> blocks.add(object("type", "text", "text", part)));
    turn.calls.forEach(call -> blocks.add(
        object("type", "tool_use", "id", call.id(), "name", call.name(),
            "input", JsonTree.object(call.spelled(), "arguments"))));
    return blocks;
  }

  private static void responses(Talk talk, Map<String, Object> body) {
    body.put("instructions", talk.system);
    List<Object> input = new ArrayList<>();
    for (Talk.Turn turn : talk.turns) {
      if (!turn.resultOf.isEmpty()) {
        input.add(object("type", "function_call_output", "call_id", turn.resultOf,
            "output", turn.text()));
        continue;
      }
      String type = turn.role.equals("assistant") ? "output_text" : "input_text";
      List<Object> parts = new ArrayList<>();
      turn.parts.forEach(part -> parts.add(object("type", type, "text", part)));
      if (!turn.picture.isEmpty()) {
        parts.add(object("type", "input_image", "image_url", turn.picture));
      }
      if (!turn.text().isEmpty()) {
        input.add(object("type", "message", "role", turn.role, "content", parts));
      }
      turn.calls.forEach(call -> input.add(
          object("type", "function_call", "call_id", call.id(), "name", call.name(),
              "arguments", call.spelled())));
    }
    body.put("input", input);
    if (!talk.tools.isEmpty()) {
      body.put("tools", talk.tools.stream()
          .map(tool -> object("type", "function", "name", tool.name(),
              "description", tool.description(), "parameters", tool.schema()))
          .toList());
    }
  }

  static Map<String, Object> object(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
