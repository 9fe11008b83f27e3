package dev.warmpath.cache;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cache at one moment: immutable, persistent (shares edges with its neighbours), any thread.
 *
 * @param revision grows with every publish
 * @param sequence the last event it contains
 * @param at when it was published
 * @param roots one root per namespace; a root edge has length 0
 * @param slots what sits on the device, by slot
 * @param states whole states saved beside the tree, for models whose memory has no rows
 * @param totals sums over all namespaces
 */
public record CacheSnapshot(
    long revision, long sequence, Instant at, Map<Namespace, CachedEdge> roots,
    List<SlotContent> slots, List<WholeState> states, Totals totals) {

  /**
   * Sums over the tree.
   *
   * @param tokens cached tokens, in host rows or only on the device
   * @param hostTokens tokens with rows in host memory
   * @param pinnedTokens tokens held by running requests or by the user; the rest is evictable
   * @param edges edges, roots not counted
   * @param leaves edges without children
   * @param hostBytes bytes of allocated row blocks
   * @param budgetBytes most bytes the row blocks may take
   */
  public record Totals(
      long tokens, long hostTokens, long pinnedTokens, int edges, int leaves, long hostBytes,
      long budgetBytes) {}

  /**
   * What one device slot holds.
   *
   * @param slot index, from 0
   * @param namespace of the tokens; null when empty
   * @param tokens at least {@code length} long; shared, read only
   * @param length tokens on the device
   * @param busy true while a request runs in it
   */
  public record SlotContent(
      int slot, @Nullable Namespace namespace, int[] tokens, int length, boolean busy) {

    /** Leading tokens of {@code prompt} (of its first {@code limit}) that the slot holds. */
    public int matches(Namespace wanted, int[] prompt, int limit) {
      if (!wanted.equals(namespace)) {
        return 0;
      }
      int to = Math.min(length, limit);
      int different = Arrays.mismatch(tokens, 0, to, prompt, 0, to);
      return different < 0 ? to : different;
    }
  }

  /**
   * The saved state of a whole sequence: helps a prompt that begins with all of its tokens, and is
   * continued from its end only.
   *
   * @param namespace of the tokens
   * @param tokens what it stands for; read only
   */
  public record WholeState(Namespace namespace, int[] tokens) {

    /** Its length when {@code prompt}, within its first {@code limit} tokens, begins so; else 0. */
    public int matches(Namespace wanted, int[] prompt, int limit) {
      boolean begins =
          tokens.length <= limit
              && namespace.equals(wanted)
              && Arrays.mismatch(tokens, 0, tokens.length, prompt, 0, tokens.length) < 0;
      return begins ? tokens.length : 0;
    }
  }

  /** A snapshot without whole states. */
  public CacheSnapshot(
      long revision, long sequence, Instant at, Map<Namespace, CachedEdge> roots,
      List<SlotContent> slots, Totals totals) {
    this(revision, sequence, at, roots, slots, List.of(), totals);
  }

  public static final CacheSnapshot EMPTY =
      new CacheSnapshot(
          0, 0, Instant.EPOCH, Map.of(), List.of(), new Totals(0, 0, 0, 0, 0, 0, 0));

  public CacheSnapshot {
    roots = Map.copyOf(roots);
    slots = List.copyOf(slots);
    states = List.copyOf(states);
  }

  /** Longest cached prefix of {@code prompt}; changes nothing, not even recency. */
  public PrefixMatch peek(Namespace namespace, int[] prompt) {
    return match(namespace, roots.get(namespace), slots, prompt, prompt.length)
        .withState(longestState(namespace, prompt));
  }

  private int longestState(Namespace namespace, int[] prompt) {
    int longest = 0;
    for (WholeState state : states) {
      longest = Math.max(longest, state.matches(namespace, prompt, prompt.length - 1));
    }
    return longest;
  }

  /** The one look-up of all: at most {@code limit} tokens, never the prompt's last. */
  static PrefixMatch match(
      Namespace namespace, @Nullable CachedEdge root, List<SlotContent> slots, int[] prompt,
      int limit) {
    int most = Math.clamp(limit, 0, Math.max(0, prompt.length - 1));
    int matched = 0;
    int host = 0;
    List<CachedEdge> path = new ArrayList<>();
    CachedEdge edge = root;
    while (edge != null && matched < most) {
      CachedEdge next = edge.childFor(prompt[matched]);
      if (next == null) {
        break;
      }
      int here = next.matchFrom(prompt, matched, most);
      if (host == matched) {
        host += Math.min(here, next.facts().hostTokens());
      }
      matched += here;
      path.add(next);
      edge = here == next.length() ? next : null;
    }
    int bestSlot = -1;
    int bestLength = 0;
    for (SlotContent slot : slots) {
      int length = slot.matches(namespace, prompt, matched);
      if (length > bestLength) {
        bestSlot = slot.slot();
        bestLength = length;
      }
    }
    return new PrefixMatch(namespace, prompt.length, matched, host, bestSlot, bestLength, path);
  }
}
