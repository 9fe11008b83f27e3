package dev.warmpath.explain;

import dev.warmpath.explain.body.Message;
import dev.warmpath.explain.cause.Comparison;
import dev.warmpath.explain.text.Shingles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the request to compare with among concurrent conversations: the one with the longest
 * shared prefix, unless another one has clearly more of the same text, which means that this
 * conversation's prefix broke early.
 */
final class Lanes {
  /** So much more of the same text, as a share, says that it is the same conversation. */
  private static final double CLEARLY = 0.2;

  /** Candidates whose text is compared: conversations interleave, but not hundreds of them. */
  private static final int COMPARED = 24;

  private final Turn now;

  Lanes(Turn now) {
    this.now = now;
  }

  /** The request to compare with; null when there is none. */
  @Nullable Turn baseline(List<Turn> earlier) {
    Turn longest = longest(earlier);
    if (longest == null || earlier.size() == 1 || continues(longest)) {
      return longest;
    }
    Shingles own = text(now);
    Turn best = longest;
    double bestShare = own.likeness(text(longest)) + CLEARLY;
    int from = Math.max(0, earlier.size() - COMPARED);
    for (int i = earlier.size() - 1; i >= from; i--) {
      Turn candidate = earlier.get(i);
      double share = candidate == longest ? 0 : own.likeness(text(candidate));
      if (share > bestShare) {
        best = candidate;
        bestShare = share;
      }
    }
    return best;
  }

  /** The newest of the requests with most equal leading tokens. */
  private @Nullable Turn longest(List<Turn> earlier) {
    Turn best = null;
    int most = -1;
    for (int i = earlier.size() - 1; i >= 0; i--) {
      Turn candidate = earlier.get(i);
      int shared = Comparison.shared(candidate.rendered(), now.rendered());
      boolean home = candidate.namespace().equals(now.namespace());
      boolean bestHome = best != null && best.namespace().equals(now.namespace());
      if (shared > most || (shared == most && home && !bestHome)) {
        best = candidate;
        most = shared;
      }
    }
    return best;
  }

  /** All of the candidate's conversation is the beginning of this one, or the other way round. */
  private boolean continues(Turn candidate) {
    List<Message> older = candidate.rendered().body().messages();
    List<Message> newer = now.rendered().body().messages();
    int limit = Math.min(older.size(), newer.size());
    for (int i = 0; i < limit; i++) {
      if (!older.get(i).text().equals(newer.get(i).text())) {
        return false;
      }
    }
    return limit > 0 && candidate.rendered().body().tools().equals(now.rendered().body().tools());
  }

  private static Shingles text(Turn turn) {
    StringBuilder text = new StringBuilder();
    for (Message message : turn.rendered().body().messages()) {
      text.append(message.text()).append('\n');
    }
    return Shingles.of(text.isEmpty() ? turn.rendered().text() : text.toString());
  }
}
