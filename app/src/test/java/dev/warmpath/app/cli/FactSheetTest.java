package dev.warmpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactSheetTest {
  private static Map<String, @Nullable Object> facts(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      facts.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return facts;
  }

  @Test
  void sectionsHaveAlignedFactsAndSizesAreReadable() {
    Map<String, @Nullable Object> report =
        facts(
            "system", facts("os", "Linux", "cores", 2),
            "devices",
                List.of(facts("name", "CPU", "backend", "CPU", "memory_free", 25_276_502_016L)),
            "gpu_fallback", List.of(),
            "model_file",
                facts(
                    "name", "demo", "parameters", 6_822_144L, "licence", null, "truncated", false,
                    "file_bytes", 7_398_976L,
                    "kv_bytes_per_token", 3072L, "memory", facts("weights_bytes", 7_267_328L)),
            "template_hazards",
                List.of(
                    facts(
                        "id", "tools", "explanation", "x".repeat(100), "prompt_kept_share",
                        0.343)));
    assertThat(FactSheet.of(report))
        .isEqualTo(
            """
            System
              os     Linux
              cores  2

            Devices
              CPU · backend CPU · memory free 25 GB

            GPU fallback
              none

            Model file
              name          demo
              parameters    6,822,144
              licence       unknown
              truncated     no
              size          7.40 MB
              kv per token  3.07 kB
              memory
                weights  7.27 MB

            Template hazards
              tools
                explanation %s
                prompt kept 34.3 %%
            """
                .formatted("x".repeat(100)));
  }

  @Test
  void aProblemIsASectionOfItsOwn() {
    assertThat(FactSheet.of(facts("problem", "The file is missing.")))
        .isEqualTo("Problem\n  The file is missing.\n");
  }
}
