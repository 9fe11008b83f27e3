package dev.warmpath.ui.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.token.Segment;
import dev.warmpath.ui.fakes.Samples;
import dev.warmpath.ui.prompt.model.PromptDocument;
import dev.warmpath.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsViewModelTest {
  private final Clock clock = Clock.fixed(Instant.parse("2026-11-20T17:04:31Z"), ZoneOffset.UTC);
  private final PromptDocument document = new PromptDocument(clock);
  private final OptionsViewModel options = new OptionsViewModel(document, clock);

  @Test
  void samplingIsStoredWithTheWorkspaceAndSaidInWords() {
    document.open(Samples.small("x"));
    assertThat(options.samplingWords()).isEqualTo("greedy · at most 256 tokens");

    assertThat(options.temperature("0,7")).isEmpty();
    assertThat(options.maxTokens("64")).isEmpty();
    assertThat(options.seed("7")).isEmpty();
    assertThat(options.stop("END\n###\n")).isEmpty();

    assertThat(document.workspace().get().sampling())
        .isEqualTo(new Workspace.Sampling(64, 0.7, null, 7L, List.of("END", "###")));
    assertThat(options.samplingWords())
        .isEqualTo("temperature 0.7 · at most 64 tokens · seed 7");
    assertThat(document.edited().get()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "2.1", "NaN", "Infinity", "warm"})
  void impossibleTemperaturesChangeNothing(String text) {
    document.open(Samples.small("x"));

    assertThat(options.temperature(text)).isPresent();

    assertThat(document.workspace().get().sampling()).isEqualTo(Workspace.Sampling.DEFAULT);
  }

  @Test
  void anEmptyFieldGoesBackToTheDefault() {
    document.open(Samples.small("x"));
    options.maxTokens("64");

    assertThat(options.maxTokens(" ")).isEmpty();

    assertThat(document.workspace().get().sampling().maxTokens()).isNull();
  }

  @Test
  void variablesAreFoundInTheTextAndPreviewedAsSent() {
    document.open(
        Samples.small("Head\nAt {{now}} for {{ customer }}, {{customer}}.\nTail"));
    options.variable("customer", "C-20418");

    assertThat(options.variables())
        .containsExactly(
            new OptionsViewModel.Variable("customer", "C-20418", false),
            new OptionsViewModel.Variable("now", null, true));
    assertThat(options.preview("customer"))
        .isEqualTo("At 2026-11-20T17:04:31Z for C-20418, C-20418.");
    assertThat(document.workspace().get().segments()).extracting(Segment::text)
        .contains("Head\nAt {{now}} for {{ customer }}, {{customer}}.\nTail");
  }
}
