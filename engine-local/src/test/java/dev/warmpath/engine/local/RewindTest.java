package dev.warmpath.engine.local;

import static dev.warmpath.engine.local.TestEngine.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.engine.EngineInfo.Rewind;
import dev.warmpath.trace.Trace;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models whose memory cannot go back, or only as a whole. */
class RewindTest {
  private static final String LONG = "A state that goes on, never back. ".repeat(20);

  private static TestEngine engine(int slots, Rewind rewind) {
    return new TestEngine(
        work -> new FakeRuntime(slots, 4096, 512, rewind, work), TestEngine.settings());
  }

  private static int[] expected(TestEngine test, String text, int maxTokens) {
    return test.runtime.answer(request(text, maxTokens).tokens().ids(), maxTokens);
  }

  @ParameterizedTest
  @EnumSource(value = Rewind.class, names = {"SNAPSHOT", "NONE"})
  void nextTurnContinuesInPlace(Rewind rewind) {
    try (TestEngine test = engine(1, rewind)) {
      test.runtime.answerLength = 9;
      Trace first = test.run(LONG, 50);
      Trace second = test.run(LONG + first.text() + " And then?", 5);
      assertThat(second.counts().inPlace()).isEqualTo(LONG.length() + first.counts().completion());
      assertThat(second.counts().notRewound()).isZero();
      test.assertNothingLeaks();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Rewind.class, names = {"SNAPSHOT", "NONE"})
  void repeatIsComputedAgainAndSaysWhy(Rewind rewind) {
    try (TestEngine test = engine(2, rewind)) {
      Trace first = test.run(LONG, 5);
      Trace second = test.run(LONG, 5);
      assertThat(second.counts().cached()).isZero();
      assertThat(second.counts().computed()).isEqualTo(LONG.length());
      assertThat(second.counts().notRewound()).isEqualTo(LONG.length() - 1);
      assertThat(second.generated()).isEqualTo(first.generated());
      test.assertNothingLeaks();
    }
  }

  @Test
  void wholeStatesAreRestoredAndContinuedFromTheirEnd() {
    try (TestEngine test = engine(1, Rewind.SNAPSHOT)) {
      test.runtime.answerLength = 9;
      Trace first = test.run(LONG, 50);
      test.run("another conversation", 5);
      Trace next = test.run(LONG + first.text() + " And then?", 5);
      assertThat(next.counts().restored()).isEqualTo(LONG.length() + first.counts().completion());
      assertThat(next.generated())
          .isEqualTo(expected(test, LONG + first.text() + " And then?", 5));
      test.assertNothingLeaks();
    }
  }

  @Test
  void promptsAreKeptWholeOnceNothingCanBeShortened() {
    try (TestEngine test = engine(1, Rewind.SNAPSHOT)) {
      test.run(LONG, 5);
      Trace second = test.run(LONG, 5);
      Trace third = test.run(LONG, 5);
      assertThat(second.counts().notRewound()).isEqualTo(LONG.length() - 1);
      assertThat(third.counts().restored()).isEqualTo(LONG.length() - 1);
      assertThat(third.counts().computed()).isEqualTo(1);
      assertThat(third.counts().notRewound()).isZero();
      assertThat(third.generated()).isEqualTo(second.generated());
      test.assertNothingLeaks();
    }
  }

  @Test
  void statesExpireWhileNothingRuns() {
    try (TestEngine test = engine(1, Rewind.SNAPSHOT)) {
      test.run(LONG, 5);
      test.run("another conversation", 5);
      assertThat(test.engine.snapshot().states()).isNotEmpty();
      test.wallSeconds.addAndGet(601);
      test.awaitThat(() -> test.engine.snapshot().states().isEmpty());
      test.awaitThat(() -> test.runtime.references() == 0);
      test.assertNothingLeaks();
    }
  }

  @Test
  void clearingABranchDropsItsStates() {
    try (TestEngine test = engine(1, Rewind.SNAPSHOT)) {
      test.run("one " + LONG, 5);
      test.run("two " + LONG, 5);
      test.emptySlots();
      assertThat(test.engine.snapshot().states()).hasSize(2);
      int[] branch = request("one", 1).tokens().ids();
      TestEngine.await(test.engine.clear(test.engine.namespace("", ""), branch));
      assertThat(test.engine.snapshot().states()).hasSize(1);
      test.assertNothingLeaks();
    }
  }

  @Test
  void memoryThatCanBeShortenedIs() {
    try (TestEngine test = engine(1, Rewind.SNAPSHOT)) {
      test.runtime.shortens = true;
      test.run(LONG, 5);
      Trace second = test.run(LONG, 5);
      assertThat(second.counts().inPlace()).isEqualTo(LONG.length() - 1);
      assertThat(second.generated()).isEqualTo(expected(test, LONG, 5));
      test.assertNothingLeaks();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Rewind.class, names = {"SNAPSHOT", "NONE"})
  void answersAreAlwaysThoseOfAColdRun(Rewind rewind) {
    Random random = new Random(5);
    try (TestEngine test = engine(2, rewind)) {
      String chat = "start";
      int surprises = 0;
      int restored = 0;
      for (int step = 0; step < 150; step++) {
        if (random.nextInt(3) == 0) {
          chat = chat.substring(0, random.nextInt(chat.length()) + 1);
        }
        chat += "x".repeat(1 + random.nextInt(40));
        PrefixMatch forecast =
            test.engine.forecast(
                test.engine.snapshot(), test.engine.namespace("", ""),
                request(chat, 4).tokens().ids());
        Trace trace = test.run(chat, 4);
        assertThat(trace.generated()).as("step " + step).isEqualTo(expected(test, chat, 4));
        // Whether a slot can be shortened is found out by the first that cannot.
        surprises += forecast.matched() == trace.counts().cached() ? 0 : 1;
        restored += trace.counts().restored() > 0 ? 1 : 0;
        chat = (chat + trace.text()).substring(0, Math.min(1000, chat.length()));
        if (random.nextInt(10) == 0) {
          test.emptySlots();
        }
      }
      assertThat(surprises).isLessThanOrEqualTo(1);
      assertThat(restored > 0).isEqualTo(rewind == Rewind.SNAPSHOT);
      test.assertNothingLeaks();
    }
  }
}
