package dev.warmpath.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the prefix cache should do, said without a tree: a map from every cached prefix to what is
 * known of its last token. A prefix is a string: first char the namespace, then one char a token.
 * Slow and plain on purpose; shares no code with the cache.
 */
final class NaiveCache {
  /** What is known of one token in its context. */
  static final class Cell {
    /** The allocation block of its row; null without a row. */
    @Nullable Block row;

    boolean dropped;
    long lastUsed;
    Instant usedAt = Instant.EPOCH;
  }

  record Block(int writeBack, int index) {}

  /** A lease, or what is left of it. */
  static final class Hold {
    String path;

    Hold(String path) {
      this.path = path;
    }
  }

  static final int BLOCK = 16;

  final Map<String, Cell> cells = new HashMap<>();
  final List<Hold> holds = new ArrayList<>();
  final Set<String> pins = new HashSet<>();
  final String[] slots;
  final boolean[] busy;
  private final int alphabet;
  private final long bytesPerToken;
  long budget;
  @Nullable Duration ttl;
  private long tick;
  private int writeBacks;

  NaiveCache(int slots, int alphabet, long bytesPerToken, long budget, @Nullable Duration ttl) {
    this.slots = new String[slots];
    Arrays.fill(this.slots, "");
    this.busy = new boolean[slots];
    this.alphabet = alphabet;
    this.bytesPerToken = bytesPerToken;
    this.budget = budget;
    this.ttl = ttl;
  }

  /** Longest cached prefix of a path; just the namespace char when nothing is. */
  String longest(String path) {
    int length = 1;
    while (length < path.length() && cells.containsKey(path.substring(0, length + 1))) {
      length++;
    }
    return path.substring(0, length);
  }

  int leadingRows(String path) {
    int rows = 0;
    while (rows + 1 < path.length() && cells.get(path.substring(0, rows + 2)).row != null) {
      rows++;
    }
    return rows;
  }

  Hold acquire(String prompt, int limit, Instant now) {
    expire(now);
    int most = Math.min(limit, prompt.length() - 2) + 1;
    Hold hold = new Hold(longest(prompt.substring(0, Math.max(1, most))));
    holds.add(hold);
    touch(hold.path, now);
    return hold;
  }

  void release(Hold hold, Instant now) {
    holds.remove(hold);
    touch(hold.path, now);
  }

  void slotHolds(int slot, Hold hold, String path, Instant now) {
    slots[slot] = common(slots[slot], path);
    removeLost();
    for (int end = 2; end <= path.length(); end++) {
      cells.computeIfAbsent(path.substring(0, end), prefix -> new Cell());
    }
    slots[slot] = path.length() > 1 ? path : "";
    if (hold.path.length() < path.length()) {
      hold.path = path;
    }
    touch(path, now);
  }

  void truncate(int slot, int length) {
    slots[slot] = length == 0 ? "" : slots[slot].substring(0, length + 1);
    removeLost();
  }

  /** {from, to} or null. */
  int @Nullable [] pending(int slot) {
    String path = slots[slot];
    int from = path.isEmpty() ? 0 : leadingRows(path);
    int to = from;
    while (to + 1 < path.length() && !cells.get(path.substring(0, to + 2)).dropped) {
      to++;
    }
    return to > from ? new int[] {from, to} : null;
  }

  int attach(int slot, int from, int to) {
    String path = slots[slot];
    int attached = 0;
    writeBacks++;
    if (leadingRows(path) < from) {
      return 0;
    }
    for (int at = from; at < to; at++) {
      Cell cell = cells.get(path.substring(0, at + 2));
      if (cell.row == null) {
        cell.row = new Block(writeBacks, (at - from) / BLOCK);
        attached++;
      }
    }
    return attached;
  }

  long usedBytes() {
    Set<Block> blocks = new HashSet<>();
    cells.values().forEach(cell -> blocks.add(cell.row));
    blocks.remove(null);
    return blocks.size() * BLOCK * bytesPerToken;
  }

  boolean reserve(int tokens) {
    long needed = (tokens + BLOCK - 1) / BLOCK * BLOCK * bytesPerToken;
    long heldRows =
        cells.entrySet().stream()
            .filter(entry -> entry.getValue().row != null && held(entry.getKey()))
            .count();
    return needed + heldRows * bytesPerToken <= budget && evictFor(needed);
  }

  boolean evictFor(long needed) {
    while (usedBytes() + needed > budget) {
      String victim =
          cells.keySet().stream()
              .filter(this::evictable)
              .min(Comparator.comparingLong(path -> cells.get(path).lastUsed))
              .orElse(null);
      if (victim == null) {
        return false;
      }
      evictBlock(victim);
    }
    return true;
  }

  private void evictBlock(String victim) {
    Cell cell = cells.get(victim);
    Block block = cell.row;
    long used = cell.lastUsed;
    String at = victim;
    do {
      cells.get(at).row = null;
      cells.get(at).dropped = true;
      at = at.substring(0, at.length() - 1);
      removeLost();
    } while (at.length() > 1
        && evictable(at)
        && block.equals(cells.get(at).row)
        && cells.get(at).lastUsed == used);
  }

  private boolean evictable(String path) {
    if (cells.get(path).row == null || held(path)) {
      return false;
    }
    for (int token = 0; token < alphabet; token++) {
      Cell next = cells.get(path + (char) token);
      if (next != null && (next.row != null || !next.dropped)) {
        return false;
      }
    }
    return true;
  }

  int expire(Instant now) {
    if (ttl == null) {
      return 0;
    }
    int before = cells.size();
    for (String path : deepestFirst()) {
      boolean due = !cells.get(path).usedAt.plus(ttl).isAfter(now);
      if (due && !extended(path) && !held(path) && !inBusySlot(path)) {
        cells.remove(path);
      }
    }
    clip();
    return before - cells.size();
  }

  void clear(@Nullable Character namespace) {
    for (int slot = 0; slot < slots.length; slot++) {
      String path = slots[slot];
      if (!busy[slot] && !path.isEmpty() && (namespace == null || path.charAt(0) == namespace)) {
        while (path.length() > 1 && !held(path)) {
          path = path.substring(0, path.length() - 1);
        }
        slots[slot] = path.length() > 1 ? path : "";
      }
    }
    for (String path : deepestFirst()) {
      boolean concerned = namespace == null || path.charAt(0) == namespace;
      if (concerned && !held(path) && !inBusySlot(path)) {
        cells.remove(path);
      }
    }
    clip();
  }

  int clearBranch(String branch) {
    int before = cells.size();
    for (int slot = 0; slot < slots.length; slot++) {
      String path = slots[slot];
      if (!busy[slot] && path.startsWith(branch)) {
        while (path.length() >= branch.length() && !held(path)) {
          path = path.substring(0, path.length() - 1);
        }
        slots[slot] = path.length() > 1 ? path : "";
      }
    }
    cells.keySet().removeIf(
        path -> path.startsWith(branch) && !held(path) && !inBusySlot(path));
    removeLost();
    return before - cells.size();
  }

  int pin(String path, boolean pinned) {
    String cached = longest(path);
    if (pinned) {
      if (cached.length() > 1) {
        pins.add(cached);
      }
      return cached.length() - 1;
    }
    int longest =
        pins.stream().filter(cached::startsWith).mapToInt(pin -> pin.length() - 1).max().orElse(0);
    pins.removeIf(cached::startsWith);
    return longest;
  }

  boolean held(String path) {
    return holds.stream().anyMatch(hold -> hold.path.startsWith(path))
        || pins.stream().anyMatch(pin -> pin.startsWith(path));
  }

  static String common(String one, String other) {
    int length = 0;
    while (length < one.length()
        && length < other.length()
        && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return length > 1 ? one.substring(0, length) : "";
  }

  private void touch(String path, Instant now) {
    tick++;
    for (int end = 2; end <= path.length(); end++) {
      Cell cell = cells.get(path.substring(0, end));
      cell.lastUsed = tick;
      cell.usedAt = now;
      cell.dropped = false;
    }
  }

  /** A token with neither a row nor a slot is gone. */
  private void removeLost() {
    cells.entrySet().removeIf(entry -> entry.getValue().row == null && !inSlot(entry.getKey()));
    clip();
  }

  private void clip() {
    for (int slot = 0; slot < slots.length; slot++) {
      if (!slots[slot].isEmpty()) {
        String rest = longest(slots[slot]);
        slots[slot] = rest.length() > 1 ? rest : "";
      }
    }
    for (Hold hold : holds) {
      hold.path = longest(hold.path);
    }
    for (String pin : List.copyOf(pins)) {
      String rest = longest(pin);
      if (!rest.equals(pin)) {
        pins.remove(pin);
        if (rest.length() > 1) {
          pins.add(rest);
        }
      }
    }
  }

  private boolean inSlot(String path) {
    for (String slot : slots) {
      if (slot.startsWith(path)) {
        return true;
      }
    }
    return false;
  }

  private boolean inBusySlot(String path) {
    for (int slot = 0; slot < slots.length; slot++) {
      if (busy[slot] && slots[slot].startsWith(path)) {
        return true;
      }
    }
    return false;
  }

  private boolean extended(String path) {
    for (int token = 0; token < alphabet; token++) {
      if (cells.containsKey(path + (char) token)) {
        return true;
      }
    }
    return false;
  }

  private List<String> deepestFirst() {
    List<String> paths = new ArrayList<>(cells.keySet());
    paths.sort(Comparator.comparingInt(String::length).reversed());
    return paths;
  }
}
