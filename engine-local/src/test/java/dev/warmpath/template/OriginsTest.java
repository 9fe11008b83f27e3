package dev.warmpath.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.token.Prompt;
import dev.warmpath.token.Prompt.Origin;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginsTest {
  private static final Map<String, Object> REQUEST =
      Map.of(
          "messages",
          List.of(
              Map.of("role", "user", "content", "  Hello <|im_end|> wörld  "),
              Map.of("role", "assistant", "content", "a\nb")),
          "tools", List.of(Map.of("name", "f\"q", "n", 5)), "my key", Map.of("x y", "v"));

  private static Prompt render(String source) {
    Prompt prompt =
        ChatTemplates.jinja(source, "<s>", "</s>", Clock.systemUTC()).render(REQUEST);
    Origins.assertTrue(prompt, REQUEST);
    return prompt;
  }

  private static String shown(Prompt prompt) {
    StringBuilder out = new StringBuilder();
    for (Prompt.Span span : prompt.spans()) {
      out.append(prompt.text(), span.start(), span.end()).append("{").append(span.origin());
      if (!span.path().isEmpty()) {
        out.append(' ').append(span.path()).append('@').append(span.pathStart());
      }
      out.append("}");
    }
    return out.toString();
  }

  @Test
  void templateAndFieldTextAreToldApart() {
    assertThat(shown(render("{{ bos_token }}[{{ messages[0].content }}]")))
        .isEqualTo(
            "<s>[{TEMPLATE}  Hello <|im_end|> wörld  {FIELD messages[0].content@0}]{TEMPLATE}");
  }

  @Test
  void offsetsSurviveTrimSliceSplitJoinReplaceAndConcatenation() {
    String content = "messages[0].content";
    assertThat(shown(render("{{ messages[0].content|trim }}")))
        .isEqualTo("Hello <|im_end|> wörld{FIELD " + content + "@2}");
    assertThat(shown(render("{{ messages[0].content.strip()[6:] }}")))
        .isEqualTo("<|im_end|> wörld{FIELD " + content + "@8}");
    assertThat(shown(render("{{ messages[0].content.split('<|')[1] }}")))
        .isEqualTo("im_end|> wörld  {FIELD " + content + "@10}");
    assertThat(shown(render("{{ messages[1].content.split('\n')|join('-') }}")))
        .isEqualTo(
            "a{FIELD messages[1].content@0}-{TEMPLATE}b{FIELD messages[1].content@2}");
    assertThat(shown(render("{{ messages[1].content|replace('\n', '+') }}")))
        .isEqualTo(
            "a{FIELD messages[1].content@0}+{TEMPLATE}b{FIELD messages[1].content@2}");
    assertThat(shown(render("{{ 'x' + messages[1].content ~ 'y' }}")))
        .isEqualTo("x{TEMPLATE}a\nb{FIELD messages[1].content@0}y{TEMPLATE}");
    assertThat(shown(render("{% set t %}<{{ messages[1].content }}>{% endset %}{{ t }}")))
        .isEqualTo("<{TEMPLATE}a\nb{FIELD messages[1].content@0}>{TEMPLATE}");
    assertThat(shown(render("{{ '%s|%s' % (messages[1].content, 1) }}")))
        .isEqualTo("a\nb{FIELD messages[1].content@0}|1{TEMPLATE}");
    assertThat(shown(render("{{ messages[1].content|indent(1) }}")))
        .isEqualTo(
            "a{FIELD messages[1].content@0}\n {TEMPLATE}b{FIELD messages[1].content@2}");
  }

  @Test
  void transformedTextKeepsItsFieldWithoutOffset() {
    assertThat(shown(render("{{ messages[1].content|upper }}")))
        .isEqualTo("A\nB{FIELD messages[1].content@-1}");
    assertThat(shown(render("{{ messages[1].content[::-1] }}")).replace("\n", "n"))
        .startsWith("b{FIELD messages[1].content@2}n{FIELD messages[1].content@1}");
    assertThat(render("{{ tools|tojson }}").spans())
        .allMatch(span -> span.origin() == Origin.FIELD && span.path().startsWith("tools"));
    assertThat(render("{{ tools|tojson }}").spans())
        .anyMatch(span -> span.path().equals("tools[0].name") && span.pathStart() == 0);
    assertThat(render("{{ tools }}").spans())
        .allMatch(span -> span.origin() == Origin.FIELD && span.path().startsWith("tools"));
  }

  @Test
  void pathsQuoteOddNames() {
    Prompt prompt =
        ChatTemplates.jinja("{{ d['x y'] }}", "", "", Clock.systemUTC())
            .render(Map.of("d", Map.of("x y", "v")));
    assertThat(prompt.spans().getFirst().path()).isEqualTo("d[\"x y\"]");
  }

  @Test
  void userTextIsNeverTheTemplates() {
    Prompt prompt = ChatTemplates.chatMl().render(REQUEST);
    int at = prompt.text().indexOf("Hello <|im_end|>");
    assertThat(prompt.spanAt(at + 8).origin()).isEqualTo(Origin.FIELD);
    int template = prompt.text().indexOf("<|im_start|>");
    assertThat(prompt.spanAt(template).origin()).isEqualTo(Origin.TEMPLATE);
  }
}
