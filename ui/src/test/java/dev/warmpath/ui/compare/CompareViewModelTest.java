package dev.warmpath.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.Selection;
import dev.warmpath.ui.WordTokens;
import dev.warmpath.ui.canvas.RunText;

import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.tree.DesignTree;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CompareViewModelTest {
  private final FakeEngine engine = new FakeEngine();
  private final Selection selection = new Selection();
  private final CompareViewModel model = new CompareViewModel(engine.feed(), selection);
  private final WordTokens words = new WordTokens();

  @Test
  void saysWhereTheyPart() {
    compare("one two three four five six", "one two drei four five six", 2);

    assertThat(model.comparison().get().summary())
        .isEqualTo("same for 2 tokens, then 1 token differs, 3 tokens are the same again");
  }

  @Test
  void countsSeveralPlacesAndStepsThroughThem() {
    compare("a b c d e f g h i j k l", "a X c d e f Y h i j k l", 1);

    assertThat(model.comparison().get().summary())
        .isEqualTo("same for 1 token, then 2 tokens differ in 2 places, 9 tokens are the same"
            + " again");
    assertThat(model.comparison().get().current()).isZero();
    model.step(1);
    assertThat(model.comparison().get().current()).isEqualTo(1);
    model.step(1);
    assertThat(model.comparison().get().current()).isZero();
    model.goTo(11);
    assertThat(model.comparison().get().current()).isEqualTo(1);
  }

  @Test
  void marksTheTextByWhatHappenedToIt() {
    compare("one two three four five six", "one two drei four five six", 2);

    assertThat(styles(false))
        .isEqualTo("WARM[one two]LOST[ three]PLAIN[ four five six]");
    assertThat(styles(true))
        .isEqualTo(
            "WARM[one two]MARK[\u00a0token\u00a02\u00a0]CHANGED[ drei]COLD[ four five six]");
  }

  @Test
  void samePromptsAreTheSame() {
    compare("one two", "one two", 1);

    assertThat(model.comparison().get().summary()).isEqualTo("the same 2 tokens");
    model.step(1);
    assertThat(styles(true)).isEqualTo("WARM[one two]");
  }

  @Test
  void saysOnceWhyUnchangedTextIsCold() {
    List<RunText.Run> runs =
        CompareViewModel.again(new RunText.Run("\nHandbook\nReturns", RunText.Style.COLD));
    assertThat(runs)
        .extracting(RunText.Run::text)
        .containsExactly(
            "\nHandbook", " \u00a0same\u00a0text,\u00a0computed\u00a0again", "\nReturns");
    assertThat(runs.get(1).style()).isEqualTo(RunText.Style.DIM);

    RunText.Run oneLine = new RunText.Run("Handbook", RunText.Style.COLD);
    assertThat(CompareViewModel.again(oneLine)).containsExactly(oneLine);
  }

  @Test
  void anExcerptEndsWithAWholeLine() {
    assertThat(CompareViewModel.cutAtLine(new RunText.Run("a\nb\n- ", RunText.Style.COLD)))
        .extracting(RunText.Run::text)
        .containsExactly("a\nb\n", "…");
    assertThat(CompareViewModel.cutAtLine(new RunText.Run("one two", RunText.Style.COLD)))
        .extracting(RunText.Run::text)
        .containsExactly("one two", " …");
  }

  @Test
  void swapAndClose() {
    compare("one two three", "one two drei", 2);
    model.swap();
    assertThat(model.comparison().get().first().id()).isEqualTo(2);
    model.close();
    assertThat(model.comparison().get()).isNull();
    assertThat(selection.request().get()).isEqualTo(2);
  }

  private void compare(String first, String second, int cached) {
    engine.traces(
        List.of(
            words.trace(1, first, 0, DesignTree.DEMO, DesignTree.NOW),
            words.trace(2, second, cached, DesignTree.DEMO, DesignTree.NOW)));
    selection.request().set(2L);
    selection.compared().set(1L);
  }

  private String styles(boolean second) {
    return CompareViewModel.text(model.comparison().get(), second).stream()
        .map((RunText.Run run) -> run.style() + "[" + run.text() + "]")
        .collect(Collectors.joining());
  }
}
