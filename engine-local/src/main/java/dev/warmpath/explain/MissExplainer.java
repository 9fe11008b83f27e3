package dev.warmpath.explain;

import dev.warmpath.cache.Namespace;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.cause.Comparison;
import dev.warmpath.explain.cause.Diagnosis;
import dev.warmpath.explain.cause.Divergence;
import dev.warmpath.explain.cause.Finding;
import dev.warmpath.explain.cause.Settings;
import dev.warmpath.explain.fix.Fix;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensSimulator;
import dev.warmpath.lens.LensVerdict;
import java.util.List;
import java.util.OptionalDouble;
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
    Verdict namespace = finding.cause() == Cause.AUXILIARY_CALL ? null : namespace(facts);
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

  /** What one question is about, gathered. */
  private record Facts(
      Question question, LensVerdict estimate, Turn baseline, Comparison comparison,
      Finding finding) {
    Turn now() {
      return question.now();
    }

    int prompt() {
      return now().rendered().tokens().size();
    }

    OptionalInt cached() {
      return now().count().kind() == CachedCount.Kind.NOT_RUN
          ? estimate.cached()
          : now().count().tokens();
    }

    /** Tokens that an earlier request of the same namespace shares; the last is never reused. */
    int reach() {
      int most = 0;
      for (Turn turn : question.earlier()) {
        if (turn.namespace().equals(now().namespace())) {
          most = Math.max(most, Comparison.shared(turn.rendered(), now().rendered()));
        }
      }
      return Math.min(most, prompt() - 1);
    }
  }

  private Verdict withoutBaseline(Question question, LensVerdict estimate) {
    Turn now = question.now();
    int prompt = now.rendered().tokens().size();
    int[] identity = now.rendered().identity();
    OptionalInt cached =
        now.count().kind() == CachedCount.Kind.NOT_RUN ? estimate.cached() : now.count().tokens();
    int stored = Math.min(question.history().stored(now.namespace(), identity), prompt - 1);
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
          new CacheSide(question, estimate)
              .find(cached.orElse(0), stored, null);
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
        cause, cause.title(), detail, cached, measured(now), prompt, lost,
        millis(question, cached, lost), null, "", 0, by, 0.95, List.of(), estimate);
  }

  /** Another model or key: whatever the texts share cannot be seen. */
  private @Nullable Verdict namespace(Facts facts) {
    Namespace here = facts.now().namespace();
    Namespace there = facts.baseline().namespace();
    int shared = Math.min(facts.comparison().sharedTokens(), facts.prompt() - 1);
    int cached = facts.cached().orElse(0);
    int own = Math.max(facts.reach(), cached);
    // Back to a model or key that holds nearly all of it: what was missed meanwhile is small.
    boolean back = own > 0 && shared - own < shared * CacheSide.WORTH_NAMING;
    if (here.equals(there) || own >= shared || back) {
      return null;
    }
    boolean model = !here.model().equals(there.model());
    boolean matters =
        model
            || !here.account().equals(there.account())
            || lens.keyMeaning().filter(Lens.KeyMeaning.SHARE::equals).isEmpty();
    if (!matters) {
      return null;
    }
    String field =
        Settings.different(
            facts.baseline().rendered().body(), facts.now().rendered().body(),
            model ? Settings.MODEL : lens.keyFields());
    Cause cause = model ? Cause.MODEL_CHANGED : Cause.NAMESPACE_CHANGED;
    int readable = new LensSimulator(lens).readable(facts.baseline().forLens(), shared);
    int lost = Math.max(0, readable - cached);
    return new Verdict(
        cause, cause.title(),
        "It was “" + there.label() + "” and is now “" + here.label() + "”.", facts.cached(),
        measured(facts.now()), facts.prompt(), lost,
        millis(facts.question(), facts.cached(), lost), null, field, facts.baseline().id(), 0,
        lens.keyMeaning().filter(Lens.KeyMeaning.ROUTE::equals).isPresent() && !model ? 0.6 : 0.98,
        List.of(), facts.estimate());
  }

  /** By its rules the cache keeps nothing of the earlier request: no text could have hit. */
  private @Nullable Verdict nothingStored(Facts facts) {
    LensSimulator rules = new LensSimulator(lens);
    LensSimulator.Stored stored = rules.stored(facts.baseline().forLens());
    boolean others =
        facts.question().earlier().stream()
            .anyMatch(turn -> rules.stored(turn.forLens()) == LensSimulator.Stored.SOMETHING);
    int cached = facts.cached().orElse(0);
    boolean auxiliary = facts.finding().cause() == Cause.AUXILIARY_CALL;
    if (others || cached > 0 || auxiliary
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
    boolean other = finding.cause() == Cause.AUXILIARY_CALL;
    int reach = facts.reach();
    boolean kept = facts.estimate().loss() == LensVerdict.Loss.NONE;
    int cached = facts.cached().orElse(kept ? reach : 0);
    CacheSide.Reason reason =
        new CacheSide(facts.question(), facts.estimate()).find(cached, reach, facts.baseline());
    int textLoss =
        finding.cause().isFault() && finding.divergence() != null
            ? facts.comparison().repeatedAfter()
            : 0;
    boolean minimum = reason != null && reason.cause() == Cause.BELOW_MINIMUM;
    // The text broke before what is stored ends: the rule only says how much that costs.
    boolean text =
        finding.cause().isFault() && finding.divergence() != null
            && (minimum || brokeUnits(facts, reason, cached, reach));
    if (reason == null || other || text || reach - cached <= textLoss) {
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
    if (text && facts.finding().isSilent() && lens.list(
        dev.warmpath.lens.LensKey.PREFIX_SETTINGS).contains(facts.finding().path())) {
      cached = OptionalInt.empty(); // the lens counts the setting, but not how much it costs
    }
    return new Verdict(
        cause, cause.title(), detail, cached, measured(facts.now()), facts.prompt(), lost,
        millis(facts.question(), cached, lost), divergence, text ? facts.finding().path() : "",
        facts.baseline().id(), by, confidence, fixes(facts, cause), facts.estimate());
  }

  private List<Fix> fixes(Facts facts, Cause cause) {
    if (renderer == null || !cause.isFault()) {
      return List.of();
    }
    FixGain gain = new FixGain(lens, renderer, facts.question().time());
    if (cause == facts.finding().cause()) {
      return gain.fixes(
          facts.comparison(), facts.finding(), facts.estimate().cached().orElse(0));
    }
    return cause == Cause.BREAKPOINT_MOVED ? gain.marker(facts.comparison(), facts.estimate().cached().orElse(0))
        : List.of();
  }

  private static boolean measured(Turn turn) {
    return turn.count().kind() == CachedCount.Kind.MEASURED;
  }

  private static OptionalDouble millis(Question question, OptionalInt cached, int lost) {
    PrefillTime time = question.time();
    if (time == null || cached.isEmpty()) {
      return OptionalDouble.empty();
    }
    int prompt = question.now().rendered().tokens().size();
    int could = Math.min(prompt - 1, cached.getAsInt() + lost);
    return OptionalDouble.of(
        Math.max(0, time.millis(cached.getAsInt(), prompt) - time.millis(could, prompt)));
  }
}
