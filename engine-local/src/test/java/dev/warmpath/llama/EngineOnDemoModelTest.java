package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.CompletionRequest.Cache;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.EngineSettings.Mode;
import dev.warmpath.engine.Sampling;
import dev.warmpath.engine.local.EngineFaults;
import dev.warmpath.engine.local.LocalEngine;
import dev.warmpath.engine.local.Verification;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Prompt.Origin;
import dev.warmpath.trace.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole engine on the real native library and the demo model. */
class EngineOnDemoModelTest {
  /** One thread: with more, a busy build machine makes every batch wait for a descheduled one. */
  private static final RuntimeOptions OPTIONS =
      RuntimeOptions.defaults().withContext(3072).withSlots(3).withThreads(1);

  private static LocalEngine engine(RuntimeOptions options) {
    return new LocalEngine(
        () -> Demo.runtime(options), EngineSettings.withBudget(512L << 20));
  }

  /** ChatML, as the demo model was trained. */
  private static Prompt chat(List<String[]> messages) {
    StringBuilder text = new StringBuilder();
    List<Prompt.Span> spans = new ArrayList<>();
    for (String[] message : messages) {
      add(text, spans, "<|im_start|>" + message[0] + "\n", Origin.TEMPLATE);
      add(text, spans, message[1], Origin.FIELD);
      add(text, spans, "<|im_end|>\n", Origin.TEMPLATE);
    }
    add(text, spans, "<|im_start|>assistant\n", Origin.TEMPLATE);
    return new Prompt(text.toString(), spans);
  }

  private static void add(
      StringBuilder text, List<Prompt.Span> spans, String part, Origin origin) {
    if (!part.isEmpty()) {
      int start = text.length();
      text.append(part);
      spans.add(new Prompt.Span(start, text.length(), origin, "", -1));
    }
  }

  /**
   * The sample conversations up to their question. The documents sample asks its first follow-up:
   * the two likeliest words of its own answer are 0.007 apart, less than a batch's shape changes.
   */
  private static List<List<String[]>> samples() {
    JsonNode file =
        JsonMapper.shared().readTree(Demo.MODEL.resolveSibling("sample-prompts.json"));
    List<List<String[]>> samples = new ArrayList<>();
    for (JsonNode sample : file.get("samples")) {
      List<String[]> messages = new ArrayList<>();
      for (JsonNode message : sample.get("messages")) {
        messages.add(
            new String[] {
              message.get("role").asString(), message.get("content").asString()
            });
      }
      while (messages.getLast()[0].equals("assistant")) {
        messages.removeLast();
      }
      if (sample.get("workload").asString().equals("rag")) {
        String question = sample.get("followups").get(0).get("user").asString();
        messages.set(messages.size() - 1, new String[] {"user", question});
      }
      samples.add(messages);
    }
    return samples;
  }

  private static CompletionRequest request(
      LocalEngine engine, Prompt prompt, int maxTokens, Cache cache) {
    Trace.Source source =
        new Trace.Source(Trace.Source.Kind.COMMAND_LINE, "test", "demo", Instant.EPOCH);
    return new CompletionRequest(
        prompt, engine.tokenizer().tokenize(prompt), Sampling.greedy(maxTokens), "", "", cache,
        source, 0);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Trace run(LocalEngine engine, Prompt prompt, int maxTokens, Cache cache) {
    return await(engine.submit(request(engine, prompt, maxTokens, cache)).result());
  }

  private static void assertNothingLeaks(LocalEngine engine) {
    await(engine.check());
    assertThat(engine.faults())
        .isEqualTo(new EngineFaults(0, 0, 0, 0, engine.faults().aborted(), 0));
    assertThat(engine.snapshot().totals().pinnedTokens()).isZero();
    await(engine.clear(null));
    assertThat(engine.snapshot().totals().tokens()).isZero();
    assertThat(engine.snapshot().totals().hostBytes()).isZero();
  }

  @Test
  void repeatedSampleComputesOneTokenAndAnswersTheSame() {
    try (LocalEngine engine = engine(OPTIONS)) {
      for (List<String[]> messages : samples()) {
        Prompt prompt = chat(messages);
        long before = await(engine.evaluatedTokens());
        Trace first = run(engine, prompt, 24, Cache.DEFAULT);
        Trace second = run(engine, prompt, 24, Cache.DEFAULT);
        await(engine.alone(bare -> 0));
        Trace third = run(engine, prompt, 24, Cache.DEFAULT);
        int size = first.counts().prompt();
        assertThat(second.counts().inPlace()).isEqualTo(size - 1);
        assertThat(second.counts().computed()).isEqualTo(1);
        assertThat(third.counts().restored()).isEqualTo(size - 1);
        assertThat(third.counts().computed()).isEqualTo(1);
        assertThat(second.text()).isEqualTo(first.text()).isNotBlank();
        assertThat(third.text()).isEqualTo(first.text());
        int decoded = 0;
        for (Trace trace : List.of(first, second, third)) {
          boolean last = trace.finish() == Trace.Finish.STOP;
          decoded += trace.counts().completion() - (last ? 0 : 1);
        }
        assertThat(await(engine.evaluatedTokens()) - before)
            .isEqualTo(first.counts().computed() + 2 + decoded);
      }
      assertNothingLeaks(engine);
    }
  }

  @Test
  void nextTurnReusesTheAnswer() {
    try (LocalEngine engine = engine(OPTIONS)) {
      List<String[]> messages = new ArrayList<>(samples().getFirst());
      Trace first = run(engine, chat(messages), 64, Cache.DEFAULT);
      assertThat(first.finish()).isEqualTo(Trace.Finish.STOP);
      messages.add(new String[] {"assistant", first.text()});
      messages.add(new String[] {"user", "And on Sunday?"});
      Trace second = run(engine, chat(messages), 16, Cache.DEFAULT);
      assertThat(second.counts().inPlace())
          .isEqualTo(first.counts().prompt() + first.counts().completion());
      assertNothingLeaks(engine);
    }
  }

  @Test
  void fastModeGivesTheSameGreedyTokensOnTheSamples() throws Exception {
    try (LocalEngine engine = engine(OPTIONS)) {
      for (List<String[]> messages : samples()) {
        CompletionRequest request = request(engine, chat(messages), 1, Cache.DEFAULT);
        Verification.Result result = new Verification(engine).run(request, 16, Mode.FAST);
        assertThat(result.passed()).isTrue();
        assertThat(result.restored().largestLogitDifference()).isLessThan(1);
      }
    }
  }

  @Test
  void concurrentRequestsAnswerLikeLoneOnes() {
    try (LocalEngine engine = engine(OPTIONS)) {
      List<Trace> alone = new ArrayList<>();
      for (List<String[]> messages : samples()) {
        alone.add(run(engine, chat(messages), 12, Cache.OFF));
      }
      List<Completion> together = new ArrayList<>();
      for (int round = 0; round < 2; round++) {
        for (List<String[]> messages : samples()) {
          together.add(
              engine.submit(request(engine, chat(messages), 12, Cache.DEFAULT)));
        }
      }
      int computed = 0;
      for (int i = 0; i < together.size(); i++) {
        Trace trace = await(together.get(i).result());
        assertThat(trace.text()).isEqualTo(alone.get(i % alone.size()).text());
        computed += trace.counts().computed();
      }
      int unique = alone.stream().mapToInt(trace -> trace.counts().prompt()).sum();
      assertThat(computed).isLessThanOrEqualTo(unique + alone.size());
      assertNothingLeaks(engine);
    }
  }

  @Test
  void interleavedSubmitsAndCancelsLeakNothing() {
    long seed = 7;
    Random random = new Random(seed);
    RuntimeOptions small = Demo.OPTIONS.withThreads(1);
    try (LocalEngine engine = engine(small)) {
      await(engine.change(engine.settings().withQueueLimit(500)));
      List<Completion> open = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        Prompt prompt =
            Prompt.plain("Group " + random.nextInt(5) + " asks. ".repeat(random.nextInt(40)) + i);
        Cache cache = Cache.values()[random.nextInt(4)];
        open.add(engine.submit(request(engine, prompt, 1 + random.nextInt(4), cache)));
        if (random.nextInt(10) < 7) {
          open.get(random.nextInt(open.size())).cancel();
        }
      }
      for (Completion completion : open) {
        assertThat(await(completion.result()).state().ended()).isTrue();
      }
      assertNothingLeaks(engine);
    }
  }
}
