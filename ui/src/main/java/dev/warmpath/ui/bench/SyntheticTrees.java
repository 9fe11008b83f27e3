package dev.warmpath.ui.bench;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.Namespace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Builds snapshots without an engine: trees of any shape, for benches and pictures. */
public final class SyntheticTrees {
  /** KV bytes of a token of a small model: only for the totals. */
  private static final long BYTES_PER_TOKEN = 6_144;

  private final Instant now;
  private final SplittableRandom random;
  private long nextId = 1;
  private int nextToken = 1_000;

  /** A branch to build: how long, how long ago used, and what is below. */
  public record Branch(
      int length, int secondsAgo, int hits, boolean pinned, List<Branch> below) {
    public static Branch of(int length, int secondsAgo, Branch... below) {
      return new Branch(length, secondsAgo, 1 + below.length, false, List.of(below));
    }

    public Branch pinned(boolean nowPinned) {
      return new Branch(length, secondsAgo, hits, nowPinned, below);
    }
  }

  public SyntheticTrees(Instant now, long seed) {
    this.now = now;
    this.random = new SplittableRandom(seed);
  }

  /** A snapshot of one namespace with these top branches. */
  public CacheSnapshot snapshot(Namespace namespace, List<Branch> branches) {
    Map<Namespace, List<Branch>> one = new LinkedHashMap<>();
    one.put(namespace, branches);
    return snapshot(one, List.of());
  }

  public CacheSnapshot snapshot(
      Map<Namespace, List<Branch>> trees, List<CacheSnapshot.SlotContent> slots) {
    Map<Namespace, CachedEdge> roots = new LinkedHashMap<>();
    long tokens = 0;
    int leaves = 0;
    for (Map.Entry<Namespace, List<Branch>> tree : trees.entrySet()) {
      CachedEdge root = edge(new Branch(0, 0, 0, false, tree.getValue()), 0);
      roots.put(tree.getKey(), root);
      tokens += root.subtreeTokens();
      leaves += root.leaves();
    }
    CacheSnapshot.Totals totals =
        new CacheSnapshot.Totals(
            tokens, tokens, 0, (int) nextId - 1, leaves, tokens * BYTES_PER_TOKEN,
            Math.max(1, 3 * tokens * BYTES_PER_TOKEN));
    return new CacheSnapshot(nextId, nextId, now, roots, slots, totals);
  }

  private CachedEdge edge(Branch branch, int start) {
    long id = branch.length() == 0 ? 0 : nextId++;
    int[] tokens = new int[branch.length()];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = i == 0 ? nextToken++ : random.nextInt(1, 1_000);
    }
    CachedEdge[] children =
        branch.below().stream()
            .map(below -> edge(below, start + branch.length()))
            .toArray(CachedEdge[]::new);
    Arrays.sort(children, Comparator.comparingInt(child -> child.token(0)));
    Instant used = now.minusSeconds(branch.secondsAgo());
    CachedEdge.EdgeFacts facts =
        new CachedEdge.EdgeFacts(
            id, start, branch.length(), branch.length(), 0, branch.pinned(),
            1_000_000 - branch.secondsAgo(), branch.hits(), 3, 41, used.minusSeconds(60), used,
            branch.pinned() ? null : used.plusSeconds(600), random.nextLong());
    return new CachedEdge(facts, tokens, 0, children);
  }

  /** A random tree of exactly {@code nodes} edges and about {@code tokens} tokens. */
  public CacheSnapshot large(Namespace namespace, int nodes, int tokens) {
    List<List<Integer>> children = new ArrayList<>();
    List<Integer> top = new ArrayList<>();
    int[] depth = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      children.add(new ArrayList<>());
      int parent = i < 20 || random.nextInt(200) == 0 ? -1 : random.nextInt(i);
      if (parent >= 0 && depth[parent] > 40) {
        parent = -1;
      }
      depth[i] = parent < 0 ? 0 : depth[parent] + 1;
      (parent < 0 ? top : children.get(parent)).add(i);
    }
    int mean = Math.max(1, tokens / nodes);
    return snapshot(
        namespace, top.stream().map(node -> branch(node, children, mean)).toList());
  }

  private Branch branch(int node, List<List<Integer>> children, int mean) {
    List<Branch> below =
        children.get(node).stream().map(child -> branch(child, children, mean)).toList();
    int length = 1 + random.nextInt(2 * mean - 1);
    return new Branch(length, random.nextInt(600), below.size(), false, below);
  }
}
