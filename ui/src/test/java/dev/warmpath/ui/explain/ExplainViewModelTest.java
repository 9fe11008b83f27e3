package dev.warmpath.ui.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.lens.Cited;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.lens.LensKey;
import dev.warmpath.token.Segment;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.fakes.Samples;
import dev.warmpath.ui.fakes.TickingClock;
import dev.warmpath.ui.fix.FixBarViewModel.Stage;
import dev.warmpath.ui.fix.FixBarViewModel;
import dev.warmpath.ui.prompt.PromptViewModel;
import dev.warmpath.ui.prompt.model.ForecastWords;
import dev.warmpath.ui.requests.VerdictLabel;
import dev.warmpath.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Everything on one thread, with an engine that keeps a real tree. */
class ExplainViewModelTest {
  private final TickingClock clock = new TickingClock();
  private final EngineFeed feed = new EngineFeed();
  private final Selection selection = new Selection();
  private final PromptViewModel prompt =
      new PromptViewModel(
          feed, selection, new LatestTask<>(Runnable::run, Runnable::run),
          new LatestTask<>(Runnable::run, Runnable::run), clock);
  private final ExplainViewModel explain =
      new ExplainViewModel(feed, selection, Runnable::run, Runnable::run, LensCatalog.bundled());
  private final FixBarViewModel fixes = new FixBarViewModel(explain, prompt);
  private final Workspace broken = Samples.all().getLast().workspace();

  ExplainViewModelTest() {
    feed.show(FakeEngine.model(clock, Runnable::run));
    prompt.open(broken);
  }

  @Test
  void theFirstRequestIsNobodysFault() {
    Trace first = send();
    assertThat(verdict(first).cause()).isEqualTo(Cause.COLD_START);
    assertThat(explain.label(first))
        .isEqualTo(new VerdictLabel("first sight", VerdictLabel.Tone.COLD));
    assertThat(fixes.bar().get().stage()).isEqualTo(Stage.HIDDEN);
  }

  @Test
  void aTimestampIsNamedWithItsPlaceAndItsFix() {
    send();
    Trace second = send();

    Verdict verdict = verdict(second);
    assertThat(verdict.cause()).isEqualTo(Cause.VOLATILE_TIME);
    assertThat(verdict.lost()).isPositive();
    assertThat(verdict.lostMillis()).isPresent();
    assertThat(verdict.divergence()).isNotNull();
    assertThat(verdict.divergence().token()).isEqualTo(second.counts().cached());
    assertThat(VerdictWords.older(verdict.divergence())).hasSize(3);
    assertThat(explain.label(second).text()).isEqualTo("timestamp");
    assertThat(fixes.bar().get().stage()).isEqualTo(Stage.PROPOSED);
    assertThat(fixes.bar().get().problem()).isEmpty();
  }

  @Test
  void theSelectedRequestIsShownUnderEveryOtherLens() {
    send();
    Trace second = send();
    selection.request().set(second.id());

    assertThat(explain.verdict().get()).isEqualTo(verdict(second));
    assertThat(explain.rows().get())
        .hasSize(explain.catalog().get().all().size() - 1)
        .allSatisfy(row -> assertThat(row.verdict().prompt()).isEqualTo(second.counts().prompt()));

    assertThat(explain.rows().get())
        .filteredOn(row -> row.lens().id().equals("deepinfra"))
        .singleElement()
        .satisfies(row -> assertThat(row.doubtful()).as("its step is in no source").isTrue());

    selection.request().set(null);
    assertThat(explain.verdict().get()).isNull();
    assertThat(explain.rows().get()).isEmpty();
  }

  @Test
  void anAppliedFixIsOneStepAndItsGainIsMeasured() {
    send();
    send();
    fixes.apply();

    List<Segment> fixed = prompt.workspace().get().segments();
    assertThat(fixed).last().satisfies(
        last -> assertThat(last.text()).isEqualTo("Current time: {{now}}"));
    assertThat(fixes.bar().get().stage()).isEqualTo(Stage.APPLIED);

    fixes.undo();
    assertThat(prompt.workspace().get().segments()).isEqualTo(broken.segments());
    assertThat(fixes.bar().get().stage()).isEqualTo(Stage.PROPOSED);

    fixes.apply();
    send();
    send();
    assertThat(fixes.bar().get().stage()).isEqualTo(Stage.MEASURED);
    assertThat(fixes.bar().get().facts()).contains("realised +");
  }

  @Test
  void theBarSaysWhichRequestItIsFor() {
    assertThat(fixes.request().get()).isZero();
    send();
    Trace second = send();
    assertThat(fixes.request().get()).isEqualTo(second.id());

    fixes.dismiss();
    assertThat(fixes.request().get()).isZero();
  }

  @Test
  void theEvidenceIsTheLineOfTheDifference() {
    send();
    Verdict verdict = verdict(send());

    assertThat(VerdictWords.older(verdict.divergence()))
        .extracting(RunText.Run::text)
        .satisfies(
            texts -> {
              assertThat(texts.getFirst()).startsWith("Current·time:·").doesNotContain("⏎");
              assertThat(texts.getLast()).endsWith("⏎").doesNotContain("Handbook");
            });
  }

  @Test
  void aLensThatNeedsMarkersSaysWhatItAssumes() {
    MarkerPlanViewModel markers =
        new MarkerPlanViewModel(explain, Runnable::run, Runnable::run);
    send();
    Trace second = send();
    selection.request().set(second.id());
    assertThat(markers.outcome().get()).as("the engine's own cache has no markers").isNull();

    Lens anthropic = explain.catalog().get().find("anthropic").orElseThrow();
    explain.lens().set(anthropic);

    assertThat(explain.verdict().get().lens().notes())
        .contains("Judged as if every request asked for one cache marker at its end.");
    assertThat(explain.rows().get())
        .filteredOn(LensRow::marked)
        .extracting(row -> row.lens().id())
        .contains("anthropic")
        .doesNotContain("openai", "deepinfra");
    assertThat(markers.outcome().get().problem()).isEmpty();
    assertThat(MarkerPlanViewModel.words(markers.outcome().get().plan()))
        .containsAnyOf("with the automatic marker alone", "No marker pays");
  }

  @Test
  void twoChangingLinesInARowMoveTogether() {
    List<Segment> segments = new java.util.ArrayList<>(broken.segments());
    segments.set(
        1, segments.get(1).withText("Current time: {{now}}\nRequest id: {{uuid}}\nShop: 7"));
    prompt.open(broken.withSegments(segments));
    send();
    Trace second = send();
    assertThat(fixes.bar().get().stage()).as("%s", verdict(second)).isEqualTo(Stage.PROPOSED);

    fixes.apply();

    assertThat(prompt.workspace().get().segments().get(1).text()).isEqualTo("Shop: 7");
    assertThat(prompt.workspace().get().segments().getLast().text())
        .isEqualTo("Current time: {{now}}\n\nRequest id: {{uuid}}");
    send();
    Trace last = send();
    assertThat(last.counts().cached()).isGreaterThan(last.counts().prompt() * 9 / 10);
  }

  @Test
  void anEditedPromptIsSentAgainBeforeAFix() {
    send();
    send();
    prompt.add(Segment.Kind.USER, "");
    assertThat(fixes.bar().get().problem()).contains("send it again");
    fixes.apply();
    assertThat(prompt.workspace().get().segments()).hasSize(broken.segments().size() + 1);
  }

  @Test
  void aDismissedFixStaysAwayUntilTheNextRun() {
    send();
    send();
    fixes.dismiss();
    assertThat(fixes.bar().get().stage()).isEqualTo(Stage.HIDDEN);
    send();
    assertThat(fixes.bar().get().stage()).isEqualTo(Stage.PROPOSED);
  }

  @Test
  void aColdRunNeedsNoCause() {
    send();
    prompt.send(true);
    explain.ranCold(prompt.run().get().id());
    finish();
    assertThat(explain.label(lastTrace()).text()).isEqualTo("cold run");
    assertThat(fixes.bar().get().stage()).isEqualTo(Stage.HIDDEN);
  }

  @Test
  void anotherLensCountsOtherTokensInTheForecast() {
    prompt.open(Samples.all().getFirst().workspace());
    send();
    int exact = prompt.forecast().get().hits();

    explain.lens().set(explain.catalog().get().find("openai").orElseThrow());
    prompt.lens().set(explain.forecastLens());

    int counted = prompt.forecast().get().hits();
    assertThat(counted).isEqualTo(exact < 1024 ? 0 : exact / 128 * 128);
    assertThat(prompt.forecast().get().stateOf(counted).warm()).isFalse();
    assertThat(words()).contains("OpenAI");
  }

  @Test
  void costAppearsOnlyWhereAPriceIsTypedIn() {
    prompt.open(Samples.all().getFirst().workspace());
    send();
    Lens vllm = explain.catalog().get().find("vllm").orElseThrow();
    explain.lens().set(vllm);
    prompt.lens().set(explain.forecastLens());
    assertThat(words()).contains("price unknown").doesNotContain("$");

    Cited price = new Cited(0.5, "typed in by you", "2026-11-20", Cited.Certainty.USER);
    explain
        .catalog()
        .set(
            explain.catalog().get().with(
                vllm.with(LensKey.PRICE_INPUT, price).with(LensKey.PRICE_CACHED, price)));
    prompt.lens().set(explain.forecastLens());
    assertThat(words()).contains("$").contains("at lens price");
  }

  @Test
  void anotherModelForgetsWhatWasKnown() {
    Trace first = send();
    feed.show(FakeEngine.model(clock, Runnable::run));
    assertThat(explain.verdictOf(first.id())).isNull();
    assertThat(verdict(send()).cause()).isEqualTo(Cause.COLD_START);
  }

  @Test
  void resultsOfAnOldLensAreDropped() {
    Deque<Runnable> late = new ArrayDeque<>();
    ExplainViewModel slow =
        new ExplainViewModel(feed, selection, late::add, Runnable::run, LensCatalog.bundled());
    send();
    Trace second = send();
    Runnable old = late.removeFirst();
    slow.lens().set(slow.catalog().get().find("openai").orElseThrow());
    old.run();
    assertThat(slow.verdictOf(second.id())).isNull();
    while (!late.isEmpty()) {
      late.removeFirst().run();
    }
    assertThat(slow.verdictOf(second.id())).isNotNull();
    assertThat(slow.verdictOf(second.id()).measured()).isFalse();
  }

  private String words() {
    ForecastWords words = ForecastWords.of(prompt.forecast().get(), "", true, false);
    return words.ofTokens() + words.times();
  }

  private Trace send() {
    clock.pass(Duration.ofMinutes(2));
    prompt.send(false);
    finish();
    return lastTrace();
  }

  private Trace lastTrace() {
    return Objects.requireNonNull(prompt.run().get().trace().get());
  }

  private void finish() {
    feed.poll();
    prompt.poll();
  }

  private Verdict verdict(Trace trace) {
    return Objects.requireNonNull(explain.verdictOf(trace.id()));
  }
}
