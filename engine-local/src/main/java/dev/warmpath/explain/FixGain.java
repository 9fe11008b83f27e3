package dev.warmpath.explain;

import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.cause.Comparison;
import dev.warmpath.explain.cause.Finding;
import dev.warmpath.explain.fix.Fix;
import dev.warmpath.explain.fix.FixProposer;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensKey;
import dev.warmpath.lens.LensPricing;
import dev.warmpath.lens.LensSimulator;
import dev.warmpath.template.TemplateException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what a fix brings by rendering both requests with it: nothing is guessed. */
final class FixGain {
  private final Lens lens;
  private final Renderer renderer;
  private final @Nullable PrefillTime time;

  FixGain(Lens lens, Renderer renderer, @Nullable PrefillTime time) {
    this.lens = lens;
    this.renderer = renderer;
    this.time = time;
  }

  /**
   * Fixes that bring tokens, the greatest gain first.
   *
   * @param hits tokens that hit anyway, also those that other requests than the compared one left
   */
  List<Fix> fixes(Comparison comparison, Finding finding, int hits) {
    return counted(comparison, new FixProposer(renderer).propose(comparison, finding), hits);
  }

  /** One marker that the provider places itself, where the lens has such markers. */
  List<Fix> marker(Comparison comparison, int hits) {
    Object marker = lens.cited(LensKey.MARKER).value();
    return counted(comparison, FixProposer.marker(marker), hits);
  }

  private List<Fix> counted(
      Comparison comparison, List<FixProposer.Proposal> proposals, int hits) {
    int now = Math.max(hits, cached(comparison.before(), comparison.after()));
    List<Fix> fixes = new ArrayList<>();
    Set<List<Map<String, @Nullable Object>>> seen = new HashSet<>();
    for (FixProposer.Proposal proposal : proposals) {
      Map<String, @Nullable Object> newer =
          proposal.change().apply(comparison.after().body().sent());
      Map<String, @Nullable Object> older =
          proposal.change().apply(comparison.before().body().sent());
      if (!seen.add(List.of(older, newer))) {
        continue;
      }
      Fix fix = fix(proposal, older, newer, now);
      if (fix != null && fix.gainTokens() > 0) {
        fixes.add(fix);
      }
    }
    fixes.sort(
        Comparator.comparing(Fix::changesReading)
            .thenComparing(Comparator.comparingInt(Fix::gainTokens).reversed()));
    return fixes;
  }

  private @Nullable Fix fix(
      FixProposer.Proposal proposal, Map<String, @Nullable Object> older,
      Map<String, @Nullable Object> newer, int cachedNow) {
    Rendered before;
    Rendered after;
    try {
      before = renderer.render(older);
      after = renderer.render(newer);
    } catch (TemplateException e) {
      return null; // this template forbids the changed order, so the fix does not apply to it
    }
    int cached = cached(before, after);
    int gain = cached - cachedNow;
    int prompt = after.tokens().size();
    OptionalDouble millis =
        time == null || gain <= 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                time.millis(cachedNow, prompt) - time.millis(Math.min(cached, prompt), prompt));
    return new Fix(
        proposal.kind(), proposal.description(), proposal.change(), gain, millis,
        new LensPricing(lens).saving(Math.max(0, gain)), proposal.changesReading());
  }

  private int cached(Rendered before, Rendered after) {
    Turn older = Turn.of(1, before, lens);
    Turn newer = Turn.of(2, after, lens);
    OptionalInt cached =
        new LensSimulator(lens).judge(List.of(older.forLens()), newer.forLens()).cached();
    return cached.orElse(0);
  }
}
