package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.CompletionRequest.Cache;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.EngineSettings.Mode;
import dev.warmpath.engine.Sampling;
import dev.warmpath.engine.local.LocalEngine;
import dev.warmpath.engine.local.Verification;
import dev.warmpath.llama.RuntimeOptions.FlashAttention;
import dev.warmpath.template.ChatTemplate;
import dev.warmpath.template.ChatTemplates;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import dev.warmpath.workspace.Composition;
import dev.warmpath.workspace.Variables;
import dev.warmpath.workspace.Workspace;
import dev.warmpath.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exact mode on the CPU: every bit as in a cold run, flash attention on and off. */
class ExactModeTest {
  /** Room for the longest sample; one thread, as the bits depend on the number. */
  private static final RuntimeOptions OPTIONS =
      RuntimeOptions.defaults().withContext(3072).withSlots(3).withThreads(1);

  private static final Trace.Source SOURCE =
      new Trace.Source(Trace.Source.Kind.COMMAND_LINE, "test", "demo", Instant.EPOCH);

  private static LocalEngine engine(FlashAttention attention) {
    return new LocalEngine(
        () -> Demo.runtime(OPTIONS.withFlashAttention(attention)),
        EngineSettings.withBudget(512L << 20));
  }

  private static CompletionRequest request(Prompt prompt, Tokens tokens, String key, Cache cache) {
    Sampling sampling =
        new Sampling(6, 0, 1, 0, 0, null, 0, 0, Map.of(), List.of(), 20, null);
    return new CompletionRequest(prompt, tokens, sampling, "", key, cache, SOURCE, 0);
  }

  private static CompletionRequest request(int[] ids, String key, Cache cache) {
    int[] ends = new int[ids.length];
    return request(Prompt.plain("random"), new Tokens(ids, ends, ends), key, cache);
  }

  private static List<Path> workspaces() throws IOException {
    try (Stream<Path> files =
        Files.list(Demo.MODEL.getParent().resolveSibling("workspaces"))) {
      return files.filter(file -> file.toString().endsWith(".warmpath")).sorted().toList();
    }
  }

  private static void assertIdentical(Verification.Result result, String what) {
    assertThat(result.inPlace().trace().counts().inPlace()).as(what).isPositive();
    assertThat(result.restored().trace().counts().restored()).as(what).isPositive();
    assertThat(result.inPlace().bitIdentical()).as(what).isTrue();
    assertThat(result.restored().bitIdentical()).as(what).isTrue();
    assertThat(result.passed()).as(what).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = FlashAttention.class, names = {"ON", "OFF"})
  void everySampleWorkspaceIsBitIdentical(FlashAttention attention) throws Exception {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    ChatTemplate template = ChatTemplates.chatMl();
    assertThat(workspaces()).hasSizeGreaterThanOrEqualTo(6);
    try (LocalEngine engine = engine(attention)) {
      for (Path file : workspaces()) {
        Workspace workspace = WorkspaceFile.read(file);
        Variables filled = Variables.fresh(workspace.variables(), clock, new AtomicLong());
        Prompt prompt = template.render(Composition.of(workspace, filled).request());
        CompletionRequest request =
            request(prompt, engine.tokenizer().tokenize(prompt), "", Cache.DEFAULT);
        assertIdentical(
            new Verification(engine).run(request, 8, Mode.EXACT), file.getFileName().toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = FlashAttention.class, names = {"ON", "OFF"})
  void fiftyRandomPromptsAreBitIdentical(FlashAttention attention) throws Exception {
    long seed = 50;
    Random random = new Random(seed);
    try (LocalEngine engine = engine(attention)) {
      for (int i = 0; i < 50; i++) {
        int[] ids = Demo.tokens(seed + i, 65 + random.nextInt(300));
        assertIdentical(
            new Verification(engine).run(request(ids, "", Cache.DEFAULT), 4, Mode.EXACT),
            "seed " + seed + ", prompt " + i);
      }
    }
  }

  /** What a cold run in exact mode reports: tokens with their log-probabilities. */
  private static List<Completion.Chunk> chunks(Completion completion) throws InterruptedException {
    List<Completion.Chunk> chunks = new ArrayList<>();
    for (Completion.Chunk next = completion.take(); next != null; next = completion.take()) {
      chunks.add(next);
    }
    return chunks;
  }

  @ParameterizedTest
  @EnumSource(value = FlashAttention.class, names = {"ON", "OFF"})
  void branchesOfOtherPromptsAreBitIdenticalBesideOtherRequests(FlashAttention attention)
      throws Exception {
    long seed = 77;
    Random random = new Random(seed);
    try (LocalEngine engine = engine(attention)) {
      for (int i = 0; i < 8; i++) {
        int[] first = Demo.tokens(seed + i, 150 + random.nextInt(200));
        int[] second = Demo.tokens(seed + 100 + i, first.length);
        System.arraycopy(first, 0, second, 0, 70 + random.nextInt(70));
        List<Completion.Chunk> cold =
            chunks(engine.submit(request(second, "cold " + i, Cache.EXACT)));
        chunks(engine.submit(request(first, "warm", Cache.EXACT)));
        int[] beside = Demo.tokens(seed + 200 + i, 100);
        List<Completion> others = new ArrayList<>();
        others.add(engine.submit(request(beside, "beside", Cache.FAST)));
        Completion warm = engine.submit(request(second, "warm", Cache.EXACT));
        others.add(engine.submit(request(Arrays.copyOf(beside, 90), "beside", Cache.FAST)));
        assertThat(chunks(warm)).as("seed %d, prompt %d", seed, i).isEqualTo(cold);
        assertThat(warm.result().get().counts().cached()).isGreaterThanOrEqualTo(64);
        for (Completion other : others) {
          other.result().get();
        }
      }
    }
  }
}
