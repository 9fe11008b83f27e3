package dev.warmpath.ui.prompt;

import dev.warmpath.template.ChatTemplate;
import dev.warmpath.token.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ChatML with exact spans. */
public final class FakeTemplate implements ChatTemplate {
  @Override
  public Prompt render(Map<String, ? extends Object> request) {
    StringBuilder text = new StringBuilder();
    List<Prompt.Span> spans = new ArrayList<>();
    int index = 0;
    for (Object message : (List<?>) request.get("messages")) {
      Map<?, ?> fields = (Map<?, ?>) message;
      template(text, spans, "<|im_start|>" + fields.get("role") + "\n");
      String content = String.valueOf(fields.get("content"));
      if (!content.isEmpty()) {
        int start = text.length();
        text.append(content);
        spans.add(
            new Prompt.Span(
                start, text.length(), Prompt.Origin.FIELD, "messages[" + index + "].content", 0));
      }
      template(text, spans, "<|im_end|>\n");
      index++;
    }
    template(text, spans, "<|im_start|>assistant\n");
    return new Prompt(text.toString(), spans);
  }

  private static void template(StringBuilder text, List<Prompt.Span> spans, String literal) {
    int start = text.length();
    text.append(literal);
    spans.add(new Prompt.Span(start, text.length(), Prompt.Origin.TEMPLATE, "", -1));
  }

  @Override
  public String source() {
    return "chatml";
  }

  @Override
  public boolean mentionsTools() {
    return false;
  }
}
