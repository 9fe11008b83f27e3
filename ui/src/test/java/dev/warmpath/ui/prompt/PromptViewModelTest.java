package dev.warmpath.ui.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.EngineException;
import dev.warmpath.token.Segment;
import dev.warmpath.ui.fakes.PlayedCompletion;
import dev.warmpath.ui.prompt.model.ForecastWords;
import dev.warmpath.ui.prompt.model.SegmentForecast;
import dev.warmpath.ui.prompt.model.SegmentItem;
import dev.warmpath.ui.prompt.text.TokenRuns;
import dev.warmpath.ui.prompt.text.TokenState;
import dev.warmpath.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;

/** No toolkit is started here: the view model must not need one. */
class PromptViewModelTest {
  private static final int CONTEXT = 200;

  private final PromptFixture fixture = new PromptFixture(CONTEXT);
  private final PromptViewModel model = fixture.model;

  private static Workspace support() {
    return PromptFixture.workspace(
        PromptFixture.segment("s", Segment.Kind.SYSTEM, "You help with boots."),
        PromptFixture.segment("u", Segment.Kind.USER, "The zipper broke."));
  }

  private SegmentItem item(String id) {
    return model.document().find(id).orElseThrow();
  }

  private SegmentForecast segment(String id) {
    return item(id).forecast().get();
  }

  private static List<TokenState> states(TokenRuns runs) {
    List<TokenState> states = new ArrayList<>();
    for (int run = 0; run < runs.size(); run++) {
      states.add(runs.state(run));
    }
    return states;
  }

  private ForecastWords words() {
    return ForecastWords.of(
        model.forecast().get(), model.problem().get(), true,
        model.workspace().get().segments().isEmpty());
  }

  @Test
  void everythingIsColdBeforeTheFirstRunAndWarmButTheLastTokenAfterIt() {
    model.open(support());
    assertThat(fixture.forecast().hits()).isZero();
    assertThat(states(segment("s").runs())).containsOnly(TokenState.COLD);
    fixture.run("Send it in.");
    assertThat(fixture.forecast().hits()).isEqualTo(fixture.forecast().promptTokens() - 1);
    assertThat(states(segment("s").runs())).containsOnly(TokenState.RESTORED);
    assertThat(segment("s").hitShare()).isEqualTo(1);
  }

  @Test
  void anEditEndsTheCacheAtTheFirstDifferentTokenAndMarksIt() {
    model.open(support());
    fixture.run("Send it in.");
    int at = "You help with ".length();
    model.document().replace("s", at, at + 5, "socks", true);
    SegmentForecast system = segment("s");
    assertThat(system.markAt()).isEqualTo(at - 1);
    assertThat(system.hits()).isEqualTo(3);
    assertThat(states(system.runs()).subList(0, 3)).containsOnly(TokenState.RESTORED);
    assertThat(states(segment("u").runs())).containsOnly(TokenState.COLD);
    assertThat(segment("u").markAt()).isEqualTo(-1);
  }

  @Test
  void whatWasCachedAndIsGoneIsLost() {
    model.open(support());
    fixture.run("Send it in.");
    fixture.engine.evictAll();
    fixture.feed.poll();
    assertThat(fixture.forecast().hits()).isZero();
    assertThat(states(segment("u").runs())).containsOnly(TokenState.LOST);
    model.document().replace("u", 0, 3, "My", true);
    assertThat(states(segment("s").runs())).containsOnly(TokenState.LOST);
    assertThat(states(segment("u").runs())).containsOnly(TokenState.COLD);
  }

  @Test
  void aVariableTakesTheStateOfWhatItIsFilledWith() {
    model.open(
        PromptFixture.workspace(
            PromptFixture.segment("s", Segment.Kind.SYSTEM, "Now: {{now}} end.")));
    fixture.run("ok");
    fixture.clock.pass(Duration.ofMinutes(1));
    model.document().replace("s", 17, 17, "!", true);
    TokenRuns runs = segment("s").runs();
    int now = runs.at(7);
    assertThat(runs.start(now)).isEqualTo(5);
    assertThat(runs.end(now)).isEqualTo(12);
    assertThat(runs.state(now)).isEqualTo(TokenState.COLD);
    assertThat(segment("s").markAt()).isEqualTo(5);
  }

  @Test
  void sendsFreshlyFilledVariablesAndCountsHowOftenSegmentsChange() {
    model.open(
        new Workspace(
            "w", "",
            List.of(
                PromptFixture.segment("s", Segment.Kind.SYSTEM, "Stable."),
                PromptFixture.segment("c", Segment.Kind.USER, "Run {{counter}}")),
            Map.of(), Workspace.Sampling.DEFAULT, "", List.of(), Map.of(), Map.of()));
    for (int run = 0; run < 3; run++) {
      fixture.run("ok");
    }
    assertThat(fixture.engine.requests.stream().map(r -> r.prompt().text()).toList())
        .satisfiesExactly(
            first -> assertThat(first).contains("Run 1<"),
            second -> assertThat(second).contains("Run 2<"),
            third -> assertThat(third).contains("Run 3<"));
    assertThat(item("s").stability().get().words()).isEqualTo("stable · 3 runs");
    assertThat(item("c").stability().get().words()).isEqualTo("changes every run");
  }

  @Test
  void streamsTheAnswerPollByPollAndShowsWhatHappenedBesideTheForecast() {
    model.open(support());
    model.send(false);
    assertThat(model.running().get()).isTrue();
    PlayedCompletion running = fixture.engine.running.getLast();
    running.say("Send ");
    model.poll();
    assertThat(model.run().get().answer()).hasToString("Send ");
    running.say("it in.");
    running.finish();
    model.poll();
    assertThat(model.run().get().answer()).hasToString("Send it in.");
    assertThat(model.running().get()).isFalse();
    int tokens = fixture.forecast().promptTokens();
    assertThat(ForecastWords.actual(model.run().get(), model.run().get().trace().get()))
        .isEqualTo("last run 0 of " + tokens + " hit · first token 8.0 ms (forecast 8.0 ms)");
  }

  @Test
  void refusesASecondSendWhileOneRuns() {
    model.open(support());
    model.send(false);
    model.send(false);
    assertThat(fixture.engine.requests).hasSize(1);
  }

  @Test
  void aColdRunUsesNoCache() {
    model.open(support());
    model.send(true);
    assertThat(fixture.engine.requests.getLast().cache()).isEqualTo(CompletionRequest.Cache.OFF);
  }

  @Test
  void cancelStopsTheRunningRequestAndKeepsWhatItSaid() {
    model.open(support());
    model.send(false);
    fixture.engine.running.getLast().say("Half");
    model.cancel();
    model.poll();
    assertThat(fixture.engine.running.getLast().cancelled).isTrue();
    assertThat(model.running().get()).isFalse();
    assertThat(model.run().get().answer()).hasToString("Half");
  }

  @Test
  void continueMakesTheAnswerTheNextTurn() {
    model.open(support());
    fixture.run("Send it in.");
    model.continueConversation();
    assertThat(model.workspace().get().segments())
        .extracting(segment -> segment.kind() + ":" + segment.text())
        .containsExactly(
            "SYSTEM:You help with boots.", "USER:The zipper broke.", "ASSISTANT:Send it in.",
            "USER:");
    assertThat(model.run().get()).isNull();
    model.document().undo();
    assertThat(model.workspace().get().segments()).hasSize(2);
  }

  @Test
  void anErrorOfTheEngineBecomesABannerAndNothingRuns() {
    model.open(support());
    fixture.engine.refuse(
        new EngineException(EngineException.Kind.QUEUE_FULL, "64 requests wait; try again"));
    model.send(false);
    assertThat(model.banner().get()).isEqualTo("64 requests wait; try again");
    assertThat(model.running().get()).isFalse();
    model.send(false);
    fixture.engine.running.getLast().fail(
        new EngineException(EngineException.Kind.COMPUTE_FAILED, "the device failed"));
    model.poll();
    assertThat(model.banner().get()).isEqualTo("the device failed");
    assertThat(model.running().get()).isFalse();
  }

  @Test
  void aBrokenToolsSegmentIsAProblemNotACrash() {
    model.open(
        PromptFixture.workspace(
            new Segment("t", Segment.Kind.TOOLS, "Tools", "[{", false, false),
            PromptFixture.segment("u", Segment.Kind.USER, "Hi")));
    assertThat(fixture.forecast()).isNull();
    assertThat(model.problem().get()).startsWith("segment \"Tools\" ");
    model.document().replace("t", 0, 2, "[]", false);
    assertThat(model.problem().get()).isEmpty();
    assertThat(fixture.forecast()).isNotNull();
  }

  @Test
  void tellsWhatMustGoWhenThePromptIsTooLong() {
    model.open(
        PromptFixture.workspace(
            PromptFixture.segment("s", Segment.Kind.SYSTEM, "word ".repeat(150)),
            PromptFixture.segment("u", Segment.Kind.USER, "more ".repeat(60))));
    int tokens = fixture.forecast().promptTokens();
    assertThat(fixture.forecast().excess()).isEqualTo(tokens + 1 - CONTEXT);
    assertThat(words().trouble()).isTrue();
    assertThat(words().length())
        .isEqualTo(
            "prompt %d of 200 context · %d tokens must go: shorten “User” (61)"
                .formatted(tokens, tokens + 1 - CONTEXT));
  }

  @Test
  void theForecastSaysTokensTimesAndLength() {
    model.open(support());
    fixture.run("ok");
    int tokens = fixture.forecast().promptTokens();
    assertThat(words().hits()).isEqualTo("22");
    assertThat(words().ofTokens())
        .isEqualTo(" of 23 tokens would hit (95.7 %)");
    assertThat(words().times())
        .startsWith("est. TTFT 1.6 ms · cold 8.0 ms · " + tokens + " of 200 context");
  }

  @Test
  void describesATokenByIdPiecePositionBlockAndState() {
    model.open(support());
    int first = segment("s").runs().token(0);
    int id = fixture.forecast().tokens().id(first);
    assertThat(model.describe(first))
        .isEqualTo(
            "“You”  id %d%nposition 3 of %d · block 0%ncold · will be computed"
                .formatted(id, fixture.forecast().promptTokens()));
    assertThat(model.describe(-1)).isEmpty();
  }

  @Test
  void aSuggestionBecomesTheLastQuestion() {
    model.open(support());
    model.suggest("And the soles?");
    assertThat(item("u").text()).hasToString("And the soles?");
    model.document().undo();
    assertThat(item("u").text()).hasToString("The zipper broke.");
  }

  @Test
  void reorderingIsForecastAtOnce() {
    model.open(
        PromptFixture.workspace(
            PromptFixture.segment("a", Segment.Kind.SYSTEM, "First."),
            PromptFixture.segment("b", Segment.Kind.CONTEXT, "Second."),
            PromptFixture.segment("u", Segment.Kind.USER, "Hi")));
    fixture.run("ok");
    model.document().move("b", 0);
    assertThat(segment("b").hits()).isZero();
    model.document().move("b", 1);
    assertThat(segment("u").hitShare()).isEqualTo(1);
  }

  @Test
  void foldingChangesNoForecast() {
    model.open(support());
    Object before = fixture.forecast();
    model.document().fold("s", true);
    assertThat(fixture.forecast()).isSameAs(before);
  }

  @Test
  void withoutAModelItSaysSoInsteadOfSending() {
    fixture.feed.show(null);
    model.open(support());
    model.send(false);
    assertThat(model.banner().get()).isEqualTo("No model is open. Open one, then send again.");
    assertThat(fixture.forecast()).isNull();
  }

  @Test
  void sharesTheWindowsWorkspaceInBothDirections() {
    SimpleObjectProperty<Workspace> shared = new SimpleObjectProperty<>(support());
    SimpleBooleanProperty edited = new SimpleBooleanProperty();
    model.share(shared, edited, new SimpleStringProperty("support-bot.warmpath"));
    model.document().replace("u", 0, 3, "My", true);
    assertThat(shared.get().segments().getLast().text()).isEqualTo("My zipper broke.");
    Workspace renamed = shared.get();
    shared.set(
        new Workspace(
            "other name", "", renamed.segments(), Map.of("who", "me"), renamed.sampling(), "",
            List.of(), Map.of(), Map.of()));
    assertThat(model.workspace().get().name()).isEqualTo("other name");
    model.document().undo();
    assertThat(shared.get().segments().getLast().text()).isEqualTo("The zipper broke.");
    shared.set(PromptFixture.workspace(PromptFixture.segment("n", Segment.Kind.USER, "New")));
    assertThat(item("n").text()).hasToString("New");
    assertThat(model.document().canUndo().get()).isFalse();
    edited.set(true);
    assertThat(model.edited().get()).isTrue();
  }
}
