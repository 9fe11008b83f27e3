package dev.warmpath.ui.fakes;

import dev.warmpath.template.ChatTemplate;
import dev.warmpath.token.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ChatML with exact spans. */
public final class ChatMl implements ChatTemplate {

  @Override
  public Prompt render(Map<String, ? extends @Nullable Object> request) {
    StringBuilder text = new StringBuilder();
    List<Prompt.Span> spans = new ArrayList<>();
    List<?> messages = (List<?>) request.get("messages");
    for (int i = 0; i < messages.size(); i++) {
      Map<?, ?> message = (Map<?, ?>) messages.get(i);
      add(text, spans, "<|im_start|>" + message.get("role") + "\n", "");
      add(text, spans, String.valueOf(message.get("content")), "messages[" + i + "].content");
      add(text, spans, "<|im_end|>\n", "");
    }
    add(text, spans, "<|im_start|>assistant\n", "");
    return new Prompt(text.toString(), spans);
  }

  private static void add(
      StringBuilder text, List<Prompt.Span> spans, String piece, String path) {
    if (piece.isEmpty()) {
      return;
    }
    boolean field = !path.isEmpty();
    spans.add(
        new Prompt.Span(
            text.length(), text.length() + piece.length(),
            field ? Prompt.Origin.FIELD : Prompt.Origin.TEMPLATE, path, field ? 0 : -1));
    text.append(piece);
  }

  @Override
  public String source() {
    return "{# ChatML #}";
  }

  @Override
  public boolean mentionsTools() {
    return false;
  }
}
