package dev.warmpath.engine.local;

import static dev.warmpath.engine.local.TestEngine.await;
import static dev.warmpath.engine.local.TestEngine.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.engine.Completion;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineException.Kind;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.ModelRuntime.Decoded;
import dev.warmpath.trace.Trace;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineFaultsTest {
  private static final String LONG = "Everything that can break does break. ".repeat(40);

  private static void failNth(TestEngine test, int nth, Decoded outcome) {
    AtomicInteger calls = new AtomicInteger();
    test.runtime.script = batch -> calls.incrementAndGet() == nth ? outcome : null;
  }

  private static void assertKind(Throwable failure, Kind kind) {
    assertThat(failure).isInstanceOf(EngineException.class);
    assertThat(((EngineException) failure).kind()).isEqualTo(kind);
  }

  private static int[] expected(TestEngine test, String text, int maxTokens) {
    return test.runtime.answer(request(text, maxTokens).tokens().ids(), maxTokens);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8})
  void failedBatchFailsItsRequestAndNothingElse(int nth) {
    try (TestEngine test = TestEngine.plain(2)) {
      failNth(test, nth, Decoded.FAILED);
      assertThatThrownBy(() -> test.run(LONG, 10))
          .satisfies(failure -> assertKind(failure, Kind.COMPUTE_FAILED));
      Trace again = test.run(LONG, 10);
      assertThat(again.generated()).isEqualTo(expected(test, LONG, 10));
      assertThat(again.counts().computed()).isEqualTo(LONG.length());
      assertThat(test.engine.faults().failed()).isEqualTo(1);
      test.assertNothingLeaks();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8})
  void abortedBatchIsContinuedWithTheSameAnswer(int nth) {
    try (TestEngine test = TestEngine.plain(2)) {
      failNth(test, nth, Decoded.ABORTED);
      Trace trace = test.run(LONG, 10);
      assertThat(trace.generated()).isEqualTo(expected(test, LONG, 10));
      assertThat(trace.counts().computed()).isEqualTo(LONG.length());
      assertThat(test.engine.faults().aborted()).isEqualTo(1);
      assertThat(test.run(LONG, 10).counts().computed()).isEqualTo(1);
      test.assertNothingLeaks();
    }
  }

  @Test
  void endlessAbortsFailTheRequest() {
    try (TestEngine test = TestEngine.plain(1)) {
      test.runtime.script = batch -> batch.size() == 1 ? Decoded.ABORTED : null;
      assertThatThrownBy(() -> test.run(LONG, 10))
          .satisfies(failure -> assertKind(failure, Kind.COMPUTE_FAILED))
          .hasMessageContaining("16 batches in a row");
      test.runtime.script = batch -> null;
      assertThat(test.run(LONG, 3).counts().computed()).isEqualTo(1);
      test.assertNothingLeaks();
    }
  }

  @Test
  void noRoomIsTriedOnceMoreAfterEmptyingIdleSlots() {
    try (TestEngine test = TestEngine.plain(2)) {
      test.run("another prompt", 5);
      failNth(test, 1, Decoded.NO_ROOM);
      assertThat(test.run(LONG, 10).generated()).isEqualTo(expected(test, LONG, 10));
      assertThat(test.engine.faults().noRoom()).isEqualTo(1);
      Trace other = test.run("another prompt", 5);
      assertThat(other.counts().restored()).isEqualTo("another prompt".length() - 1);
      test.assertNothingLeaks();
    }
  }

  @Test
  void noRoomForGoodFailsAndKeepsWhatWasComputed() {
    try (TestEngine test = TestEngine.plain(1)) {
      AtomicInteger calls = new AtomicInteger();
      test.runtime.script = batch -> calls.incrementAndGet() > 1 ? Decoded.NO_ROOM : null;
      assertThatThrownBy(() -> test.run(LONG, 10))
          .satisfies(failure -> assertKind(failure, Kind.OUT_OF_MEMORY));
      test.runtime.script = batch -> null;
      Trace again = test.run(LONG, 10);
      assertThat(again.counts().cached()).isEqualTo(512);
      assertThat(again.generated()).isEqualTo(expected(test, LONG, 10));
      test.assertNothingLeaks();
    }
  }

  @Test
  void throwingRuntimeFailsTheRequestOnly() {
    try (TestEngine test = TestEngine.plain(1)) {
      AtomicInteger calls = new AtomicInteger();
      test.runtime.script =
          batch -> {
            if (calls.incrementAndGet() == 2) {
              throw new IllegalStateException("native trouble");
            }
            return null;
          };
      assertThatThrownBy(() -> test.run(LONG, 10))
          .satisfies(failure -> assertKind(failure, Kind.COMPUTE_FAILED))
          .hasMessageContaining("native trouble");
      assertThat(test.run(LONG, 10).generated()).isEqualTo(expected(test, LONG, 10));
      test.assertNothingLeaks();
    }
  }

  @Test
  void refusedRestoreMeansAColdRun() {
    try (TestEngine test = TestEngine.plain(1)) {
      test.run(LONG, 4);
      test.emptySlots();
      test.runtime.acceptsRestore = rows -> false;
      Trace trace = test.run(LONG, 4);
      assertThat(trace.counts().cached()).isZero();
      assertThat(trace.counts().computed()).isEqualTo(LONG.length());
      assertThat(trace.generated()).isEqualTo(expected(test, LONG, 4));
      assertThat(test.engine.faults().restoresRefused()).isEqualTo(1);
      test.runtime.acceptsRestore = rows -> true;
      test.assertNothingLeaks();
    }
  }

  @Test
  void withoutHostMemoryTokensStayInTheirSlot() {
    try (TestEngine test = TestEngine.plain(2)) {
      test.runtime.hostMemory = false;
      test.run(LONG, 4);
      test.awaitThat(() -> test.engine.faults().savesRefused() > 0);
      assertThat(test.engine.snapshot().totals().hostTokens()).isZero();
      assertThat(test.run(LONG, 4).counts().inPlace()).isEqualTo(LONG.length() - 1);
      test.assertNothingLeaks();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCopyThatThrowsCostsNoRequestAndNotTheEngine(boolean outOfMemory) {
    try (TestEngine test = TestEngine.plain(1)) {
      AtomicInteger tries = new AtomicInteger();
      test.runtime.beforeSave =
          () -> {
            tries.incrementAndGet();
            if (outOfMemory) {
              throw new OutOfMemoryError("no heap for the copy");
            }
            throw new IllegalStateException("the copy broke");
          };
      test.run(LONG, 4);
      test.awaitThat(() -> tries.get() == 1);
      assertThat(test.run("something else", 3).generated())
          .isEqualTo(expected(test, "something else", 3));
      assertThat(test.run(LONG, 4).counts().computed()).isEqualTo(LONG.length());
      assertThat(test.engine.faults().savesRefused()).isPositive();
      test.runtime.beforeSave = () -> {};
      test.assertNothingLeaks();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void memoryThatRunsOutInAStepFailsItsRequestOnly(int nth) {
    try (TestEngine test = TestEngine.plain(1)) {
      AtomicInteger calls = new AtomicInteger();
      test.runtime.script =
          batch -> {
            if (calls.incrementAndGet() == nth) {
              throw new OutOfMemoryError("no heap");
            }
            return null;
          };
      assertThatThrownBy(() -> test.run(LONG, 10))
          .satisfies(failure -> assertKind(failure, Kind.OUT_OF_MEMORY));
      assertThat(test.run(LONG, 10).generated()).isEqualTo(expected(test, LONG, 10));
      test.assertNothingLeaks();
    }
  }

  @Test
  void wholeStatesWithoutHostMemoryMeanAColdRun() {
    try (TestEngine test =
        new TestEngine(
            work -> new FakeRuntime(1, 4096, 512, EngineInfo.Rewind.SNAPSHOT, work),
            TestEngine.settings())) {
      test.runtime.hostMemory = false;
      Trace first = test.run(LONG, 5);
      test.run("something else", 3);
      Trace next = test.run(LONG + first.text() + " And?", 5);
      assertThat(next.counts().cached()).isZero();
      assertThat(next.generated())
          .isEqualTo(expected(test, LONG + first.text() + " And?", 5));
      assertThat(test.engine.faults().savesRefused()).isPositive();
      test.assertNothingLeaks();
    }
  }

  @Test
  void aRefusedWholeStateMeansAColdRun() {
    try (TestEngine test =
        new TestEngine(
            work -> new FakeRuntime(1, 4096, 512, EngineInfo.Rewind.SNAPSHOT, work),
            TestEngine.settings())) {
      Trace first = test.run(LONG, 5);
      test.run("something else", 3);
      test.runtime.acceptsRestore = rows -> false;
      Trace next = test.run(LONG + first.text() + " And?", 5);
      assertThat(next.counts().cached()).isZero();
      assertThat(next.generated())
          .isEqualTo(expected(test, LONG + first.text() + " And?", 5));
      assertThat(test.engine.faults().restoresRefused()).isEqualTo(1);
      test.assertNothingLeaks();
    }
  }

  @Test
  void aListenerThatThrowsHarmsNoRequestAndNoOtherListener() {
    try (TestEngine test = TestEngine.plain(1)) {
      AtomicInteger heard = new AtomicInteger();
      test.engine.onEvent(
          event -> {
            throw new IllegalStateException("a listener's own trouble");
          });
      test.engine.onEvent(event -> heard.incrementAndGet());
      assertThat(test.run(LONG, 4).generated()).isEqualTo(expected(test, LONG, 4));
      assertThat(test.run(LONG, 4).counts().computed()).isEqualTo(1);
      assertThat(heard).hasPositiveValue();
      test.assertNothingLeaks();
    }
  }

  @Test
  void budgetOfNothingStillContinuesInPlace() {
    try (TestEngine test =
        new TestEngine(work -> FakeRuntime.plain(2, work), EngineSettings.withBudget(0))) {
      test.run(LONG, 4);
      assertThat(test.run(LONG, 4).counts().computed()).isEqualTo(1);
      test.run("a", 1);
      test.run("b", 1);
      test.run("c", 1);
      assertThat(test.run(LONG, 4).generated()).isEqualTo(expected(test, LONG, 4));
      assertThat(test.runtime.store().usedBytes()).isZero();
      test.assertNothingLeaks();
    }
  }

  @Test
  void smallBudgetEvictsAndSaysSo() {
    long budget = 40 * 16 * FakeRuntime.BYTES_PER_TOKEN;
    try (TestEngine test =
        new TestEngine(work -> FakeRuntime.plain(1, work), EngineSettings.withBudget(budget))) {
      int evicted = 0;
      for (int i = 0; i < 12; i++) {
        Trace trace = test.run(i + " " + "x".repeat(200), 3);
        evicted += trace.counts().evicted();
        assertThat(test.runtime.store().usedBytes()).isLessThanOrEqualTo(budget);
      }
      assertThat(evicted).isPositive();
      test.assertNothingLeaks();
    }
  }

  @Test
  void cancelWhileWaitingEndsTheRequestUnstarted() {
    try (TestEngine test = TestEngine.plain(1)) {
      TestEngine.Gate gate = test.gate();
      Completion running = test.engine.submit(request(LONG, 3));
      gate.awaitReached();
      Completion waiting = test.engine.submit(request("waits", 3));
      waiting.cancel();
      waiting.cancel();
      gate.open();
      assertThat(await(waiting).state()).isEqualTo(Trace.State.CANCELLED);
      assertThat(await(waiting).counts().computed()).isZero();
      assertThat(await(running).state()).isEqualTo(Trace.State.DONE);
      running.cancel();
      test.assertNothingLeaks();
    }
  }

  @Test
  void cancelWhileWaitingForAnothersPrefixEndsTheRequestUnstarted() {
    try (TestEngine test = TestEngine.plain(2)) {
      TestEngine.Gate gate = test.gate();
      Completion first = test.engine.submit(request(LONG, 3));
      gate.awaitReached();
      Completion waits = test.engine.submit(request(LONG + "?", 3));
      Completion alsoWaits = test.engine.submit(request(LONG + "!", 3));
      waits.cancel();
      gate.open();
      assertThat(await(waits).state()).isEqualTo(Trace.State.CANCELLED);
      assertThat(await(waits).counts().computed()).isZero();
      assertThat(await(first).state()).isEqualTo(Trace.State.DONE);
      assertThat(await(alsoWaits).counts().computed()).isEqualTo(1);
      test.assertNothingLeaks();
    }
  }

  @Test
  void whoWaitsForAPrefixGoesOnAloneWhenTheOtherIsCancelled() {
    try (TestEngine test = TestEngine.plain(2)) {
      TestEngine.Gate gate = test.gate();
      Completion first = test.engine.submit(request(LONG, 3));
      gate.awaitReached();
      Completion waits = test.engine.submit(request(LONG + "?", 3));
      first.cancel();
      gate.open();
      Trace cancelled = await(first);
      assertThat(cancelled.state()).isEqualTo(Trace.State.CANCELLED);
      Trace alone = await(waits);
      assertThat(alone.counts().cached()).isEqualTo(cancelled.counts().computed());
      assertThat(alone.generated()).isEqualTo(expected(test, LONG + "?", 3));
      test.assertNothingLeaks();
    }
  }

  @Test
  void whoWaitsForAPrefixGetsItWhereAllOfTheOthersPromptFindsNoRoom() {
    String shared = "s".repeat(600);
    EngineSettings settings =
        EngineSettings.withBudget(640 * FakeRuntime.BYTES_PER_TOKEN); // not for 1,024 tokens
    try (TestEngine test = new TestEngine(work -> FakeRuntime.plain(2, work), settings)) {
      TestEngine.Gate gate = test.gate();
      Completion first = test.engine.submit(request(shared + "a".repeat(1000), 3));
      gate.awaitReached();
      Completion waits = test.engine.submit(request(shared + "bbb", 3));
      gate.open();
      assertThat(await(first).counts().computed()).isEqualTo(1600);
      Trace waited = await(waits);
      assertThat(waited.counts().restored()).isEqualTo(600);
      assertThat(waited.counts().computed()).isEqualTo(3);
      assertThat(waited.generated()).isEqualTo(expected(test, shared + "bbb", 3));
      test.assertNothingLeaks();
    }
  }

  @Test
  void cancelInThePrefillKeepsWhatWasComputed() {
    try (TestEngine test = TestEngine.plain(1)) {
      TestEngine.Gate gate = test.gate();
      Completion completion = test.engine.submit(request(LONG, 3));
      gate.awaitReached();
      completion.cancel();
      gate.open();
      Trace cancelled = await(completion);
      assertThat(cancelled.state()).isEqualTo(Trace.State.CANCELLED);
      assertThat(cancelled.counts().computed()).isBetween(1, 512);
      assertThat(cancelled.counts().completion()).isZero();
      Trace again = test.run(LONG, 3);
      assertThat(again.counts().cached()).isEqualTo(cancelled.counts().computed());
      assertThat(again.generated()).isEqualTo(expected(test, LONG, 3));
      test.assertNothingLeaks();
    }
  }

  @Test
  void cancelWhileAnsweringKeepsTheAnswerSoFar() throws Exception {
    try (TestEngine test = TestEngine.plain(1)) {
      Completion completion = test.engine.submit(request(LONG, 2000));
      completion.take();
      completion.take();
      completion.cancel();
      Trace cancelled = await(completion);
      assertThat(cancelled.generated().length).isGreaterThanOrEqualTo(2);
      assertThat(cancelled.generated())
          .isEqualTo(expected(test, LONG, cancelled.generated().length));
      assertThat(test.run(LONG, 3).counts().computed()).isEqualTo(1);
      test.assertNothingLeaks();
    }
  }
}
