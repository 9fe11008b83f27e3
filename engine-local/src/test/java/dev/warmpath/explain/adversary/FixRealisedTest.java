package dev.warmpath.explain.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.Sampling;
import dev.warmpath.engine.local.LocalEngine;
import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.fix.Fix;
import dev.warmpath.explain.fix.FixKind;
import dev.warmpath.explain.session.ExplainSession;
import dev.warmpath.explain.session.SessionFile;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.llama.LlamaLibrary;
import dev.warmpath.llama.LlamaRuntime;
import dev.warmpath.llama.ModelOptions;
import dev.warmpath.llama.RuntimeOptions;
import dev.warmpath.template.ChatTemplates;
import dev.warmpath.trace.Trace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every kind of fix, applied to several sessions and run on the real engine. */
class FixRealisedTest {
  private static final long SEED = Long.getLong("warmpath.seed", 77);

  /** Sessions per kind: enough to meet several shapes of body, few enough for a busy machine. */
  private static final int SESSIONS = 3;

  private static final Set<Cause> FIXABLE =
      EnumSet.of(
          Cause.VOLATILE_TIME, Cause.VOLATILE_ID, Cause.SERIALIZATION_DRIFT, Cause.WHITESPACE_ONLY,
          Cause.TOOLS_REORDERED, Cause.DOCUMENTS_REORDERED, Cause.BLOCK_MOVED, Cause.ROLE_CHANGED,
          Cause.REASONING_STRIPPED, Cause.TEMPLATE_HEAD_PARAM);

  /** ChatML that shows a flag at its head, so that a changed flag costs something. */
  private static final String TEMPLATE =
      "{% if reasoning_effort %}<|im_start|>system\nEffort: {{ reasoning_effort }}<|im_end|>\n"
          + "{% endif %}{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n'"
          + " + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}"
          + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

  private int namespaces;

  @Test
  void everyKindRealisesWhatItPredicts() throws Exception {
    Map<FixKind, Integer> seen = new EnumMap<>(FixKind.class);
    List<String> wrong = new ArrayList<>();
    List<Trouble> troubles = new ArrayList<>(TextTroubles.all());
    troubles.addAll(TalkTroubles.all());
    troubles.addAll(OtherTroubles.all());
    java.util.Collections.shuffle(troubles, new Random(SEED));
    try (LocalEngine engine = engine()) {
      Renderer renderer =
          new Renderer(
              ChatTemplates.withToolBlock(
                  ChatTemplates.jinja(TEMPLATE, "", "", Clock.systemUTC())),
              engine.tokenizer());
      for (Trouble trouble : troubles) {
        for (Dialect dialect : trouble.dialects()) {
          if (FIXABLE.contains(trouble.cause())) {
            Trouble.Pair pair =
                trouble.make().apply(
                    new Material(new Random(Objects.hash(SEED, trouble.name(), dialect))));
            Map<String, Object> before = dialect.body(pair.before());
            Map<String, Object> after = dialect.body(pair.after());
            tryFixes(engine, renderer, before, after, seen, wrong, trouble.name() + " " + dialect);
          }
        }
      }
    }
    assertThat(wrong).as("seed %d", SEED).isEmpty();
    // A provider's marker says nothing to this engine.
    assertThat(EnumSet.complementOf(EnumSet.of(FixKind.ADD_CACHE_MARKER)))
        .as("kinds with sessions").isEqualTo(seen.keySet());
  }

  private void tryFixes(
      LocalEngine engine, Renderer renderer, Map<String, Object> before,
      Map<String, Object> after, Map<FixKind, Integer> seen, List<String> wrong, String name)
      throws Exception {
    Verdict verdict =
        new ExplainSession(renderer, LensCatalog.bundled().local())
            .explain(
                SessionFile.read(JsonTree.text(before), "before"),
                SessionFile.read(JsonTree.text(after), "after"))
            .getFirst()
            .verdict();
    int without = -1;
    for (Fix fix : verdict.fixes()) {
      if (seen.getOrDefault(fix.kind(), 0) >= SESSIONS) {
        continue;
      }
      seen.merge(fix.kind(), 1, Integer::sum);
      if (without < 0) {
        without = cached(engine, renderer.render(before), renderer.render(after));
      }
      int with =
          cached(
              engine, renderer.render(fix.change().apply(before)),
              renderer.render(fix.change().apply(after)));
      double realised = (double) (with - without) / fix.gainTokens();
      if (realised < 0.95 || realised > 1.05) {
        wrong.add(
            name + ": " + fix.kind() + " predicted " + fix.gainTokens() + ", realised "
                + (with - without));
      }
    }
  }

  /** Cached tokens of the second of two requests in a namespace of their own. */
  private int cached(LocalEngine engine, Rendered first, Rendered second) throws Exception {
    String key = "pair " + namespaces++;
    run(engine, first, key);
    return run(engine, second, key).counts().cached();
  }

  private static Trace run(LocalEngine engine, Rendered rendered, String key) throws Exception {
    Trace.Source source =
        new Trace.Source(Trace.Source.Kind.COMMAND_LINE, "test", "demo", Instant.EPOCH);
    return engine
        .submit(
            new CompletionRequest(
                rendered.prompt(), rendered.tokens(), Sampling.greedy(1), "", key,
                CompletionRequest.Cache.FAST, source, 0))
        .result()
        .get(120, TimeUnit.SECONDS);
  }

  private static LocalEngine engine() {
    Path file =
        Path.of(System.getProperty("warmpath.samples", "../samples"))
            .resolve("model/warmpath-demo-Q8_0.gguf");
    return new LocalEngine(
        () ->
            LlamaRuntime.open(
                LlamaLibrary.load(), ModelOptions.of(file).withDevice(ModelOptions.CPU),
                RuntimeOptions.defaults().withContext(4096).withSlots(1).withThreads(1),
                part -> true),
        EngineSettings.withBudget(512L << 20));
  }
}
