package dev.warmpath.ui.prompt.model;

import dev.warmpath.cache.Namespace;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Prefixes known to have been cached: what of them is not any more was lost. Keeps the newest and
 * longest only. Thread-safe.
 */
final class LostPrefixes {
  /** Prompts edited side by side are few; at 100,000 tokens each this is 13 MB. */
  static final int MOST = 32;

  private record Known(Namespace namespace, int[] tokens) {}

  private final Deque<Known> known = new ArrayDeque<>();

  /** The first {@code length} of {@code tokens} are, or were, cached. */
  synchronized void cached(Namespace namespace, int[] tokens, int length) {
    if (length == 0) {
      return;
    }
    for (Known prefix : known) {
      boolean covered =
          prefix.namespace.equals(namespace)
              && prefix.tokens.length >= length
              && common(prefix.tokens, tokens, length) == length;
      if (covered) {
        known.remove(prefix);
        known.addLast(prefix);
        return;
      }
    }
    known.removeIf(
        prefix ->
            prefix.namespace.equals(namespace)
                && prefix.tokens.length < length
                && common(prefix.tokens, tokens, length) == prefix.tokens.length);
    known.addLast(new Known(namespace, Arrays.copyOf(tokens, length)));
    if (known.size() > MOST) {
      known.removeFirst();
    }
  }

  /** How many leading tokens were cached at some time. */
  synchronized int longest(Namespace namespace, int[] tokens) {
    int longest = 0;
    for (Known prefix : known) {
      if (prefix.namespace.equals(namespace)) {
        longest = Math.max(longest, common(prefix.tokens, tokens, tokens.length));
      }
    }
    return longest;
  }

  private static int common(int[] left, int[] right, int length) {
    int to = Math.min(Math.min(left.length, right.length), length);
    int different = Arrays.mismatch(left, 0, to, right, 0, to);
    return different < 0 ? to : different;
  }
}
