package dev.warmpath.explain.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.Namespace;
import dev.warmpath.explain.CacheHistory;
import dev.warmpath.explain.CachedCount;
import dev.warmpath.explain.MissExplainer;
import dev.warmpath.explain.Question;
import dev.warmpath.explain.Turn;
import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.cause.Comparison;
import dev.warmpath.explain.cause.Divergence;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only an engine or a vocabulary can do to a prefix, told by its events and its tokens. */
class EngineTroublesTest {
  private static final long SEED = Long.getLong("warmpath.seed", 77);
  private static final int VARIATIONS = 24;
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Lens LOCAL = LensCatalog.bundled().local();

  private static @Nullable DemoRenderer demo;

  @BeforeAll
  static void open() {
    demo = DemoRenderer.open();
  }

  @AfterAll
  static void close() {
    Objects.requireNonNull(demo).close();
  }

  private static Rendered render(Talk talk) {
    return Objects.requireNonNull(demo).renderer().render(Dialect.OPENAI.body(talk));
  }

  private static Verdict explain(
      Rendered before, Rendered after, int cached, CacheHistory history, boolean canRewind) {
    Turn older = Turn.of(1, before, LOCAL).withTimes(NOON, NOON.plusSeconds(1));
    Turn newer =
        Turn.of(9, after, LOCAL)
            .withTimes(NOON.plusSeconds(90), null)
            .withCount(CachedCount.measured(cached));
    return new MissExplainer(LOCAL, null)
        .explain(new Question(newer, List.of(older), history, canRewind, null));
  }

  private static int reach(Rendered before, Rendered after) {
    return Math.min(Comparison.shared(before, after), after.tokens().size() - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CAPACITY", "CLEARED"})
  void namesWhatPushedThePrefixOut(CacheEvent.Reason reason) {
    for (int round = 0; round < VARIATIONS; round++) {
      Random random = new Random(Objects.hash(SEED, reason.name(), round));
      Material material = new Material(random);
      Talk talk = material.any();
      Rendered before = render(talk);
      Rendered after = render(random.nextBoolean() ? talk : material.grow(talk.copy()));
      Rendered stranger = render(new Material(new Random(round)).any());
      int reach = reach(before, after);
      int kept = random.nextInt(reach);
      Namespace here = Turn.of(1, before, LOCAL).namespace();
      long by = reason == CacheEvent.Reason.CAPACITY ? 2 + random.nextInt(6) : 0;
      List<CacheEvent> events = new ArrayList<>();
      events.add(stored(1, here, before, 1));
      events.add(stored(2, new Namespace("another", "", ""), before, 2));
      events.add(removed(3, here, before, kept, reason, by));
      events.add(removed(4, new Namespace("another", "", ""), before, 0,
          CacheEvent.Reason.TTL, 0));
      if (reach(stranger, after) <= kept) {
        events.add(removed(5, here, stranger, 0, CacheEvent.Reason.TTL, 0));
      }
      Verdict verdict = explain(before, after, kept, CacheHistory.of(events), true);
      String which = "seed " + SEED + ", round " + round;
      assertThat(verdict.cause()).as(which).isEqualTo(Cause.EVICTED);
      assertThat(verdict.by()).as(which).isEqualTo(by);
      assertThat(verdict.lost()).as(which).isEqualTo(reach - kept);
      assertThat(verdict.divergence()).as(which).isNull();
    }
  }

  private static CacheEvent stored(int sequence, Namespace where, Rendered prompt, long by) {
    int[] path = prompt.identity();
    return new CacheEvent.BlockStored(sequence, NOON, where, 1, path, 0, path.length, by);
  }

  private static CacheEvent removed(
      int sequence, Namespace where, Rendered prompt, int from, CacheEvent.Reason reason,
      long by) {
    int[] path = prompt.identity();
    return new CacheEvent.BlockRemoved(
        sequence, NOON.plusSeconds(30), where, 1, path, from, path.length, reason, by);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void namesAMemoryThatCannotGoBack(boolean same) {
    for (int round = 0; round < VARIATIONS; round++) {
      Random random = new Random(Objects.hash(SEED, same, round));
      Material material = new Material(random);
      Talk shorter = material.any();
      Rendered after = render(shorter);
      Rendered before = same ? after : render(material.grow(shorter.copy()));
      int reach = reach(before, after);
      int checkpoint = random.nextInt(3) == 0 ? 0 : random.nextInt(reach);
      Verdict verdict = explain(before, after, checkpoint, new CacheHistory(), false);
      String which = "seed " + SEED + ", round " + round;
      assertThat(verdict.cause()).as(which).isEqualTo(Cause.ENGINE_CANNOT_REWIND);
      assertThat(verdict.lost()).as(which).isEqualTo(reach - checkpoint);

      Talk grown = material.grow(shorter.copy());
      Rendered longer = render(grown);
      Verdict kept =
          explain(after, longer, reach(after, longer), new CacheHistory(), false);
      assertThat(kept.cause()).as(which).isEqualTo(Cause.LEGIT_GROWTH);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void namesAWordThatIsCutAnew(boolean chat) {
    int found = 0;
    int round = 0;
    for (; found < VARIATIONS && round < 40 * VARIATIONS; round++) {
      Random random = new Random(Objects.hash(SEED, chat, round));
      Material material = new Material(random);
      Talk talk = material.chat();
      String whole = talk.last().text() + " " + material.answer();
      int cut = whole.length() - 2 - random.nextInt(Math.max(1, material.answer().length() / 2));
      if (!Character.isLetter(whole.charAt(cut - 1)) || !Character.isLetter(whole.charAt(cut))) {
        continue;
      }
      Rendered before = text(talk, whole.substring(0, cut), chat);
      Rendered after = text(talk, whole, chat);
      int shared = Comparison.shared(before, after);
      int parts = before.text().indexOf(whole.substring(0, cut)) + cut;
      boolean back =
          shared < after.tokens().size() && after.tokens().charStart(shared) < parts
              && shared < before.tokens().size();
      if (!back) {
        continue; // this vocabulary cuts the word at the same place
      }
      found++;
      Verdict verdict = explain(before, after, shared, new CacheHistory(), true);
      String which = "seed " + SEED + ", round " + round;
      assertThat(verdict.cause()).as(which).isEqualTo(Cause.TOKENIZER_BOUNDARY);
      Divergence divergence = Objects.requireNonNull(verdict.divergence(), which);
      assertThat(divergence.token()).as(which).isEqualTo(shared);
    }
    assertThat(found).as("of %d rounds", round).isEqualTo(VARIATIONS);
  }

  private static Rendered text(Talk talk, String last, boolean chat) {
    Talk copy = talk.copy();
    copy.last().text(last);
    if (chat) {
      return render(copy);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", "m");
    body.put("prompt", copy.system + "\n\n" + last);
    return Objects.requireNonNull(demo).renderer().render(body);
  }
}
