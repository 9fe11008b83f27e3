package dev.warmpath.explain;

import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.cause.Comparison;
import dev.warmpath.explain.cause.Diagnosis;
import dev.warmpath.explain.cause.Divergence;
import dev.warmpath.explain.cause.Finding;
import dev.warmpath.explain.fix.Fix;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensKey;
import dev.warmpath.lens.LensSimulator;
import dev.warmpath.lens.LensVerdict;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Says why a request missed the cache. Stateless: equal questions, equal verdicts.
 *
 * <p>Three things can take a prefix away: another namespace, the cache's own doing, or the text.
 * Each is measured in tokens and the one that takes most is named.
 */
public final class MissExplainer {
  private final Lens lens;
  private final @Nullable Renderer renderer;

  /**
   * @param lens the rules of the cache that is asked about
   * @param renderer renders changed requests for fixes; null when the template is not at hand,
   *     which leaves fixes out
   */
  public MissExplainer(Lens lens, @Nullable Renderer renderer) {
    this.lens = lens;
    this.renderer = renderer;
  }

  public Verdict explain(Question question) {
    CachedCount count = question.now().count();
    CachedCount scaled = count.scaledTo(question.now().rendered().tokens().size());
    return judge(
            new Question(
                question.now().withCount(scaled), question.earlier(), question.history(),
                question.canRewind(), question.time()))
        .reported(count);
  }

  private Verdict judge(Question question) {
    Turn now = question.now();
    LensVerdict estimate =
        new LensSimulator(lens)
            .judge(question.earlier().stream().map(Turn::forLens).toList(), now.forLens());
    Turn baseline = new Lanes(now).baseline(question.earlier());
    if (baseline == null) {
      return withoutBaseline(question, estimate);
    }
    Comparison comparison = new Comparison(baseline.rendered(), now.rendered());
    Finding finding = new Diagnosis(comparison, renderer).judge();
    Facts facts = new Facts(question, estimate, baseline, comparison, finding);
    if (now.count().kind() == CachedCount.Kind.NOT_REPORTED) {
      return verdict(facts, Cause.NOT_REPORTED, "The answer carries no cached count.", 0, 0, 1);
    }
    if (finding.cause() == Cause.AUXILIARY_CALL) {
      return textSide(facts); // whatever the cache did, it was not about this conversation
    }
    Verdict namespace = new NamespaceSide(lens, facts).find();
    if (namespace != null) {
      return namespace;
    }
    Verdict nothing = nothingStored(facts);
    if (nothing != null) {
      return nothing;
    }
    Verdict cacheSide = cacheSide(facts);
    return cacheSide != null ? cacheSide : textSide(facts);
  }

  private Verdict withoutBaseline(Question question, LensVerdict estimate) {
    Turn now = question.now();
    int prompt = now.promptTokens();
    OptionalInt cached = now.cached(estimate);
    int stored =
        Math.min(
            question.history().stored(now.namespace(), now.rendered().identity()), prompt - 1);
    Cause cause = Cause.COLD_START;
    String detail = "";
    long by = 0;
    int lost = 0;
    if (now.count().kind() == CachedCount.Kind.NOT_REPORTED) {
      cause = Cause.NOT_REPORTED;
    } else if (cached.orElse(0) >= prompt - 1 && prompt > 1) {
      cause = Cause.FULL_REUSE;
    } else if (stored > cached.orElse(0)) {
      CacheSide.Reason reason =
          new CacheSide(question, estimate).find(cached.orElse(0), stored, null);
      if (reason != null) {
        cause = reason.cause();
        detail = reason.detail();
        by = reason.by();
        lost = stored - cached.orElse(0);
      }
    } else if (cached.orElse(0) > 0) {
      cause = Cause.LEGIT_GROWTH;
    }
    return new Verdict(
        cause, cause.title(), detail, cached, now.isMeasured(), prompt, lost,
        question.millis(cached, lost), null, "", 0, by, 0.95, List.of(), estimate);
  }

  /** By its rules the cache keeps nothing of the earlier request: no text could have hit. */
  private @Nullable Verdict nothingStored(Facts facts) {
    LensSimulator rules = new LensSimulator(lens);
    LensSimulator.Stored stored = rules.stored(facts.baseline().forLens());
    boolean others =
        facts.question().earlier().stream()
            .anyMatch(turn -> rules.stored(turn.forLens()) == LensSimulator.Stored.SOMETHING);
    int cached = facts.cached().orElse(0);
    if (others || cached > 0
        || facts.question().history().stored(
            facts.now().namespace(), facts.now().rendered().identity()) > 0) {
      return null;
    }
    int shared = facts.reach();
    if (stored == LensSimulator.Stored.NO_KEY
        || rules.stored(facts.now().forLens()) == LensSimulator.Stored.NO_KEY) {
      return verdict(
          facts, Cause.NAMESPACE_CHANGED,
          "Only requests with " + String.join(" or ", lens.keyFields()) + " are cached.", shared,
          0, 0.9);
    }
    return stored == LensSimulator.Stored.BELOW_MINIMUM
        ? verdict(
            facts, Cause.BELOW_MINIMUM,
            "Nothing shorter than " + lens.minimum(facts.now().namespace().model())
                + " tokens is stored.", shared, 0, 0.95)
        : verdict(
            facts, Cause.BREAKPOINT_MOVED,
            "The earlier request carries no cache marker, so nothing of it is stored.",
            shared, 0, 0.9);
  }

  /** The cache lost more than the text did. */
  private @Nullable Verdict cacheSide(Facts facts) {
    Finding finding = facts.finding();
    int reach = facts.reach();
    boolean kept = facts.estimate().loss() == LensVerdict.Loss.NONE;
    int cached = facts.cached().orElse(kept ? reach : 0);
    CacheSide.Reason reason =
        new CacheSide(facts.question(), facts.estimate()).find(cached, reach, facts.baseline());
    boolean broke = finding.cause().isFault() && finding.divergence() != null;
    int textLoss = broke ? facts.comparison().repeatedAfter() : 0;
    boolean minimum = reason != null && reason.cause() == Cause.BELOW_MINIMUM;
    // The text broke before what is stored ends: the rule only says how much that costs.
    boolean text = broke && (minimum || brokeUnits(facts, reason, cached, reach));
    if (reason == null || text || reach - cached <= textLoss) {
      return null;
    }
    return verdict(
        facts, reason.cause(), reason.detail(), reach - cached, reason.by(), reason.confidence());
  }

  /** Nothing that is stored as a whole ends in what the texts share beyond the hit. */
  private boolean brokeUnits(
      Facts facts, CacheSide.@Nullable Reason reason, int cached, int reach) {
    boolean whole =
        reason != null
            && (reason.cause() == Cause.BREAKPOINT_MOVED
                || (reason.cause() == Cause.PARTIAL_BLOCK
                    && lens.unitRule() == Lens.UnitRule.WHOLE_UNIT));
    return whole
        && !new LensSimulator(lens).hasEnd(facts.baseline().forLens(), cached + 1, reach);
  }

  private Verdict textSide(Facts facts) {
    Finding finding = facts.finding();
    boolean seen = finding.divergence() != null;
    int lost = 0;
    if (finding.cause().isFault()) {
      int usable = Math.min(facts.comparison().sharedTokens(), facts.prompt() - 1);
      int before = seen ? Math.max(0, usable - facts.cached().orElse(usable)) : 0;
      lost = seen ? before + facts.comparison().repeatedAfter() : 0;
      int cached = facts.cached().orElse(usable);
      int readable =
          new LensSimulator(lens).readable(facts.baseline().forLens(), cached + lost);
      lost = Math.max(0, Math.min(lost, readable - cached));
    }
    return verdict(facts, finding.cause(), finding.detail(), lost, 0, finding.confidence());
  }

  private Verdict verdict(
      Facts facts, Cause cause, String detail, int lost, long by, double confidence) {
    boolean text = cause == facts.finding().cause();
    Divergence divergence = text ? facts.finding().divergence() : null;
    OptionalInt cached = cause == Cause.NOT_REPORTED ? OptionalInt.empty() : facts.cached();
    if (text && facts.finding().isSilent()
        && lens.list(LensKey.PREFIX_SETTINGS).contains(facts.finding().path())) {
      cached = OptionalInt.empty(); // the lens counts the setting, but not how much it costs
    }
    return new Verdict(
        cause, cause.title(), detail, cached, facts.now().isMeasured(), facts.prompt(), lost,
        facts.question().millis(cached, lost), divergence, text ? facts.finding().path() : "",
        facts.baseline().id(), by, confidence, fixes(facts, cause), facts.estimate());
  }

  private List<Fix> fixes(Facts facts, Cause cause) {
    if (renderer == null || !cause.isFault()) {
      return List.of();
    }
    FixGain gain = new FixGain(lens, renderer, facts.question().time());
    int hits = facts.estimate().cached().orElse(0);
    if (cause == facts.finding().cause()) {
      return gain.fixes(facts.comparison(), facts.finding(), hits);
    }
    return cause == Cause.BREAKPOINT_MOVED ? gain.marker(facts.comparison(), hits) : List.of();
  }
}
