package dev.warmpath.ui.explain;

import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensKey;
import dev.warmpath.lens.LensVerdict;
import dev.warmpath.ui.canvas.Figures;
import java.util.ArrayList;
import java.util.List;

/**
 * A prompt under one lens, in words: always an estimate.
 *
 * @param lens the rules
 * @param verdict what they give
 */
public record LensRow(Lens lens, LensVerdict verdict) {
  /** Rules that decide the cached count. */
  private static final List<LensKey> DECIDING =
      List.of(
          LensKey.GRANULARITY_TOKENS, LensKey.MINIMUM_TOKENS, LensKey.UNIT_RULE,
          LensKey.BREAKPOINTS_MAX, LensKey.LIFETIME_SECONDS);

  /** {@code 1,408}; {@code unknown} where the rules do not say. */
  public String cached() {
    return verdict.cached().isPresent()
        ? Figures.count(verdict.cached().getAsInt())
        : "unknown";
  }

  /** {@code 59.7 %}; empty where the count is unknown. */
  public String share() {
    return verdict.cached().isPresent()
        ? Figures.share(verdict.cached().getAsInt(), verdict.prompt())
        : "";
  }

  /** With and without the cache; {@code price unknown} where no price is known. */
  public String cost() {
    if (verdict.cost().isEmpty() || verdict.costWithout().isEmpty()) {
      return "price unknown";
    }
    return LensWords.money(lens, verdict.cost().get()) + " of "
        + LensWords.money(lens, verdict.costWithout().get());
  }

  /** True when a rule that decides the count is unknown or not the vendor's own word. */
  public boolean doubtful() {
    return stepUnknown() || unverified();
  }

  private boolean unverified() {
    return DECIDING.stream()
        .map(lens::cited)
        .anyMatch(value -> value.isKnown() && !value.isVerified());
  }

  private boolean stepUnknown() {
    boolean stepped =
        switch (lens.unitRule()) {
          case PREFIX, FULL_BLOCK -> true;
          case WHOLE_UNIT, BREAKPOINT -> false;
        };
    return stepped && !lens.cited(LensKey.GRANULARITY_TOKENS).isKnown();
  }

  /** {@code ≥ 1,024 · step 128}: the rules that matter, as far as they are known. */
  public String rules() {
    return LensWords.rules(lens);
  }

  /** True where the prompt is judged with a marker that it would have to ask for. */
  public boolean marked() {
    return LensWords.needsMarker(lens);
  }

  /** Everything else the reader should know, one fact each. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(verdict.notes());
    String loss = LensWords.loss(verdict.loss());
    if (!loss.isEmpty()) {
      notes.add(loss);
    }
    verdict.ttlLeft().ifPresent(left -> notes.add("expires in " + Figures.span(left)));
    if (stepUnknown()) {
      notes.add("its step is unknown: counted to the token");
    }
    if (unverified()) {
      notes.add("some rules are unverified");
    }
    return notes;
  }
}
