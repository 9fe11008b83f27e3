package dev.warmpath.template;

import dev.warmpath.token.Prompt;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template without tools of its own, given Warmpath's tool block. */
final class ToolBlockTemplate implements ChatTemplate {
  private final JinjaChatTemplate template;

  ToolBlockTemplate(JinjaChatTemplate template) {
    this.template = template;
  }

  JinjaChatTemplate inner() {
    return template;
  }

  @Override
  public Prompt render(Map<String, ? extends @Nullable Object> request) {
    if (!(request.get("tools") instanceof List<?> tools) || tools.isEmpty()
        || !(request.get("messages") instanceof List<?>)) {
      return template.render(request);
    }
    ToolBlock block = new ToolBlock(tools);
    Object messages = RequestValues.of(request.get("messages"), "messages");
    List<@Nullable Object> turns = ToolBlock.turns(messages);
    try {
      Prompt prompt = template.render(request, block.inSystemMessage(turns));
      if (showsBlock(prompt)) {
        return prompt;
      }
    } catch (TemplateException e) {
      // A template may refuse a system message; the first user message can carry the block. Where
      // the request has a system message of its own, the refusal is the caller's to see.
      if (ToolBlock.startsWithSystem(turns)) {
        throw e;
      }
    }
    return template.render(request, block.inFirstUserMessage(turns));
  }

  private static boolean showsBlock(Prompt prompt) {
    return prompt.spans().stream().anyMatch(span -> span.origin() == Prompt.Origin.ADDED);
  }

  @Override
  public String source() {
    return template.source();
  }

  @Override
  public boolean mentionsTools() {
    return false;
  }
}
