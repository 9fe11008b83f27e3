package dev.warmpath.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LensCatalogTest {

  @Test
  void everyValueOfEveryLensHasSourceDateAndCertainty() {
    List<Lens> lenses = LensCatalog.bundled().all();
    assertThat(lenses).extracting(Lens::id)
        .contains(
            "local", "deepinfra", "devup", "provider-c", "openai", "openai-5.6", "anthropic",
            "deepseek", "gemini", "xai", "fireworks", "groq", "mistral", "azure", "bedrock",
            "alibaba", "vllm", "sglang", "tensorrt-llm", "llama.cpp");
    for (Lens lens : lenses) {
      assertThat(lens.dated()).as(lens.id()).matches("\\d{4}-\\d{2}-\\d{2}");
      for (LensKey key : LensKey.values()) {
        Cited cited = lens.cited(key);
        assertThat(cited.source()).as(lens.id() + " " + key.id()).isNotBlank();
        assertThat(cited.date()).as(lens.id() + " " + key.id())
            .matches("\\d{4}-\\d{2}(-\\d{2})?");
        assertThat(cited.isKnown())
            .as(lens.id() + " " + key.id())
            .isEqualTo(cited.certainty() != Cited.Certainty.UNKNOWN);
      }
    }
  }

  @Test
  void aLensWithoutASourceIsRefused() {
    Lens lens = LensCatalog.bundled().local();
    String text = LensFile.write(lens);
    String cut = text.replaceFirst("\"source\" : \"[^\"]+\"", "\"source\" : \"\"");
    assertThatThrownBy(() -> LensFile.read(cut, "mine.json"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("mine.json: granularity_tokens: a lens value needs a source");
  }

  @Test
  void aMissingRuleIsNamed() {
    String text = LensFile.write(LensCatalog.bundled().local());
    String cut = text.replace("\"unit_rule\"", "\"unit_ruel\"");
    assertThatThrownBy(() -> LensFile.read(cut, "mine.json"))
        .hasMessage("mine.json: unknown rule unit_ruel");
  }

  @Test
  void aFileFromBeforeARuleIsReadAsNotKnowingIt() {
    Lens mistral = LensCatalog.bundled().find("mistral").orElseThrow();
    String older = without(LensFile.write(mistral), "key_required");
    Lens read = LensFile.read(older, "mistral.json");
    assertThat(read)
        .isEqualTo(
            mistral.with(
                LensKey.KEY_REQUIRED,
                new Cited(
                    null, "not in mistral.json", mistral.dated(), Cited.Certainty.UNKNOWN)));
    assertThat(read.caches(LensRequest.of(1, 2))).isTrue();
    assertThat(mistral.caches(LensRequest.of(1, 2))).isFalse();
  }

  @Test
  void anyOtherRuleThatLacksIsNamed() {
    String cut = without(LensFile.write(LensCatalog.bundled().local()), "unit_rule");
    assertThatThrownBy(() -> LensFile.read(cut, "local.json"))
        .hasMessage("lens local lacks unit_rule");
  }

  private static String without(String file, String rule) {
    String cut = file.replaceFirst("\"" + rule + "\" : \\{[^{}]*},?", "");
    assertThat(cut).isNotEqualTo(file);
    return cut;
  }

  @Test
  void writingAndReadingKeepsALens() {
    for (Lens lens : LensCatalog.bundled().all()) {
      assertThat(LensFile.read(LensFile.write(lens), "x")).isEqualTo(lens);
    }
  }

  @Test
  void theUsersFileReplacesTheBundledOneAndABadOneIsNamed(@TempDir Path folder)
      throws IOException {
    Lens mine =
        LensCatalog.bundled().find("openai").orElseThrow()
            .with(
                LensKey.PRICE_INPUT,
                new Cited(2.5, "my contract", "2026-11-21", Cited.Certainty.USER));
    Files.writeString(folder.resolve("openai.json"), LensFile.write(mine));
    Files.writeString(folder.resolve("broken.json"), "{");
    LensCatalog catalog = LensCatalog.load(folder);
    assertThat(catalog.find("openai").orElseThrow().decimal(LensKey.PRICE_INPUT)).hasValue(2.5);
    assertThat(catalog.problems()).hasSize(1).first().asString()
        .startsWith("broken.json is not JSON");
  }

  @Test
  void aliasesFindTheirLens() {
    LensCatalog catalog = LensCatalog.bundled();
    assertThat(catalog.find("Claude").orElseThrow().id()).isEqualTo("anthropic");
    assertThat(catalog.find("nobody")).isEmpty();
  }
}
