package dev.warmpath.explain.body;

import dev.warmpath.template.ChatTemplate;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokenizer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renders and tokenizes request bodies for one model. As thread-safe as its parts, which are.
 *
 * @param template the model's chat template
 * @param tokenizer its vocabulary
 */
public record Renderer(ChatTemplate template, Tokenizer tokenizer) {

  /**
   * @throws IllegalArgumentException when the body is not a request
   * @throws dev.warmpath.template.TemplateException when the template refuses it
   */
  public Rendered render(Map<String, ? extends @Nullable Object> body) {
    return render(RequestBody.of(body));
  }

  public Rendered render(RequestBody body) {
    String raw = body.rawPrompt();
    Prompt prompt = raw != null ? Prompt.plain(raw) : template.render(body.request());
    return Rendered.of(body, prompt, tokenizer.tokenize(prompt));
  }
}
