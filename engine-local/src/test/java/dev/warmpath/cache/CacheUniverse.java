package dev.warmpath.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cache and its naive twin, driven by the same random operations and compared after each. The
 * parameters are tiny so that splits, shared blocks, full budgets and expiry happen all the time.
 */
final class CacheUniverse {
  private static final int LONGEST = 60;
  private static final int BYTES_PER_TOKEN = 3;

  /** A request: its whole token sequence, and how much of it was asked for. */
  private record Running(int namespace, int[] tokens, Lease lease, NaiveCache.Hold hold) {}

  private final Random random;
  private final int alphabet;
  private final List<Namespace> namespaces = new ArrayList<>();
  private final FakeClock clock = new FakeClock();
  private final CountingKvStore store = new CountingKvStore(BYTES_PER_TOKEN);
  private final PrefixCache cache;
  private final NaiveCache naive;
  private final List<Running> running = new ArrayList<>();
  private final List<int[]> seen = new ArrayList<>();
  private final Set<String> byEvents = new HashSet<>();
  private long sequence;
  private long requests;
  private CacheSnapshot earlier = CacheSnapshot.EMPTY;
  private String earlierDigest = digest(earlier);

  CacheUniverse(Random random) {
    this.random = random;
    this.alphabet = 1 + random.nextInt(4);
    int slots = 1 + random.nextInt(4);
    long budget = BYTES_PER_TOKEN * 16L * random.nextInt(14);
    Duration ttl = random.nextInt(4) == 0 ? null : Duration.ofSeconds(20 + random.nextInt(100));
    for (int i = 0; i <= random.nextInt(3); i++) {
      namespaces.add(new Namespace("m", "", "" + i));
    }
    cache =
        new PrefixCache(
            store, new PrefixCache.Limits(budget, ttl), clock, EvictionPolicy.DEFAULT, slots);
    naive = new NaiveCache(slots, alphabet, BYTES_PER_TOKEN, budget, ttl);
    cache.onEvent(this::follow);
  }

  /** One operation on both. */
  void step() {
    int dice = random.nextInt(100);
    if (dice < 18) {
      acquire();
    } else if (dice < 40) {
      slotHolds();
    } else if (dice < 52) {
      release();
    } else if (dice < 68) {
      writeBack();
    } else if (dice < 75) {
      truncate();
    } else if (dice < 80) {
      busy();
    } else if (dice < 86) {
      passTime();
    } else if (dice < 91) {
      pin(dice < 88);
    } else if (dice < 94) {
      int tokens = random.nextInt(40);
      assertThat(cache.reserve(tokens, 0)).isEqualTo(naive.reserve(tokens));
    } else if (dice < 96) {
      rareOnes();
    } else {
      peek();
    }
  }

  private void acquire() {
    if (running.size() >= 5) {
      return;
    }
    int namespace = random.nextInt(namespaces.size());
    int[] tokens = tokens();
    int[] prompt = Arrays.copyOf(tokens, 1 + random.nextInt(tokens.length));
    int limit = random.nextInt(3) == 0 ? random.nextInt(LONGEST) : prompt.length;
    Lease lease = cache.acquire(namespaces.get(namespace), prompt, limit, ++requests);
    NaiveCache.Hold hold = naive.acquire(path(namespace, prompt), limit, clock.instant());
    requireMatch(lease.match(), hold.path, prompt.length);
    int rows = lease.hostRows().stream().mapToInt(KvRows::length).sum();
    assertThat(rows).isEqualTo(lease.match().hostMatched());
    running.add(new Running(namespace, tokens, lease, hold));
  }

  private void requireMatch(PrefixMatch match, String expected, int promptTokens) {
    assertThat(match.promptTokens()).isEqualTo(promptTokens);
    assertThat(match.matched()).isEqualTo(expected.length() - 1);
    assertThat(match.hostMatched()).isEqualTo(naive.leadingRows(expected));
    int slot = -1;
    int longest = 0;
    for (int i = 0; i < naive.slots.length; i++) {
      int common = NaiveCache.common(naive.slots[i], expected).length() - 1;
      if (common > longest) {
        longest = common;
        slot = i;
      }
    }
    assertThat(match.slotMatched()).isEqualTo(longest);
    assertThat(match.slot()).isEqualTo(slot);
  }

  private void slotHolds() {
    Running request = anyRunning();
    if (request == null) {
      return;
    }
    int slot = anySlot();
    int length = random.nextInt(request.tokens.length + 1);
    cache.slotHolds(slot, request.lease, request.tokens, length);
    String path = path(request.namespace, Arrays.copyOf(request.tokens, length));
    naive.slotHolds(slot, request.hold, path, clock.instant());
  }

  private void release() {
    Running request = anyRunning();
    if (request != null) {
      running.remove(request);
      request.lease.release();
      naive.release(request.hold, clock.instant());
    }
  }

  private void writeBack() {
    int slot = anySlot();
    Pending pending = cache.pending(slot);
    int from = pending == null ? 0 : pending.from();
    int to = pending == null ? 0 : pending.to();
    int most = cache.slot(slot).length();
    if (most > 0 && random.nextInt(4) == 0) {
      // Late, early, overlapping or partial: whatever an engine could come up with.
      from = random.nextInt(most);
      to = from + random.nextInt(most - from + 1);
    }
    boolean fits = cache.reserve(to - from, requests);
    assertThat(fits).isEqualTo(naive.reserve(to - from));
    if (fits && to <= cache.slot(slot).length()) {
      KvRows rows = store.allocate(to - from);
      assertThat(cache.attach(slot, from, rows)).isEqualTo(naive.attach(slot, from, to));
    }
  }

  private void truncate() {
    int slot = anySlot();
    int length = random.nextInt(cache.slot(slot).length() + 1);
    cache.truncateSlot(slot, length, requests);
    naive.truncate(slot, length);
  }

  private void busy() {
    int slot = anySlot();
    boolean busy = random.nextBoolean();
    cache.busy(slot, busy);
    naive.busy[slot] = busy;
  }

  private void passTime() {
    clock.pass(Duration.ofSeconds(random.nextInt(30)));
    if (random.nextBoolean()) {
      boolean due = !cache.nextExpiry().isAfter(clock.instant());
      int removed = cache.expire();
      assertThat(removed).isEqualTo(naive.expire(clock.instant()));
      assertThat(removed > 0).isEqualTo(due);
    }
  }

  private void pin(boolean pinned) {
    int namespace = random.nextInt(namespaces.size());
    int[] tokens = tokens();
    assertThat(cache.pin(namespaces.get(namespace), tokens, pinned))
        .isEqualTo(naive.pin(path(namespace, tokens), pinned));
  }

  private void rareOnes() {
    int dice = random.nextInt(15);
    if (dice > 9) {
      int namespace = random.nextInt(namespaces.size());
      int[] branch = tokens();
      branch = Arrays.copyOf(branch, 1 + random.nextInt(branch.length));
      assertThat(cache.clear(namespaces.get(namespace), branch))
          .isEqualTo(naive.clearBranch(path(namespace, branch)));
    } else if (dice < 3) {
      cache.clear(null);
      naive.clear(null);
    } else if (dice < 6) {
      int namespace = random.nextInt(namespaces.size());
      cache.clear(namespaces.get(namespace));
      naive.clear((char) namespace);
    } else {
      naive.budget = BYTES_PER_TOKEN * 16L * random.nextInt(14);
      naive.ttl = dice < 8 ? naive.ttl : Duration.ofSeconds(20 + random.nextInt(100));
      cache.limits(new PrefixCache.Limits(naive.budget, naive.ttl));
      naive.evictFor(0);
      naive.expire(clock.instant());
    }
  }

  private void peek() {
    int namespace = random.nextInt(namespaces.size());
    int[] prompt = tokens();
    CacheSnapshot before = cache.snapshot();
    PrefixMatch match = before.peek(namespaces.get(namespace), prompt);
    String path = path(namespace, prompt);
    requireMatch(match, naive.longest(path.substring(0, path.length() - 1)), prompt.length);
    cache.publish();
    assertThat(cache.snapshot()).isSameAs(before);
  }

  /** Everything that can be seen of both is the same. */
  void compare() {
    cache.checkInvariants();
    cache.publish();
    CacheSnapshot snapshot = cache.snapshot();
    CacheSnapshot.Totals totals = snapshot.totals();
    assertThat(store.usedBytes()).isEqualTo(naive.usedBytes());
    assertThat(totals.hostBytes()).isEqualTo(naive.usedBytes());
    assertThat(totals.budgetBytes()).isEqualTo(naive.budget);
    assertThat(byEvents).isEqualTo(naive.cells.keySet());
    assertThat(snapshot.sequence()).isEqualTo(sequence);
    long[] counted = new long[3];
    snapshot.roots().forEach(
        (namespace, root) -> {
          String start = String.valueOf((char) namespaces.indexOf(namespace));
          assertThat(root.childCount()).isPositive();
          compareBelow(root, start, counted);
        });
    assertThat(counted[0]).isEqualTo(naive.cells.size()).isEqualTo(totals.tokens());
    assertThat(counted[1]).isEqualTo(totals.hostTokens());
    assertThat(counted[2]).isEqualTo(totals.pinnedTokens());
    compareSlots(snapshot);
    for (Running request : running) {
      assertThat(request.lease.length()).isEqualTo(request.hold.path.length() - 1);
    }
    if (random.nextInt(50) == 0) {
      assertThat(digest(earlier)).as("an earlier snapshot").isEqualTo(earlierDigest);
      earlier = snapshot;
      earlierDigest = digest(snapshot);
    }
  }

  private void compareSlots(CacheSnapshot snapshot) {
    for (int slot = 0; slot < naive.slots.length; slot++) {
      CacheSnapshot.SlotContent content = snapshot.slots().get(slot);
      assertThat(content).isSameAs(cache.slot(slot));
      assertThat(content.busy()).isEqualTo(naive.busy[slot]);
      Namespace namespace = content.namespace();
      String path =
          namespace == null
              ? ""
              : path(
                  namespaces.indexOf(namespace),
                  Arrays.copyOf(content.tokens(), content.length()));
      assertThat(path).isEqualTo(naive.slots[slot]);
      Pending pending = cache.pending(slot);
      int[] range = pending == null ? null : new int[] {pending.from(), pending.to()};
      assertThat(range).isEqualTo(naive.pending(slot));
    }
  }

  private void compareBelow(CachedEdge edge, String path, long[] counted) {
    StringBuilder at = new StringBuilder(path);
    CachedEdge.EdgeFacts facts = edge.facts();
    for (int i = 0; i < edge.length(); i++) {
      at.append((char) edge.token(i));
      String prefix = at.toString();
      NaiveCache.Cell cell = naive.cells.get(prefix);
      assertThat(cell).as(prefix).isNotNull();
      boolean held = facts.pins() > 0 || facts.pinned();
      if (held != naive.held(prefix)
          || (i < facts.hostTokens()) != (cell.row != null)
          || !facts.usedAt().equals(cell.usedAt)) {
        throw new AssertionError(
            "token " + i + " of " + facts + " should be held: " + naive.held(prefix) + ", row: "
                + (cell.row != null) + ", used at " + cell.usedAt);
      }
      counted[0]++;
      counted[1] += cell.row != null ? 1 : 0;
      counted[2] += held ? 1 : 0;
    }
    long below = edge.length();
    for (CachedEdge child : edge.children()) {
      assertThat(child.start()).isEqualTo(edge.end());
      compareBelow(child, at.toString(), counted);
      below += child.subtreeTokens();
    }
    assertThat(edge.subtreeTokens()).isEqualTo(below);
  }

  /** After the last request nothing may be left over. */
  void end() {
    while (!running.isEmpty()) {
      release();
      compare();
    }
    for (int slot = 0; slot < naive.slots.length; slot++) {
      cache.busy(slot, false);
      naive.busy[slot] = false;
    }
    for (String pin : List.copyOf(naive.pins)) {
      int[] tokens = pin.substring(1).chars().toArray();
      cache.pin(namespaces.get(pin.charAt(0)), tokens, false);
      naive.pin(pin, false);
    }
    cache.clear(null);
    naive.clear(null);
    compare();
    assertThat(naive.cells).isEmpty();
    assertThat(store.references()).isZero();
    assertThat(store.usedBytes()).isZero();
  }

  private void follow(CacheEvent event) {
    assertThat(event.sequence()).isEqualTo(++sequence);
    if (event instanceof CacheEvent.BlockStored stored) {
      String path = path(namespaces.indexOf(stored.namespace()), stored.path());
      for (int at = stored.from(); at < stored.to(); at++) {
        assertThat(byEvents.add(path.substring(0, at + 2))).as("stored once").isTrue();
      }
    } else if (event instanceof CacheEvent.BlockRemoved removed) {
      String path = path(namespaces.indexOf(removed.namespace()), removed.path());
      for (int at = removed.from(); at < removed.to(); at++) {
        assertThat(byEvents.remove(path.substring(0, at + 2))).as("removed once").isTrue();
      }
    }
  }

  private static String digest(CacheSnapshot snapshot) {
    StringBuilder text = new StringBuilder();
    snapshot.roots().values().forEach(root -> digest(root, text));
    return text.append(snapshot.totals()).toString();
  }

  private static void digest(CachedEdge edge, StringBuilder text) {
    text.append(edge.facts()).append(Arrays.toString(edge.tokens()));
    edge.children().forEach(child -> digest(child, text));
  }

  /** New tokens, or a variation of earlier ones: whole, shortened or with another tail. */
  private int[] tokens() {
    int[] tokens = new int[1 + random.nextInt(LONGEST)];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = random.nextInt(alphabet);
    }
    if (!seen.isEmpty() && random.nextInt(4) > 0) {
      int[] other = seen.get(random.nextInt(seen.size()));
      int shared = Math.min(tokens.length, random.nextInt(other.length + 1));
      System.arraycopy(other, 0, tokens, 0, shared);
    }
    seen.add(tokens);
    if (seen.size() > 8) {
      seen.remove(random.nextInt(seen.size()));
    }
    return tokens;
  }

  private static String path(int namespace, int[] tokens) {
    StringBuilder path = new StringBuilder(tokens.length + 1).append((char) namespace);
    for (int token : tokens) {
      path.append((char) token);
    }
    return path.toString();
  }

  private @Nullable Running anyRunning() {
    return running.isEmpty() ? null : running.get(random.nextInt(running.size()));
  }

  private int anySlot() {
    return random.nextInt(naive.slots.length);
  }
}
