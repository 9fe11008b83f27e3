package dev.warmpath.explain;

import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.cause.Divergence;
import dev.warmpath.explain.fix.Fix;
import dev.warmpath.lens.LensVerdict;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Why a request missed, or that it did not.
 *
 * @param cause the catalogue's entry
 * @param title one sentence for people
 * @param detail one or two more; may be empty
 * @param cached tokens that hit; empty when unknown
 * @param measured true when {@code cached} was counted by the engine or server
 * @param prompt tokens of the prompt
 * @param lost tokens computed again although they had been computed; 0 for a no-fault verdict
 * @param lostMillis what they cost; empty when not known
 * @param divergence where the prompts part; null when they do not or the model or key differs
 * @param path field that shows the cause; may be empty
 * @param baseline id of the request compared with; 0 for none
 * @param by id of the request that pushed the prefix out; 0 for none
 * @param confidence 0 to 1
 * @param fixes what would help, best first
 * @param lens the same prompt under the lens's rules
 */
public record Verdict(
    Cause cause, String title, String detail, OptionalInt cached, boolean measured, int prompt,
    int lost, OptionalDouble lostMillis, @Nullable Divergence divergence, String path,
    long baseline, long by, double confidence, List<Fix> fixes, LensVerdict lens) {
  public Verdict {
    fixes = List.copyOf(fixes);
  }

  /** The same with a server's own numbers for cached and prompt tokens. */
  Verdict reported(CachedCount count) {
    if (count.prompt().isEmpty() || count.tokens().isEmpty() || cached.isEmpty()) {
      return this;
    }
    int theirs = count.prompt().getAsInt();
    int most = theirs - count.tokens().getAsInt();
    int theirLost = prompt == 0 ? 0 : Math.min(most, CachedCount.scaled(lost, prompt, theirs));
    return new Verdict(
        cause, title, detail, count.tokens(), measured, theirs, theirLost, lostMillis, divergence,
        path, baseline, by, confidence, fixes, lens);
  }

  /** The field in which the cause shows; may be empty. */
  public String where() {
    return divergence == null ? path : divergence.path();
  }

  /** Cached share of the prompt, 0 to 1; empty when unknown. */
  public OptionalDouble hitShare() {
    return cached.isPresent() && prompt > 0
        ? OptionalDouble.of((double) cached.getAsInt() / prompt)
        : OptionalDouble.empty();
  }
}
