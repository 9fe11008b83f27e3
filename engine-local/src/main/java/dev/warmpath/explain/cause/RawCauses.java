package dev.warmpath.explain.cause;

import dev.warmpath.explain.text.Chunks;
import dev.warmpath.explain.text.FirstHunk;
import dev.warmpath.explain.text.JsonText;
import dev.warmpath.explain.text.Move;
import dev.warmpath.explain.text.Volatiles;
import dev.warmpath.explain.text.WhiteSpace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges two prompts without messages. */
final class RawCauses {
  private final Comparison comparison;
  private final FirstHunk hunk;

  RawCauses(Comparison comparison, FirstHunk hunk) {
    this.comparison = comparison;
    this.hunk = hunk;
  }

  @Nullable Finding judge() {
    if (comparison.repeatedAfter() < Comparison.WORTH) {
      return comparison.sharedTokens() >= Comparison.WORTH
          ? found(Cause.LEGIT_GROWTH, "Only the end is new.")
          : null;
    }
    if (JsonText.sameValueAt(hunk.before(), hunk.after(), hunk.start())) {
      return found(Cause.SERIALIZATION_DRIFT, "");
    }
    if (WhiteSpace.onlyDifference(hunk.removed(), hunk.added())) {
      return found(Cause.WHITESPACE_ONLY, "");
    }
    if (HeadFlag.differs(hunk)) {
      return found(Cause.TEMPLATE_HEAD_PARAM, "The prompt carries the switch as text.");
    }
    for (Chunks.Cut cut : Chunks.Cut.values()) {
      Move move =
          Move.find(
              Chunks.of(List.of(hunk.before()), List.of(""), cut),
              Chunks.of(List.of(hunk.after()), List.of(""), cut));
      if (move != null) {
        return found(move.documents() ? Cause.DOCUMENTS_REORDERED : Cause.BLOCK_MOVED, "");
      }
    }
    return Finding.ofValue(Volatiles.of(hunk, false), comparison.divergence(), "");
  }

  private Finding found(Cause cause, String detail) {
    return Finding.of(cause, comparison.divergence(), detail);
  }
}
