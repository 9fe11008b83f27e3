package dev.warmpath.explain.adversary;

import static dev.warmpath.explain.adversary.Dialect.object;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.cause.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Recorded sessions in which the cache, not the text, is the reason. */
final class CacheTroubles {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  private CacheTroubles() {}

  /**
   * A recording whose last step has one known reason.
   *
   * @param lens the rules to judge by
   * @param lines the file's lines
   */
  record Recording(String lens, List<String> lines) {}

  /** One kind of recording. */
  record Kind(String name, Cause cause, Function<Material, Recording> make) {}

  static List<Kind> all() {
    return List.of(
        new Kind("pause", Cause.TTL_EXPIRED, m -> {
          String lens = m.pick(List.of("anthropic", "groq", "openai"));
          int most = lens.equals("groq") ? 7_200 : lens.equals("openai") ? 3_600 : 300;
          return pair(m, lens, m.grow(m.handbook()), most + 1 + m.random.nextInt(9_000), -1, -1);
        }),
        new Kind("pause after a read", Cause.TTL_EXPIRED, m -> {
          Talk talk = marked(m.handbook());
          Talk next = marked(m.grow(talk.copy()));
          Talk last = marked(m.grow(next.copy()));
          return new Recording("anthropic", List.of(
              line(talk, 0, -1, -1, Dialect.ANTHROPIC_MARKED),
              line(next, 200, -1, -1, Dialect.ANTHROPIC_MARKED),
              line(last, 200 + 301 + m.random.nextInt(900), -1, -1, Dialect.ANTHROPIC_MARKED)));
        }),
        new Kind("too early", Cause.WARMING_RACE, m ->
            pair(m, m.pick(List.of("anthropic", "local")), m.handbook(), 1,
                2_000 + m.random.nextInt(20_000), -1)),
        new Kind("too short", Cause.BELOW_MINIMUM, m ->
            pair(m, m.pick(List.of("openai", "openai-5.6", "azure", "anthropic")),
                m.grow(m.chat()), 20, -1, -1)),
        new Kind("rest of a block", Cause.PARTIAL_BLOCK, CacheTroubles::partial),
        new Kind("marker gone", Cause.BREAKPOINT_MOVED, m -> {
          Talk talk = m.handbook();
          Talk next = m.grow(talk.copy());
          next.turns.getFirst().marked = true;
          talk.last().marked = m.random.nextBoolean();
          if (!talk.last().marked) {
            m.grow(talk);
            next = m.grow(talk.copy());
            next.turns.getFirst().marked = true;
            talk.turns.get(talk.turns.size() - 2).marked = true;
          } else {
            m.grow(talk);
            talk.turns.getLast().marked = true;
            talk.turns.getFirst().marked = false;
            next = m.grow(talk.copy());
            next.turns.forEach(turn -> turn.marked = false);
            next.turns.getFirst().marked = true;
          }
          return new Recording("anthropic", List.of(
              line(talk, 0, -1, -1, Dialect.ANTHROPIC), line(next, 9, -1, -1, Dialect.ANTHROPIC)));
        }),
        new Kind("look-back exceeded", Cause.BREAKPOINT_MOVED, m -> {
          Talk talk = m.handbook();
          talk.last().marked = true;
          Talk next = talk.copy();
          next.last().marked = false;
          for (int i = 0; i < 11 + m.random.nextInt(8); i++) {
            m.grow(next);
          }
          next.last().marked = true;
          return new Recording("anthropic", List.of(
              line(talk, 0, -1, -1, Dialect.ANTHROPIC), line(next, 9, -1, -1, Dialect.ANTHROPIC)));
        }),
        new Kind("measured nothing", Cause.PROVIDER_MISS_STABLE, m ->
            pair(m, m.pick(List.of("anthropic", "openai", "local", "groq", "deepinfra")),
                m.handbook(), 20, -1, 0)),
        new Kind("no count", Cause.NOT_REPORTED, m ->
            pair(m, m.pick(List.of("local", "openai", "vllm", "deepseek")), m.any(), 20, -1, -2)),
        new Kind("another key", Cause.NAMESPACE_CHANGED, m -> {
          Talk talk = m.any();
          Talk next = m.next(talk);
          String lens = m.pick(List.of("vllm", "devup", "local", "sglang", "llama.cpp"));
          String key = switch (lens) {
            case "devup", "local" -> "prompt_cache_key";
            case "llama.cpp" -> "id_slot";
            default -> "cache_salt";
          };
          talk.extra.put(key, "a");
          next.extra.put(key, "b");
          return new Recording(lens, List.of(line(talk, 0, -1, -1, Dialect.OPENAI),
              line(next, 9, -1, -1, Dialect.OPENAI)));
        }),
        new Kind("first sight", Cause.COLD_START, m -> new Recording(
            m.pick(List.of("local", "anthropic", "openai")),
            List.of(line(m.any(), 0, -1, m.random.nextBoolean() ? 0 : -1, Dialect.OPENAI)))),
        new Kind("hit as promised", Cause.LEGIT_GROWTH, m -> {
          Talk talk = m.handbook();
          Talk next = m.grow(talk.copy());
          return new Recording(m.pick(List.of("anthropic", "openai", "openai-5.6", "groq", "vllm")),
              List.of(line(talk, 0, -1, -1, Dialect.ANTHROPIC_MARKED),
                  line(next, 100, -1, -1, Dialect.ANTHROPIC_MARKED)));
        }));
  }

  /** Shorter than one block: what rounding takes of a long prompt is normal and no cause. */
  private static Recording partial(Material m) {
    Talk talk = new Talk();
    talk.system = m.pick(List.of("Be brief.", "Answer in German.", "回答要简短。"));
    talk.turns.add(new Talk.Turn("user", m.pick(List.of("Hello!", "Who are you?", "Servus"))));
    talk.extra.put("prompt_cache_key", "k"); // Mistral caches nothing without
    Talk next = m.grow(talk.copy());
    return new Recording(m.pick(List.of("xai", "mistral")),
        List.of(line(talk, 0, -1, -1, Dialect.OPENAI), line(next, 9, -1, -1, Dialect.OPENAI)));
  }

  private static Recording pair(
      Material m, String lens, Talk talk, int gap, int firstTokenMillis, int cached) {
    Dialect dialect = lens.equals("anthropic") ? Dialect.ANTHROPIC_MARKED : Dialect.OPENAI;
    if (lens.equals("anthropic")) {
      marked(talk);
    }
    Talk next = m.next(talk);
    return new Recording(lens, List.of(
        line(talk, 0, firstTokenMillis, cached == -1 ? -1 : 0, dialect),
        line(next, gap, -1, cached, dialect)));
  }

  private static Talk marked(Talk talk) {
    talk.model = "claude-sonnet-4-5";
    return talk;
  }

  /** One line of a recording; a count of -1 means that it was not run, -2 that none was told. */
  private static String line(Talk talk, int second, int firstToken, int cached, Dialect dialect) {
    Talk sent = talk.copy();
    if (dialect != Dialect.OPENAI) {
      sent.model = "claude-sonnet-4-5";
    }
    Map<String, Object> line = object(
        "timestamp", START.plusSeconds(second).toString(), "request", dialect.body(sent));
    if (firstToken > 0) {
      line.put("first_token_ms", firstToken);
    }
    if (cached >= 0) {
      line.put("response", dialect == Dialect.OPENAI
          ? object("usage", object("prompt_tokens_details", object("cached_tokens", cached)))
          : object("usage", object("cache_read_input_tokens", cached)));
    } else if (cached == -2) {
      line.put("response", object("usage", object("prompt_tokens", 99)));
    }
    return JsonTree.text(line);
  }

  static List<Cause> causes() {
    return new ArrayList<>(all().stream().map(Kind::cause).distinct().toList());
  }
}
