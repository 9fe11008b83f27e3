package dev.warmpath.explain;

import dev.warmpath.cache.Namespace;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.cause.Settings;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensSimulator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether another model, account or key hides what the texts share. */
final class NamespaceSide {
  /** A key that only sends requests to one machine: another machine may have the prefix, too. */
  private static final double ROUTED = 0.6;
  private static final double SURE = 0.98;

  private final Lens lens;
  private final Facts facts;

  NamespaceSide(Lens lens, Facts facts) {
    this.lens = lens;
    this.facts = facts;
  }

  /** Null when the namespace is the same, or takes nothing worth naming. */
  @Nullable Verdict find() {
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
    boolean hides =
        model || !here.account().equals(there.account()) || !means(Lens.KeyMeaning.SHARE);
    if (!hides) {
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
        facts.now().isMeasured(), facts.prompt(), lost,
        facts.question().millis(facts.cached(), lost), null, field, facts.baseline().id(), 0,
        means(Lens.KeyMeaning.ROUTE) && !model ? ROUTED : SURE, List.of(), facts.estimate());
  }

  private boolean means(Lens.KeyMeaning meaning) {
    return lens.keyMeaning().filter(meaning::equals).isPresent();
  }
}
