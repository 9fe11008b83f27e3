package dev.warmpath.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateHazardsTest {
  private static List<String> ids(String source) {
    return TemplateHazards.of(ChatTemplates.jinja(source, "<s>", "</s>", Clock.systemUTC()))
        .stream().map(TemplateHazards.Hazard::id).toList();
  }

  @Test
  void chatMlHasNoHazardButItsAddedTools() {
    assertThat(TemplateHazards.of(ChatTemplates.chatMl()))
        .extracting(TemplateHazards.Hazard::id)
        .containsExactly("tools");
  }

  @Test
  void realTemplatesTellTheirHazards() throws IOException {
    assertThat(ids(TemplateGoldensTest.resource("Qwen-Qwen3-0.6B.jinja")))
        .contains("tools", "reasoning", "thinking");
    assertThat(ids(TemplateGoldensTest.resource("meta-llama-Llama-3.2-3B-Instruct.jinja")))
        .contains("date", "tools");
    assertThat(ids(TemplateGoldensTest.resource("mistralai-Mistral-Nemo-Instruct-2407.jinja")))
        .contains("moving_text");
    assertThat(ids(TemplateGoldensTest.resource("google-gemma-2-2b-it.jinja")))
        .doesNotContain("date", "thinking", "reasoning");
  }

  @Test
  void aClockInTheFirstLineIsWorstAndSaysWhere() {
    var hazards =
        TemplateHazards.of(
            ChatTemplates.jinja(
                "Now: {{ strftime_now('%H:%M') }}\n{% for m in messages %}{{ m.content }}\n"
                    + "{% endfor %}",
                "", "", Clock.systemUTC()));
    assertThat(hazards.getFirst().id()).isEqualTo("time");
    assertThat(hazards.getFirst().offset()).isBetween(5, 8);
    assertThat(hazards.getFirst().share()).isLessThan(0.3);
  }

  @Test
  void aDateInTheTemplatesOwnSystemMessageIsFound() {
    String source =
        "{% if messages[0].role != 'system' %}It is {{ strftime_now('%d.%m.%Y') }}.{% endif %}"
            + "{% for m in messages %}{{ m.content }}\n{% endfor %}{{ tools }}";
    assertThat(TemplateHazards.of(ChatTemplates.jinja(source, "", "", Clock.systemUTC())))
        .filteredOn(hazard -> hazard.id().equals("date"))
        .singleElement()
        .satisfies(
            hazard -> {
              assertThat(hazard.title()).endsWith("when the request has no system message");
              assertThat(hazard.offset()).isBetween(6, 9);
            });
  }

  @Test
  void anAnswerWrittenDifferentlyIsFound() {
    assertThat(
            ids(
                "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}"
                    + "{% if add_generation_prompt %}assistant> {% endif %}"))
        .contains("generation_prompt");
  }
}
