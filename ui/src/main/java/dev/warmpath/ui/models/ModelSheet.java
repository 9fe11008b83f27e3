package dev.warmpath.ui.models;

import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.gguf.ModelFit;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.ports.ModelOptions;
import dev.warmpath.ui.ports.ModelSource.Device;
import dev.warmpath.ui.ports.ModelSource.ModelFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that is known of a model before it is loaded, as rows. Pure. */
public final class ModelSheet {
  private ModelSheet() {}

  /**
   * One row.
   *
   * @param name what it is
   * @param value the value
   * @param note said after it, less loudly; may be empty
   */
  public record Row(String name, String value, String note) {}

  /** What the file's header says. */
  public static List<Row> facts(ModelFile file) {
    ModelFacts facts = file.facts();
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row(
            "Architecture", facts.architecture(),
            Figures.count(facts.layers(), "layer", "layers")));
    rows.add(
        new Row(
            "Parameters", known(facts.parameters(), ModelWords.parameters(facts.parameters())),
            facts.quantisation()));
    rows.add(
        new Row(
            "Trained for",
            known(facts.contextTokens(), Figures.count(facts.contextTokens()) + " tokens"), ""));
    rows.add(
        new Row(
            "KV per token", Figures.bytes(facts.kvBytesF16()),
            "F16 · " + Figures.bytes(facts.kvBytesQ8()) + " as Q8_0"));
    rows.add(new Row("Memory", memory(facts), ""));
    String tokenizer = String.join(" / ", present(facts.tokenizerModel(), facts.tokenizerPre()));
    rows.add(
        new Row(
            "Tokenizer", tokenizer.isEmpty() ? "not stated" : tokenizer,
            Figures.count(facts.vocabulary(), "token", "tokens")));
    String template = facts.chatTemplate();
    rows.add(
        template == null
            ? new Row("Template", "none", "ChatML is used")
            : new Row(
                "Template", "its own",
                Figures.count(template.length(), "character", "characters")));
    rows.add(
        new Row("Licence", facts.licence().isEmpty() ? "not stated" : facts.licence(), ""));
    rows.add(
        new Row(
            "File", Figures.bytes(facts.fileBytes()),
            facts.truncated()
                ? "cut short: " + Figures.bytes(facts.declaredBytes()) + " are announced"
                : file.file().getFileName().toString()));
    return List.copyOf(rows);
  }

  /** What loading it takes, and what there is on each device. */
  public static List<Row> needs(ModelFile file, ModelOptions options, List<Device> devices) {
    ModelFit fit = options.fit(file.facts(), devices);
    ModelFacts.MemoryNeed need = fit.need();
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row(
            "Needs", Figures.bytes(need.total()),
            "predicted: weights " + Figures.bytes(need.weights()) + " · KV "
                + Figures.bytes(need.kv()) + " · scratch " + Figures.bytes(need.compute())));
    rows.add(
        new Row(
            "For", Figures.count(fit.context(), "token", "tokens"),
            "of context in " + Figures.count(options.slots(), "slot", "slots") + " · KV as "
                + options.kvType()));
    for (Device device : devices) {
      rows.add(new Row(device.room().id(), fits(fit, device), ModelWords.device(device)));
    }
    return List.copyOf(rows);
  }

  private static String fits(ModelFit fit, Device device) {
    if (device.room().freeBytes() <= 0) {
      return "its free memory is unknown";
    }
    int layers = fit.layersOn(device.room());
    int all = fit.facts().layers();
    if (layers >= all && all > 0) {
      return "fits";
    }
    return layers == 0
        ? "does not fit"
        : Figures.count(layers) + " of " + Figures.count(all) + " layers fit";
  }

  private static String memory(ModelFacts facts) {
    return switch (facts.memory()) {
      case PLAIN -> "rewinds to any token";
      case SLIDING_WINDOW ->
          "sees " + Figures.count(facts.slidingWindow()) + " tokens back: cannot rewind";
      case HYBRID -> "keeps a running state in some layers: cannot rewind";
      case RECURRENT -> "keeps a running state: cannot rewind";
    };
  }

  private static String known(long value, String words) {
    return value > 0 ? words : "not stated";
  }

  private static List<String> present(String... words) {
    return Arrays.stream(words).filter(word -> !word.isBlank()).toList();
  }
}
