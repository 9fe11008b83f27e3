package dev.warmpath.template;

import dev.warmpath.token.Prompt;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders a chat request to the prompt text a model was trained on. Immutable; any thread. */
public interface ChatTemplate {

  /**
   * @param request the request's top-level fields ({@code messages}, {@code tools}, …) as JSON
   *     values: {@code Map<String, Object>}, {@code List<Object>}, String, Boolean, Long, Double,
   *     BigInteger, BigDecimal or null. Every field is a template variable; {@code
   *     add_generation_prompt} defaults to true.
   * @throws TemplateException when the template raises, fails or exceeds its limits
   */
  Prompt render(Map<String, ? extends @Nullable Object> request);

  /** The template's source text; what a model file stores. */
  String source();

  /** True when the template renders {@code tools} itself. */
  boolean mentionsTools();
}
