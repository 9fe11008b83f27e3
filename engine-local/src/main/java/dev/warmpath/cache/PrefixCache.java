package dev.warmpath.cache;

import dev.warmpath.cache.CacheEvent.Reason;
import dev.warmpath.cache.CacheSnapshot.SlotContent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The prefix cache: which token prefixes have KV, in host rows or in a device slot. The single
 * truth about both; the engine does what it says and tells it what happened. Every method belongs
 * to the engine thread, except {@link #snapshot}. Nothing here reads or writes KV itself, so the
 * simulator runs the same class on a {@link CountingKvStore}.
 *
 * <p>A request: {@link #acquire} → restore or continue in place → {@link #slotHolds} as the slot
 * fills → {@link Lease#release}; {@link #pending}, {@link #reserve} and {@link #attach} write back
 * what only the slot has; {@link #publish} shows the result to everyone else.
 */
public final class PrefixCache {
  private final KvStore store;
  private final Journal journal;
  private final TreeIndex index;
  private final PrefixTree tree;
  private final SlotPaths slots;
  private final SlotFill fill;
  private final UserPins pins;
  private final WriteBack writeBack;
  private final Removal removal;
  private List<CacheSnapshot.WholeState> states = List.of();
  private Limits limits;
  private volatile CacheSnapshot snapshot;

  /**
   * What the cache may take.
   *
   * @param budgetBytes most bytes of allocated row blocks, ≥ 0
   * @param ttl inactivity after which a prefix expires, above zero; null for never
   */
  public record Limits(long budgetBytes, @Nullable Duration ttl) {
    public Limits {
      if (budgetBytes < 0) {
        throw new IllegalArgumentException("budget of " + budgetBytes + " bytes");
      }
      if (ttl != null && (ttl.isZero() || ttl.isNegative())) {
        throw new IllegalArgumentException("expiry after " + ttl + "; use null for never");
      }
    }
  }

  /**
   * @param store where rows live; only its sizes are used here
   * @param limits budget and expiry
   * @param clock wall time, for expiry and for people only
   * @param policy order of eviction
   * @param slots device slots, at least 0; all empty and idle at first
   */
  public PrefixCache(
      KvStore store, Limits limits, InstantSource clock, EvictionPolicy policy, int slots) {
    this.store = store;
    this.limits = limits;
    this.journal = new Journal(clock);
    this.index = new TreeIndex(policy, store.bytesPerToken());
    this.tree = new PrefixTree(index, journal);
    this.slots = new SlotPaths(tree, slots);
    this.fill = new SlotFill(tree, this.slots);
    this.pins = new UserPins(tree);
    this.writeBack = new WriteBack(tree, this.slots, store);
    this.removal = new Removal(tree, this.slots);
    this.snapshot = build(1);
  }

  /** The newest published cache. Any thread, never blocks. */
  public CacheSnapshot snapshot() {
    return snapshot;
  }

  /**
   * Calls {@code listener} for every event from now on: in order, on the engine thread, when the
   * operation that caused it is complete and before it returns. Must be quick.
   */
  public void onEvent(Consumer<CacheEvent> listener) {
    journal.listen(listener);
  }

  /** Says which whole states are saved beside the tree; the next snapshot shows them. */
  public void states(List<CacheSnapshot.WholeState> saved) {
    states = List.copyOf(saved);
    tree.changed = true;
  }

  /** Makes a new snapshot if anything changed since the last; costs only what changed. */
  public void publish() {
    CacheSnapshot last = snapshot;
    if (tree.changed
        || last.sequence() != journal.sequence()
        || last.totals().hostBytes() != store.usedBytes()) {
      snapshot = build(last.revision() + 1);
      tree.changed = false;
    }
  }

  public Limits limits() {
    return limits;
  }

  /** Changes budget and expiry; a smaller budget evicts at once as far as it may. */
  public void limits(Limits newLimits) {
    boolean otherExpiry = !Objects.equals(limits.ttl(), newLimits.ttl());
    limits = newLimits;
    tree.changed = true;
    if (otherExpiry) {
      tree.all(null).forEach(tree::touchView);
    }
    writeBack.shrink(newLimits.budgetBytes(), 0);
    removal.expire(newLimits.ttl());
    journal.deliver();
  }

  /**
   * Finds and pins the longest cached prefix of a prompt and refreshes its recency. What is past
   * its time expires first and is not found.
   *
   * @param tokens the prompt
   * @param limit most tokens to match; never the prompt's last token, whatever the limit
   * @param request trace id; 0 for none
   * @return to be released exactly once, also when nothing matched
   */
  public Lease acquire(Namespace namespace, int[] tokens, int limit, long request) {
    removal.expire(limits.ttl());
    Edge root = tree.roots.get(namespace);
    CachedEdge view = root == null ? null : SnapshotBuilder.view(root, limits.ttl());
    PrefixMatch match =
        CacheSnapshot.match(namespace, view, slots.contents(), tokens, limit);
    Lease lease = new Lease(this, match, request);
    Edge end = tree.boundary(tree.find(namespace, tokens, match.matched()));
    lease.end = end;
    tree.leases.add(lease);
    if (end != null) {
      tree.hold(end, null, 1, 0, 0);
      tree.touch(end, request, true);
      journal.touched(end, match.matched(), request);
    }
    journal.deliver();
    return lease;
  }

  /** Ends the hold: its path is evictable again, and its inactivity starts now. */
  void release(Lease lease) {
    tree.leases.remove(lease);
    tree.touch(lease.end, lease.request(), false);
    tree.hold(lease.end, null, -1, 0, 0);
    lease.end = null;
    journal.deliver();
  }

  /**
   * Says that a slot now holds exactly {@code tokens[0..length)}: after a restore, after prefill
   * chunks, and with the generated tokens. What it held beyond that is gone from it. New tokens are
   * cached from here on; the lease pins up to {@code length} (and never less than before).
   *
   * @param slot index from 0
   * @param lease of the request the tokens belong to; its path and the tokens agree
   * @param tokens prompt and answer so far; may be longer than {@code length}; shared, so what is
   *     before {@code length} must never be written again
   * @param length tokens the slot holds, whose KV is complete
   */
  public void slotHolds(int slot, Lease lease, int[] tokens, int length) {
    fill.holds(slot, lease, tokens, length);
    journal.deliver();
  }

  /**
   * Says that a slot keeps only its first {@code length} tokens. Tokens beyond that nothing else
   * holds (no rows, no other slot) leave the cache, also from under a lease or a user pin, which
   * then end where the rest ends.
   */
  public void truncateSlot(int slot, int length, long request) {
    SlotContent old = slots.content(slot);
    if (length < 0 || length > old.length()) {
      throw new IllegalArgumentException(
          "slot " + slot + " holds " + old.length() + " tokens, cannot keep " + length);
    }
    if (length < old.length()) {
      journal.now();
      slots.cut(slot, length, Reason.CAPACITY, request);
      journal.slotReleased(slot, length);
    }
    journal.deliver();
  }

  public SlotContent slot(int slot) {
    return slots.content(slot);
  }

  /** Says that a request runs in the slot: its tokens then neither expire nor are cleared. */
  public void busy(int slot, boolean busy) {
    slots.busy(slot, busy);
  }

  /**
   * What of the slot's path should be written back next.
   *
   * @return null when nothing; above what is returned everything has rows
   */
  public @Nullable Pending pending(int slot) {
    return writeBack.pending(slot);
  }

  /**
   * Makes room for the rows of {@code tokens} more tokens, evicting unpinned leaves, tails first.
   *
   * @param request for whose sake, named by the events; 0 for none
   * @return true when they fit into the budget now; false when they cannot
   */
  public boolean reserve(int tokens, long request) {
    boolean fits = writeBack.reserve(tokens, limits.budgetBytes(), request);
    journal.deliver();
    return fits;
  }

  /**
   * Adds written-back rows to the slot's path and takes over the reference. Rows that the path got
   * meanwhile from elsewhere are released again; so are all when the rows above them have gone.
   *
   * @param from position of the first row's token
   * @param rows for {@code from}..{@code from + rows.length()}, within what the slot holds
   * @return tokens that have rows now and had none before
   */
  public int attach(int slot, int from, KvRows rows) {
    return writeBack.attach(slot, from, rows);
  }

  /**
   * Removes what was not used for the time to live: leaves first, then what they stood on.
   *
   * @return tokens removed
   */
  public int expire() {
    int removed = removal.expire(limits.ttl());
    journal.deliver();
    return removed;
  }

  /** When {@link #expire} will have something to do; {@link Instant#MAX} for never. */
  public Instant nextExpiry() {
    return removal.nextExpiry(limits.ttl());
  }

  /**
   * Drops everything of a namespace, or of all when null, but what running requests and user pins
   * hold; idle slots are emptied down to that, too.
   */
  public void clear(@Nullable Namespace namespace) {
    removal.clear(namespace);
    journal.deliver();
  }

  /**
   * Drops one branch: everything cached that begins with all of {@code branch}, from its last
   * token on; what stands above or beside it stays, and what running requests and user pins hold.
   *
   * @param branch a path of at least 1 token
   * @return tokens dropped; 0 when nothing begins so
   */
  public int clear(Namespace namespace, int[] branch) {
    if (branch.length == 0) {
      throw new IllegalArgumentException("a branch of 0 tokens is the whole namespace");
    }
    int dropped = removal.clear(namespace, branch);
    journal.deliver();
    return dropped;
  }

  /**
   * Pins or unpins for the user: a pinned prefix is neither evicted nor expires.
   *
   * @param tokens a path; what of it is cached counts
   * @param pinned true: keep the whole cached prefix; false: end every pin that ends within it.
   *     A pin of a longer prefix keeps its hold
   * @return tokens of the prefix pinned, or of the longest pin that ended; 0 when there was none
   */
  public int pin(Namespace namespace, int[] tokens, boolean pinned) {
    return pinned ? pins.start(namespace, tokens) : pins.end(namespace, tokens);
  }

  /** Ends every pin of the user: what they held can be cleared. */
  public void unpinAll() {
    pins.endAll();
  }

  /**
   * Looks at everything the cache promises; costs as much as the tree is large. For tests.
   *
   * @throws IllegalStateException naming what does not hold
   */
  public void checkInvariants() {
    new TreeCheck(tree, slots, limits.ttl()).run();
  }

  private CacheSnapshot build(long revision) {
    return new CacheSnapshot(
        revision,
        journal.sequence(),
        journal.now(),
        SnapshotBuilder.roots(tree, limits.ttl()),
        slots.contents(),
        states,
        index.totals(store.usedBytes(), limits.budgetBytes()));
  }
}
