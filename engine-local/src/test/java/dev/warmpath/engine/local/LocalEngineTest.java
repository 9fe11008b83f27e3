package dev.warmpath.engine.local;

import static dev.warmpath.engine.local.TestEngine.await;
import static dev.warmpath.engine.local.TestEngine.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.CompletionRequest.Cache;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.Sampling;
import dev.warmpath.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalEngineTest {
  private static final String LONG = "You are a careful assistant. ".repeat(40);

  @Test
  void answersLikeTheModelAlone() throws Exception {
    try (TestEngine test = TestEngine.plain(1)) {
      CompletionRequest request = request(LONG, 20);
      Completion completion = test.engine.submit(request);
      Trace trace = await(completion);
      assertThat(trace.generated())
          .isEqualTo(test.runtime.answer(request.tokens().ids(), 20));
      assertThat(trace.text()).isEqualTo(test.engine.tokenizer().text(trace.generated()));
      StringBuilder streamed = new StringBuilder();
      for (Completion.Chunk chunk = completion.take(); chunk != null; chunk = completion.take()) {
        streamed.append(chunk.text());
      }
      assertThat(streamed).hasToString(trace.text());
      assertThat(completion.poll()).isNull();
      assertThat(trace.state()).isEqualTo(Trace.State.DONE);
      test.assertNothingLeaks();
    }
  }

  @Test
  void secondRunOfAPromptComputesOneToken() {
    try (TestEngine test = TestEngine.plain(2)) {
      Trace first = test.run(LONG, 12);
      Trace second = test.run(LONG, 12);
      int prompt = first.counts().prompt();
      assertThat(first.counts().computed()).isEqualTo(prompt);
      assertThat(first.counts().cached()).isZero();
      assertThat(second.counts().cached()).isEqualTo(prompt - 1);
      assertThat(second.counts().computed()).isEqualTo(1);
      assertThat(second.text()).isEqualTo(first.text());
      test.assertNothingLeaks();
    }
  }

  @Test
  void nextTurnReusesTheAnswer() {
    try (TestEngine test = TestEngine.plain(1)) {
      test.runtime.answerLength = 9;
      Trace first = test.run(LONG, 50);
      Trace second = test.run(LONG + first.text() + " And then?", 5);
      assertThat(first.finish()).isEqualTo(Trace.Finish.STOP);
      assertThat(second.counts().inPlace())
          .isEqualTo(first.counts().prompt() + first.counts().completion());
      assertThat(second.counts().computed()).isEqualTo(" And then?".length());
    }
  }

  @Test
  void prefixOfAnEarlierBranchIsRestored() {
    try (TestEngine test = TestEngine.plain(1)) {
      test.run(LONG + "one", 4);
      test.run("something else altogether", 4);
      Trace again = test.run(LONG + "two", 4);
      assertThat(again.counts().restored()).isEqualTo(LONG.length());
      assertThat(again.counts().inPlace()).isZero();
      assertThat(again.counts().computed()).isEqualTo(3);
      assertThat(again.generated())
          .isEqualTo(test.runtime.answer(request(LONG + "two", 4).tokens().ids(), 4));
      test.assertNothingLeaks();
    }
  }

  @Test
  void keysIsolateOrRoute() {
    try (TestEngine test = TestEngine.plain(2)) {
      Trace plain = test.run(request(LONG, Sampling.greedy(2), "", Cache.DEFAULT));
      Trace keyed = test.run(request(LONG, Sampling.greedy(2), "a", Cache.DEFAULT));
      assertThat(keyed.counts().cached()).isZero();
      assertThat(keyed.namespace()).isNotEqualTo(plain.namespace());
      await(test.engine.change(TestEngine.settings().withKeys(EngineSettings.Keys.ROUTE)));
      Trace routed = test.run(request(LONG, Sampling.greedy(2), "b", Cache.DEFAULT));
      assertThat(routed.counts().computed()).isEqualTo(1);
      assertThat(routed.namespace()).isEqualTo(plain.namespace());
      test.assertNothingLeaks();
    }
  }

  @Test
  void cacheOffNeitherReadsNorStores() {
    try (TestEngine test = TestEngine.plain(1)) {
      Trace off = test.run(request(LONG, Sampling.greedy(3), "", Cache.OFF));
      assertThat(off.counts().computed()).isEqualTo(LONG.length());
      assertThat(test.engine.snapshot().totals().tokens()).isZero();
      test.run(LONG, 3);
      Trace again = test.run(request(LONG, Sampling.greedy(3), "", Cache.OFF));
      assertThat(again.counts().computed()).isEqualTo(LONG.length());
      assertThat(test.run(LONG, 3).counts().computed()).isEqualTo(1);
      test.assertNothingLeaks();
    }
  }

  @Test
  void refusesWhatCanNeverRun() {
    try (TestEngine test = TestEngine.plain(1)) {
      assertThatThrownBy(() -> test.engine.submit(request("x".repeat(4096), 1)))
          .isInstanceOf(EngineException.class)
          .hasMessage(
              "The prompt has 4096 tokens; with at least 1 for the answer it exceeds the context "
                  + "of 4096. Shorten it, or load the model with a larger context.");
      assertThatThrownBy(() -> test.engine.submit(request("", 1)))
          .hasMessage("The prompt has no tokens. Add a message to it.");
      Trace fits = test.run("x".repeat(4095), 10);
      assertThat(fits.finish()).isEqualTo(Trace.Finish.LENGTH);
      assertThat(fits.counts().completion()).isEqualTo(1);
      test.assertNothingLeaks();
    }
  }

  @Test
  void fullQueueRefusesAtOnce() {
    try (TestEngine test =
        new TestEngine(
            work -> FakeRuntime.plain(1, work), TestEngine.settings().withQueueLimit(2))) {
      TestEngine.Gate gate = test.gate();
      List<Completion> taken = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        taken.add(test.engine.submit(request("prompt " + i, 2)));
      }
      assertThatThrownBy(() -> test.engine.submit(request("one more", 2)))
          .isInstanceOfSatisfying(
              EngineException.class,
              refused -> assertThat(refused.kind()).isEqualTo(EngineException.Kind.QUEUE_FULL));
      gate.open();
      taken.forEach(completion -> await(completion));
      test.run("one more", 2);
      test.assertNothingLeaks();
    }
  }

  @Test
  void identicalPromptsAtOnceArePrefilledOnce() {
    try (TestEngine test = TestEngine.plain(4)) {
      TestEngine.Gate gate = test.gate();
      Completion first = test.engine.submit(request(LONG, 6));
      gate.awaitReached();
      Completion second = test.engine.submit(request(LONG, 6));
      gate.open();
      assertThat(await(first).counts().computed()).isEqualTo(LONG.length());
      Trace waited = await(second);
      assertThat(waited.counts().computed()).isEqualTo(1);
      assertThat(waited.counts().restored()).isEqualTo(LONG.length() - 1);
      assertThat(waited.text()).isEqualTo(await(first).text());
      test.assertNothingLeaks();
    }
  }

  @Test
  void closeEndsEveryRequest() {
    TestEngine test = TestEngine.plain(1);
    TestEngine.Gate gate = test.gate();
    List<Completion> open =
        IntStream.range(0, 5)
            .mapToObj(i -> test.engine.submit(request("prompt " + i, 1000)))
            .toList();
    gate.awaitReached();
    Thread closing = Thread.ofPlatform().start(test.engine::close);
    while (!test.engine.evaluatedTokens().isCompletedExceptionally()) {
      Thread.onSpinWait(); // until the engine takes no more work
    }
    gate.open();
    for (Completion completion : open) {
      assertThatThrownBy(() -> await(completion))
          .isInstanceOfSatisfying(
              EngineException.class,
              closed -> assertThat(closed.kind()).isEqualTo(EngineException.Kind.CLOSED));
    }
    assertThat(closing).satisfies(thread -> thread.join());
    assertThat(test.runtime.closed()).isTrue();
    assertThat(test.runtime.references()).isZero();
    assertThat(test.engine.traces().all()).allMatch(t -> t.state() == Trace.State.FAILED);
    assertThatThrownBy(() -> test.engine.submit(request("late", 1)))
        .isInstanceOf(EngineException.class);
    test.engine.close();
  }

  @Test
  void failedLoadIsThrownToTheCaller() {
    assertThatThrownBy(
            () ->
                new LocalEngine(
                    () -> {
                      throw new EngineException(EngineException.Kind.BAD_MODEL, "no such file");
                    },
                    TestEngine.settings()))
        .hasMessage("no such file");
  }

  @Test
  void stopTextEndsTheAnswerAndIsNotPartOfIt() {
    try (TestEngine test = TestEngine.plain(1)) {
      String whole = test.run(LONG, 30).text();
      String stop = whole.substring(10, 13);
      Sampling sampling =
          new Sampling(30, 0, 1, 0, 0, null, 0, 0, Map.of(), List.of(stop), -1, null);
      Trace stopped = test.run(request(LONG, sampling, "", Cache.DEFAULT));
      assertThat(stopped.text()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
      assertThat(stopped.finish()).isEqualTo(Trace.Finish.STOP);
    }
  }

  @Test
  void badGrammarFailsTheRequestOnly() {
    try (TestEngine test = TestEngine.plain(1)) {
      Sampling sampling =
          new Sampling(3, 0, 1, 0, 0, null, 0, 0, Map.of(), List.of(), -1, "broken");
      assertThatThrownBy(() -> test.run(request(LONG, sampling, "", Cache.DEFAULT)))
          .hasMessage("The grammar is broken.");
      test.run(LONG, 3);
      test.assertNothingLeaks();
    }
  }

  @Test
  void clearingABranchKeepsTheOthers() {
    try (TestEngine test = TestEngine.plain(2)) {
      test.run(LONG + "first", 3);
      test.run(LONG + "second", 3);
      int[] branch = request(LONG + "f", 1).tokens().ids();
      assertThat(await(test.engine.clear(test.engine.namespace("", ""), branch)))
          .isEqualTo("first".length() + 2);
      assertThat(test.run(LONG + "second", 3).counts().computed()).isEqualTo(1);
      assertThat(test.run(LONG + "first", 3).counts().computed()).isEqualTo("first".length());
      test.assertNothingLeaks();
    }
  }

  @Test
  void prefixesExpireAfterInactivity() {
    try (TestEngine test = TestEngine.plain(1)) {
      test.run(LONG, 3);
      test.wallSeconds.addAndGet(599);
      assertThat(test.run(LONG, 3).counts().computed()).isEqualTo(1);
      test.wallSeconds.addAndGet(601);
      assertThat(test.run(LONG, 3).counts().computed()).isEqualTo(LONG.length());
      test.assertNothingLeaks();
    }
  }

  @Test
  void idleEngineWritesRowsBack() {
    try (TestEngine test = TestEngine.plain(1)) {
      test.run(LONG, 3);
      test.awaitThat(() -> test.engine.snapshot().totals().hostTokens() == LONG.length() + 2);
      assertThat(test.engine.snapshot().totals().tokens()).isEqualTo(LONG.length() + 2);
    }
  }

  @Test
  void peekForetellsTheRun() {
    try (TestEngine test = TestEngine.plain(2)) {
      test.run(LONG + "a", 3);
      test.run(LONG + "b", 3);
      int[] next = request(LONG + "ab", 1).tokens().ids();
      PrefixMatch match = test.engine.snapshot().peek(test.engine.namespace("", ""), next);
      Trace trace = test.run(LONG + "ab", 1);
      assertThat(trace.counts().cached()).isEqualTo(match.matched());
      assertThat(test.engine.predict(match)).isNotNull();
      assertThat(trace.prediction().matched()).isEqualTo(match.matched());
    }
  }

  @Test
  void traceAddsUp() {
    try (TestEngine test = TestEngine.plain(1)) {
      Trace trace = test.run(LONG, 8);
      Trace.Phases phases = trace.phases();
      assertThat(trace.counts().inPlace() + trace.counts().restored() + trace.counts().computed())
          .isEqualTo(trace.counts().prompt());
      assertThat(phases.chunks().stream().mapToInt(Trace.PrefillChunk::tokens).sum())
          .isEqualTo(trace.counts().computed());
      assertThat(phases.firstToken())
          .isGreaterThanOrEqualTo(phases.tokenize() + phases.queue() + phases.prefill());
      assertThat(phases.total()).isGreaterThanOrEqualTo(phases.firstToken() + phases.decode());
      assertThat(test.engine.traces().all()).containsExactly(trace);
      assertThat(await(test.engine.evaluatedTokens()))
          .isEqualTo(trace.counts().computed() + trace.counts().completion() - 1);
    }
  }
}
