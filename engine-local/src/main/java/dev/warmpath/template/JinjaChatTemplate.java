package dev.warmpath.template;

import dev.warmpath.template.run.Rendering;
import dev.warmpath.template.syntax.Parser;
import dev.warmpath.template.syntax.TemplateSource;
import dev.warmpath.template.value.Pieces;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.Text;
import dev.warmpath.token.Prompt;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chat template run by Warmpath's own interpreter. */
final class JinjaChatTemplate implements ChatTemplate {
  private final String source;
  private final String bos;
  private final String eos;
  private final Clock clock;
  private final Rendering rendering;
  private final boolean mentionsTools;

  JinjaChatTemplate(String source, String bos, String eos, Clock clock) {
    this.source = source;
    this.bos = bos;
    this.eos = eos;
    this.clock = clock;
    TemplateSource template = TemplateSource.of(source);
    Parser.Parsed parsed = Parser.parse(template);
    this.rendering = new Rendering(template, parsed.body());
    this.mentionsTools = parsed.reads().contains("tools");
  }

  @Override
  public Prompt render(Map<String, ? extends @Nullable Object> request) {
    return prompt(rendering.run(variables(request), LocalDateTime.now(clock)));
  }

  private Map<String, @Nullable Object> variables(
      Map<String, ? extends @Nullable Object> request) {
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("bos_token", Text.of(bos));
    variables.put("eos_token", Text.of(eos));
    variables.put("add_generation_prompt", true);
    request.forEach((name, value) -> variables.put(name, RequestValues.of(value, name)));
    return variables;
  }

  /** Renders with {@code messages} put in place of the request's own. */
  Prompt render(
      Map<String, ? extends @Nullable Object> request, List<@Nullable Object> messages) {
    Map<String, @Nullable Object> variables = variables(request);
    variables.put("messages", PyList.list(messages));
    return prompt(rendering.run(variables, LocalDateTime.now(clock)));
  }

  /** The same template at another time. */
  JinjaChatTemplate at(Clock other) {
    return new JinjaChatTemplate(source, bos, eos, other);
  }

  private static Prompt prompt(Text text) {
    List<Prompt.Span> spans = new ArrayList<>();
    Pieces pieces = text.pieces();
    for (int i = 0; i < pieces.count() && !text.isEmpty(); i++) {
      spans.add(
          new Prompt.Span(
              pieces.start(i), pieces.end(i), pieces.source(i).origin(), pieces.source(i).path(),
              pieces.offset(i)));
    }
    return new Prompt(text.string(), spans);
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public boolean mentionsTools() {
    return mentionsTools;
  }
}
