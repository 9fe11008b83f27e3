package dev.warmpath.engine.local;

import static dev.warmpath.engine.local.TestEngine.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.latency.LatencyModel;
import dev.warmpath.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyModelTest {
  @Test
  void saysNothingBeforeTheFirstRequest() {
    LatencyModel model = new LatencyModel(512, 64, 100);
    assertThat(model.predict(100, 0, 0, false, false)).isNull();
    model.learn(trace(0, 700, 0, 5), false);
    assertThat(model.predict(100, 0, 0, false, false)).isNotNull();
  }

  @Test
  void warmUpRequestHardlyCounts() {
    LatencyModel model = new LatencyModel(512, 64, 100);
    model.learn(trace(0, 1000, 0, 8), false);
    for (int i = 0; i < 5; i++) {
      model.learn(trace(0, 800 + 100 * i, 0, 1), false);
    }
    double truth = truth(0, 1000, 0);
    assertThat((double) model.firstTokenNanos(0, 1000, 0, false, false))
        .isBetween(0.9 * truth, 1.15 * truth);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void medianErrorOfMixedRequestsIsUnderTenPercent(long seed) {
    Random random = new Random(seed);
    LatencyModel model = new LatencyModel(512, 64, 100);
    List<Double> errors = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int prompt = 50 + random.nextInt(3000);
      int reused = random.nextInt(3) == 0 ? 0 : random.nextInt(prompt);
      int restored = random.nextBoolean() ? reused : 0;
      double noise = (i == 0 ? 3 : 1) * (1 + 0.05 * random.nextGaussian());
      long expected = model.firstTokenNanos(reused, prompt, restored, false, false);
      Trace trace = trace(reused, prompt, restored, noise);
      if (expected >= 0) {
        double measured = trace.phases().firstToken();
        errors.add(Math.abs(expected - measured) / measured);
      }
      model.learn(trace, false);
    }
    Collections.sort(errors);
    assertThat(errors.get(errors.size() / 2)).as("seed " + seed).isLessThan(0.1);
    assertThat(errors.get(errors.size() * 9 / 10)).as("seed " + seed).isLessThan(0.3);
  }

  @Test
  void predictionStandsBesideTheMeasurementInTheTrace() {
    try (TestEngine test = TestEngine.plain(2)) {
      String prefix = "p".repeat(1500);
      for (int i = 0; i < 10; i++) {
        test.run(request(prefix + "q".repeat(10 * i) + i, 1));
      }
      test.emptySlots();
      Trace trace = test.run(request(prefix + "z", 1));
      Trace.Prediction expected = trace.prediction();
      assertThat(expected).isNotNull();
      assertThat(expected.matched()).isEqualTo(1500);
      assertThat(expected.coldNanos()).isGreaterThan(10 * expected.firstTokenNanos());
    }
  }

  private static double batch(int past, int tokens) {
    double nonLinear = tokens < 8 ? 0.6 : 1;
    return nonLinear * (3e6 + 150_000.0 * tokens + 30.0 * tokens * (past + tokens / 2.0));
  }

  private static double truth(int reused, int prompt, int restored) {
    double nanos = restored * 500.0 + 400_000;
    for (int at = reused; at < prompt; at += 512) {
      nanos += batch(at, Math.min(512, prompt - at));
    }
    return nanos;
  }

  private static Trace trace(int reused, int prompt, int restored, double slower) {
    List<Trace.PrefillChunk> chunks = new ArrayList<>();
    long inBatches = 0;
    for (int at = reused; at < prompt; at += 512) {
      int tokens = Math.min(512, prompt - at);
      long nanos = Math.round(slower * batch(at, tokens));
      inBatches += nanos;
      chunks.add(new Trace.PrefillChunk(at, tokens, nanos));
    }
    long restore = Math.round(slower * restored * 500.0);
    long first = Math.round(slower * truth(reused, prompt, restored));
    long prefill = first - restore;
    assertThat(prefill).isGreaterThanOrEqualTo(inBatches);
    Trace.Phases phases = new Trace.Phases(0, 0, 0, restore, prefill, 0, first, first, chunks);
    Trace.Counts counts =
        new Trace.Counts(prompt, reused - restored, restored, prompt - reused, 1, 0);
    CompletionRequest request = request("x", 1);
    return new Trace(
        1, request.source(), new dev.warmpath.cache.Namespace("m", "", ""), request.prompt(),
        request.tokens(), counts, phases, null, Trace.State.DONE, Trace.Finish.LENGTH, null,
        new int[1], "", 0);
  }
}
