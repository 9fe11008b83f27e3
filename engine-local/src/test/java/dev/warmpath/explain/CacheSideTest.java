package dev.warmpath.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.Namespace;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.lens.LensCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CacheSideTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final LensCatalog lenses = LensCatalog.bundled();
  private final Renderer renderer = new Renderer(new ChatMl(), new WordTokenizer());
  private final Sessions sessions = new Sessions(new Random(7));
  private final Map<String, Object> body = sessions.chat();
  private final Rendered first = renderer.render(body);
  private final Rendered second = renderer.render(sessions.grow(body));
  private final Namespace namespace = Turn.namespace(first.body(), lenses.local());

  private Turn turn(long id, Rendered rendered, Instant started, CachedCount count) {
    return new Turn(id, rendered, namespace, started, started.plusSeconds(1), count);
  }

  private Verdict explain(Turn now, CacheHistory history, boolean canRewind) {
    Turn earlier = turn(1, first, NOON, CachedCount.measured(0));
    return new MissExplainer(lenses.local(), renderer)
        .explain(new Question(now, List.of(earlier), history, canRewind,
            (cached, prompt) -> 2.0 * (prompt - cached)));
  }

  private CacheEvent removed(CacheEvent.Reason reason, long request) {
    int[] path = first.tokens().ids();
    return new CacheEvent.BlockRemoved(
        2, NOON.plusSeconds(30), namespace, 1, path, 5, path.length, reason, request);
  }

  private CacheEvent stored() {
    int[] path = first.tokens().ids();
    return new CacheEvent.BlockStored(1, NOON, namespace, 1, path, 0, path.length, 1);
  }

  @Test
  void namesTheRequestThatPushedThePrefixOut() {
    CacheHistory history =
        CacheHistory.of(List.of(stored(), removed(CacheEvent.Reason.CAPACITY, 17)));
    Verdict verdict =
        explain(turn(2, second, NOON.plusSeconds(60), CachedCount.measured(5)), history, true);
    assertThat(verdict.cause()).isEqualTo(Cause.EVICTED);
    assertThat(verdict.by()).isEqualTo(17);
    assertThat(verdict.detail())
        .isEqualTo("Request 17 needed the room, 30 s before this request.");
    int shared = verdict.lost() + 5;
    assertThat(shared).isEqualTo(first.tokens().size());
    assertThat(verdict.lostMillis()).hasValue(2.0 * verdict.lost());
  }

  @Test
  void tellsExpiryFromEviction() {
    CacheHistory history = CacheHistory.of(List.of(stored(), removed(CacheEvent.Reason.TTL, 0)));
    assertThat(
            explain(turn(2, second, NOON.plusSeconds(60), CachedCount.measured(5)), history, true)
                .cause())
        .isEqualTo(Cause.TTL_EXPIRED);
  }

  @Test
  void tellsAModelThatCannotRewind() {
    assertThat(
            explain(
                    turn(2, second, NOON.plusSeconds(60), CachedCount.measured(0)),
                    new CacheHistory(), false)
                .cause())
        .isEqualTo(Cause.ENGINE_CANNOT_REWIND);
  }

  @Test
  void tellsARequestThatCameTooEarly() {
    assertThat(
            explain(
                    turn(2, second, NOON.plusMillis(200), CachedCount.measured(0)),
                    new CacheHistory(), true)
                .cause())
        .isEqualTo(Cause.WARMING_RACE);
  }

  @Test
  void blamesTheProviderWhenNothingElseIsLeft() {
    Verdict verdict =
        explain(
            turn(2, second, NOON.plusSeconds(60), CachedCount.measured(0)), new CacheHistory(),
            true);
    assertThat(verdict.cause()).isEqualTo(Cause.PROVIDER_MISS_STABLE);
    assertThat(verdict.measured()).isTrue();
  }

  @Test
  void anUnreportedCountStaysUnknown() {
    Verdict verdict =
        explain(turn(2, second, NOON.plusSeconds(60), CachedCount.NOT_REPORTED),
            new CacheHistory(), true);
    assertThat(verdict.cause()).isEqualTo(Cause.NOT_REPORTED);
    assertThat(verdict.cached()).isEmpty();
    assertThat(verdict.lostMillis()).isEmpty();
  }

  @Test
  void aHitIsGrowth() {
    Verdict verdict =
        explain(
            turn(2, second, NOON.plusSeconds(60), CachedCount.measured(first.tokens().size())),
            new CacheHistory(), true);
    assertThat(verdict.cause()).isEqualTo(Cause.LEGIT_GROWTH);
    assertThat(verdict.lost()).isZero();
  }

  @Test
  void theFirstRequestIsColdAndSoIsOneAfterAClear() {
    Question alone =
        new Question(turn(1, first, NOON, CachedCount.measured(0)), List.of(), new CacheHistory(),
            true, null);
    MissExplainer explainer = new MissExplainer(lenses.local(), renderer);
    assertThat(explainer.explain(alone).cause()).isEqualTo(Cause.COLD_START);
    CacheHistory cleared =
        CacheHistory.of(
            List.of(stored(), new CacheEvent.AllBlocksCleared(2, NOON.plusSeconds(9), null)));
    Question after =
        new Question(turn(2, second, NOON.plusSeconds(60), CachedCount.measured(0)), List.of(),
            cleared, true, null);
    assertThat(explainer.explain(after).detail())
        .isEqualTo("The cache was cleared, 51 s before this request.");
  }

  @Test
  void providerRulesGiveTheirOwnCauses() {
    assertThat(estimate("openai", 60).cause()).isEqualTo(Cause.BELOW_MINIMUM);
    assertThat(estimate("groq", 7300).cause()).isEqualTo(Cause.TTL_EXPIRED);
    assertThat(estimate("vllm", 60).cause()).isEqualTo(Cause.LEGIT_GROWTH);
  }

  private Verdict estimate(String lens, long seconds) {
    Turn earlier = turn(1, first, NOON, CachedCount.NOT_RUN);
    Turn now = turn(2, second, NOON.plusSeconds(seconds), CachedCount.NOT_RUN);
    @Nullable PrefillTime time = null;
    return new MissExplainer(lenses.find(lens).orElseThrow(), renderer)
        .explain(new Question(now, List.of(earlier), new CacheHistory(), true, time));
  }
}
