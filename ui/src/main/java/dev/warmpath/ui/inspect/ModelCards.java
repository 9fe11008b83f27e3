package dev.warmpath.ui.inspect;

import dev.warmpath.engine.EngineInfo;
import dev.warmpath.template.TemplateHazards.Hazard;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.inspect.Card.Fact;
import dev.warmpath.ui.models.ModelSheet;
import dev.warmpath.ui.ports.ModelOptions;
import dev.warmpath.ui.ports.ModelSource.ModelFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of the open model, as cards. Pure. */
final class ModelCards {
  private ModelCards() {}

  /**
   * @param hazards of its template; null while they are looked for
   */
  static List<Card> of(
      LoadedModel loaded, @Nullable ModelFile file, @Nullable ModelOptions options,
      @Nullable List<Hazard> hazards) {
    List<Card> cards = new ArrayList<>();
    if (!loaded.warning().isEmpty()) {
      cards.add(
          new Card(
              "model-warning", "Warning", List.of(),
              List.of(new RunText.Run(loaded.warning(), RunText.Style.PLAIN)), true));
    }
    cards.add(Card.facts("model-running", "Running", running(loaded.engine().info(), options)));
    cards.addAll(hazards(hazards));
    if (file != null) {
      cards.add(
          Card.facts(
              "model-file", "Model file",
              ModelSheet.facts(file).stream()
                  .map(row -> Fact.of(row.name(), row.value(), row.note()))
                  .toList()));
    }
    return List.copyOf(cards);
  }

  private static List<Fact> running(EngineInfo info, @Nullable ModelOptions options) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        Fact.of(
            "Device", info.device(), info.device().equals(info.backend()) ? "" : info.backend()));
    facts.add(
        Fact.of(
            "Context", Figures.count(info.context(), "token", "tokens"),
            "in each of " + Figures.count(info.slots(), "slot", "slots")));
    facts.add(
        Fact.of(
            "KV per token", Figures.bytes(info.bytesPerToken()),
            options == null ? "" : "as " + options.kvType()));
    facts.add(
        Fact.of(
            "Reuse",
            switch (info.rewind()) {
              case ROWS -> "every matching token";
              case SNAPSHOT -> "whole saved states only";
              case NONE -> "none: it cannot rewind";
            }));
    if (options != null) {
      for (ModelOptions.Adapter adapter : options.adapters()) {
        facts.add(
            Fact.of("Adapter", adapter.file().getFileName().toString(), "× " + adapter.scale()));
      }
    }
    for (String note : info.notes()) {
      facts.add(Fact.of("Note", note));
    }
    return facts;
  }

  private static List<Card> hazards(@Nullable List<Hazard> hazards) {
    if (hazards == null) {
      return List.of(plain("template", "Template", "Looking for what moves its first token…"));
    }
    if (hazards.isEmpty()) {
      return List.of(
          plain(
              "template", "Template",
              "Nothing in it moves the first tokens: what was sent before is found again."));
    }
    List<Card> cards = new ArrayList<>();
    for (Hazard hazard : hazards) {
      cards.add(plain("hazard-" + hazard.id(), "Template · " + hazard.title(),
          hazard.explanation()));
    }
    return cards;
  }

  private static Card plain(String id, String title, String text) {
    return Card.text(id, title, List.of(new RunText.Run(text, RunText.Style.PLAIN)));
  }
}
