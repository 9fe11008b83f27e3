package dev.warmpath.ui.fakes;

import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.CachedEdge.EdgeFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A small radix tree whose edges know who stored and used them. One thread. */
final class WordTree {
  /** Everything known of one edge; children by first token. */
  private static final class Node {
    final long id;
    int start;
    int[] tokens;
    final List<Node> children = new ArrayList<>();
    long storedBy;
    long usedBy;
    int hits;
    boolean pinned;
    Instant storedAt = Instant.EPOCH;
    Instant usedAt = Instant.EPOCH;

    Node(long id, int start, int[] tokens) {
      this.id = id;
      this.start = start;
      this.tokens = tokens;
    }
  }

  private final Node root = new Node(0, 0, new int[0]);
  private long nextId = 1;
  private long clock;

  /** Adds what is missing; returns the position the new tokens begin at. */
  int insert(int[] tokens, long request, Instant now) {
    Node at = root;
    int position = 0;
    while (position < tokens.length) {
      Node next = child(at, tokens[position]);
      if (next == null) {
        Node leaf =
            new Node(nextId++, position, Arrays.copyOfRange(tokens, position, tokens.length));
        leaf.storedBy = request;
        leaf.storedAt = now;
        touch(leaf, request, now);
        at.children.add(leaf);
        return position;
      }
      int same = Arrays.mismatch(
          next.tokens, 0, next.tokens.length, tokens, position, tokens.length);
      int shared = same < 0 ? next.tokens.length : same;
      if (shared < next.tokens.length) {
        split(next, shared);
      }
      touch(next, request, now);
      next.hits++;
      position += shared;
      at = next;
    }
    return position;
  }

  int pin(int[] tokens, boolean pinned) {
    Node at = root;
    int position = 0;
    while (position < tokens.length) {
      Node next = child(at, tokens[position]);
      if (next == null) {
        break;
      }
      next.pinned = pinned;
      position += next.tokens.length;
      at = next;
    }
    return Math.min(position, tokens.length);
  }

  private void touch(Node node, long request, Instant now) {
    node.usedBy = request;
    node.usedAt = now;
    clock++;
  }

  private void split(Node node, int length) {
    Node tail =
        new Node(
            nextId++, node.start + length,
            Arrays.copyOfRange(node.tokens, length, node.tokens.length));
    tail.children.addAll(node.children);
    tail.storedBy = node.storedBy;
    tail.usedBy = node.usedBy;
    tail.storedAt = node.storedAt;
    tail.usedAt = node.usedAt;
    tail.hits = node.hits;
    node.children.clear();
    node.children.add(tail);
    node.tokens = Arrays.copyOf(node.tokens, length);
  }

  private static Node child(Node node, int token) {
    return node.children.stream().filter(c -> c.tokens[0] == token).findFirst().orElse(null);
  }

  CachedEdge view() {
    return view(root);
  }

  private CachedEdge view(Node node) {
    CachedEdge[] children =
        node.children.stream()
            .sorted(Comparator.comparingInt(child -> child.tokens[0]))
            .map(this::view)
            .toArray(CachedEdge[]::new);
    EdgeFacts facts =
        new EdgeFacts(
            node.id, node.start, node.tokens.length, node.tokens.length, 0, node.pinned,
            node.usedBy, node.hits, node.storedBy, node.usedBy, node.storedAt, node.usedAt,
            node.pinned ? null : node.usedAt.plusSeconds(600), node.id * 0x9E3779B97F4A7C15L);
    return new CachedEdge(facts, node.tokens, 0, children);
  }

  List<int[]> edges() {
    List<int[]> all = new ArrayList<>();
    collect(root, all);
    return all;
  }

  private static void collect(Node node, List<int[]> all) {
    if (node.tokens.length > 0) {
      all.add(new int[] {node.tokens.length, node.children.isEmpty() ? 1 : 0});
    }
    node.children.forEach(child -> collect(child, all));
  }
}
