package dev.warmpath.ui.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.template.ChatTemplates;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.models.ModelCatalog;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.tree.TreeActions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The open model in the inspector, with what its template risks. */
class ModelCardsTest {
  private static final String QWEN =
      "{% for m in messages %}{% if m.role == 'assistant' %}<|im_start|>assistant\n"
          + "{{ m.content.split('</think>')[-1].lstrip('\\n') }}<|im_end|>\n{% else %}"
          + "<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endif %}{% endfor %}"
          + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

  private final FakePorts fakes = new FakePorts();
  private final EngineFeed feed = new EngineFeed();
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final Ports ports = fakes.ports(Clock.systemUTC(), work::add, Runnable::run);
  private final ModelsViewModel models =
      new ModelsViewModel(ports, feed, new ModelCatalog(ports), ModelsViewModel.Role.MAIN);
  private final InspectorViewModel inspector =
      new InspectorViewModel(
          feed, new Selection(), Clock.systemUTC(), TreeActions.none(), models);

  @Test
  void withoutAModelThereIsNothingToShow() {
    assertThat(inspector.content().get()).isEqualTo(InspectorViewModel.Content.NOTHING);
  }

  @Test
  void aTemplateThatDropsReasoningIsNamedOnceItWasLookedAtAwayFromTheFxThread() {
    open(QWEN);

    assertThat(words()).contains("Looking for what moves its first token").doesNotContain("drops");

    while (!work.isEmpty()) {
      work.remove().run();
    }

    assertThat(words())
        .contains("Template · This template drops earlier reasoning")
        .contains("Every turn re-computes from the last answer")
        .contains("Licence: apache-2.0")
        .contains("Memory: rewinds to any token")
        .contains("KV per token: 3.07 kB");
  }

  @Test
  void aHarmlessTemplateIsSaidToBeHarmless() {
    open(
        "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}"
            + "{% if tools %}{% endif %}{% if add_generation_prompt %}assistant: {% endif %}");
    while (!work.isEmpty()) {
      work.remove().run();
    }

    assertThat(words()).contains("Nothing in it moves the first tokens");
  }

  private void open(String template) {
    models.adopt(
        fakes.models.demo,
        new LoadedModel(
            new FakeEngine(Clock.systemUTC(), Runnable::run),
            ChatTemplates.jinja(template, "", "", Clock.systemUTC()), ""));
  }

  private String words() {
    return inspector.content().get().cards().stream()
        .map(
            card ->
                card.title() + "\n"
                    + card.facts().stream()
                        .map(fact -> fact.name() + ": " + fact.value() + " " + fact.note() + "\n")
                        .collect(Collectors.joining())
                    + card.text().stream().map(run -> run.text()).collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }
}
