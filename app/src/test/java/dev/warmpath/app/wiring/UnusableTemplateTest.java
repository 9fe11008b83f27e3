package dev.warmpath.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.engine.EngineSettings;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.ui.ports.ModelOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusableTemplateTest {
  @TempDir private Path folder;

  @Test
  void aModelWhoseTemplateCannotBeUsedOpensWithAWarning() throws Exception {
    assertThat(warning("{% for message in messages %}", "{% for message on messages %}"))
        .startsWith("The model's chat template cannot be used (")
        .endsWith("), so ChatML is used instead.")
        .doesNotContain(".)");
    assertThat(warning("tokenizer.chat_template", "tokenizer.chat_templatX"))
        .startsWith("The model file has no chat template, so ChatML is used.");
    assertThat(warning("", "")).isEmpty();
  }

  /** Of the demo model with one text of its header replaced by another of the same length. */
  private String warning(String text, String by) throws Exception {
    // ISO 8859-1 keeps every byte of the weights as it is.
    String model = Files.readString(Wiring.demo(), StandardCharsets.ISO_8859_1);
    Path file = folder.resolve("model.gguf");
    String changed = text.isEmpty() ? model : model.replace(text, by);
    Files.writeString(file, changed, StandardCharsets.ISO_8859_1);
    OpenModel wish =
        new OpenModel(
            file, 256, 1, 1, "cpu", null, ModelFacts.KvType.F16, ModelOptions.FlashAttention.ON,
            List.of(), 1L << 20, null, EngineSettings.Mode.FAST, EngineSettings.Keys.ISOLATE);
    try (Wiring.Opened opened = Wiring.open(wish, part -> true)) {
      return opened.model().warning();
    }
  }
}
