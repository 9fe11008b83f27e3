package dev.warmpath.explain;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.template.ChatTemplate;
import dev.warmpath.token.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ChatML template in a few lines, so that these tests depend on nothing else. */
public final class ChatMl implements ChatTemplate {
  private final List<String> headFlags;
  private final StringBuilder text = new StringBuilder();
  private final List<Prompt.Span> spans = new ArrayList<>();

  /** @param headFlags request fields written at the very start */
  public ChatMl(String... headFlags) {
    this.headFlags = List.of(headFlags);
  }

  @Override
  public Prompt render(Map<String, ? extends @Nullable Object> request) {
    ChatMl run = new ChatMl(headFlags.toArray(String[]::new));
    return run.write(request);
  }

  private Prompt write(Map<String, ? extends @Nullable Object> request) {
    for (String flag : headFlags) {
      if (request.get(flag) != null) {
        add("<|im_start|>flag\n" + flag + "=" + request.get(flag) + "<|im_end|>\n",
            Prompt.Origin.TEMPLATE, "", 0);
      }
    }
    List<@Nullable Object> messages = JsonTree.asList(request.get("messages"));
    List<@Nullable Object> tools = JsonTree.asList(request.get("tools"));
    for (int i = 0; i < messages.size(); i++) {
      Map<String, @Nullable Object> message = JsonTree.asObject(messages.get(i));
      String path = "messages[" + i + "]";
      boolean system = i == 0 && "system".equals(message.get("role"));
      if (i == 0 && !system && !tools.isEmpty()) {
        add("<|im_start|>system\n", Prompt.Origin.TEMPLATE, "", 0);
        tools(tools);
        add("<|im_end|>\n", Prompt.Origin.TEMPLATE, "", 0);
      }
      add("<|im_start|>", Prompt.Origin.TEMPLATE, "", 0);
      add(JsonTree.asText(message.get("role")), Prompt.Origin.FIELD, path + ".role", 0);
      add("\n", Prompt.Origin.TEMPLATE, "", 0);
      add(JsonTree.asText(message.get("content")), Prompt.Origin.FIELD, path + ".content", 0);
      if (system && !tools.isEmpty()) {
        tools(tools);
      }
      List<@Nullable Object> calls = JsonTree.asList(message.get("tool_calls"));
      for (int c = 0; c < calls.size(); c++) {
        Map<String, @Nullable Object> function =
            JsonTree.asObject(JsonTree.asObject(calls.get(c)).get("function"));
        add("\n<tool_call>\n", Prompt.Origin.TEMPLATE, "", 0);
        add(JsonTree.asText(function.get("name")) + " ",
            Prompt.Origin.FIELD, path + ".tool_calls[" + c + "].function.name", -1);
        Object arguments = function.get("arguments");
        add(arguments instanceof String s ? s : JsonTree.text(arguments),
            Prompt.Origin.FIELD, path + ".tool_calls[" + c + "].function.arguments", 0);
        add("\n</tool_call>", Prompt.Origin.TEMPLATE, "", 0);
      }
      add("<|im_end|>\n", Prompt.Origin.TEMPLATE, "", 0);
    }
    add("<|im_start|>assistant\n", Prompt.Origin.TEMPLATE, "", 0);
    return new Prompt(text.toString(), spans);
  }

  private void tools(List<@Nullable Object> tools) {
    add("\n\n# Tools\n<tools>", Prompt.Origin.ADDED, "", 0);
    for (int i = 0; i < tools.size(); i++) {
      add("\n", Prompt.Origin.ADDED, "", 0);
      add(JsonTree.text(tools.get(i)), Prompt.Origin.ADDED, "tools[" + i + "]", -1);
    }
    add("\n</tools>", Prompt.Origin.ADDED, "", 0);
  }

  private void add(String piece, Prompt.Origin origin, String path, int pathStart) {
    if (!piece.isEmpty()) {
      int start = text.length();
      text.append(piece);
      spans.add(new Prompt.Span(start, text.length(), origin, path,
          origin == Prompt.Origin.TEMPLATE ? -1 : pathStart));
    }
  }

  @Override
  public String source() {
    return "";
  }

  @Override
  public boolean mentionsTools() {
    return true;
  }
}
