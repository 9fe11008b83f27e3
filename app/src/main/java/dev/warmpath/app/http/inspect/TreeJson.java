package dev.warmpath.app.http.inspect;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.Namespace;
import dev.warmpath.token.Tokenizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A snapshot as JSON values: edges in a flat list, parents before their children. */
final class TreeJson {
  /** A page of so many edges takes about 5 MB. */
  static final int MOST_EDGES = 10_000;

  /** Tokens of an edge that are shown as text. */
  private static final int PREVIEW_TOKENS = 16;

  private final CacheSnapshot snapshot;
  private final Tokenizer tokenizer;
  private final Sight sight;
  private final int limit;
  private boolean truncated;

  TreeJson(CacheSnapshot snapshot, Tokenizer tokenizer, Sight sight, int limit) {
    this.snapshot = snapshot;
    this.tokenizer = tokenizer;
    this.sight = sight;
    this.limit = limit;
  }

  Map<String, @Nullable Object> object() {
    List<Object> edges = new ArrayList<>();
    snapshot.roots().forEach(
        (namespace, root) -> {
          if (sight.of(namespace)) {
            add(namespace, root, edges);
          }
        });
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("revision", snapshot.revision());
    tree.put("sequence", snapshot.sequence());
    tree.put("at", snapshot.at().toString());
    CacheSnapshot.Totals totals = snapshot.totals();
    Map<String, Object> sums = new LinkedHashMap<>();
    sums.put("tokens", totals.tokens());
    sums.put("host_tokens", totals.hostTokens());
    sums.put("pinned_tokens", totals.pinnedTokens());
    sums.put("edges", totals.edges());
    sums.put("leaves", totals.leaves());
    sums.put("host_bytes", totals.hostBytes());
    sums.put("budget_bytes", totals.budgetBytes());
    tree.put("totals", sums);
    tree.put("slots", slots());
    tree.put("edges", edges);
    tree.put("truncated", truncated);
    return tree;
  }

  private List<Object> slots() {
    List<Object> slots = new ArrayList<>();
    for (CacheSnapshot.SlotContent content : snapshot.slots()) {
      if (sight.of(content.namespace())) {
        Map<String, @Nullable Object> slot = new LinkedHashMap<>();
        slot.put("slot", content.slot());
        slot.put("namespace", namespace(content.namespace()));
        slot.put("tokens", content.length());
        slot.put("busy", content.busy());
        slots.add(slot);
      }
    }
    return slots;
  }

  static @Nullable Map<String, Object> namespace(@Nullable Namespace namespace) {
    if (namespace == null) {
      return null;
    }
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("model", namespace.model());
    parts.put("account", namespace.account());
    parts.put("key", namespace.key());
    return parts;
  }

  /** An edge still to be written; a tree may be deeper than a stack. */
  private record Pending(CachedEdge edge, @Nullable Long parent) {}

  private void add(Namespace namespace, CachedEdge root, List<Object> edges) {
    ArrayDeque<Pending> pending = new ArrayDeque<>();
    root.children().forEach(child -> pending.add(new Pending(child, null)));
    while (!pending.isEmpty()) {
      if (edges.size() >= limit) {
        truncated = true;
        return;
      }
      Pending next = pending.poll();
      edges.add(edge(namespace, next));
      next.edge().children()
          .forEach(child -> pending.add(new Pending(child, next.edge().id())));
    }
  }

  private Map<String, @Nullable Object> edge(Namespace namespace, Pending pending) {
    CachedEdge edge = pending.edge();
    CachedEdge.EdgeFacts facts = edge.facts();
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("id", facts.id());
    object.put("parent", pending.parent());
    object.put("namespace", namespace(namespace));
    object.put("start", facts.start());
    object.put("length", facts.length());
    object.put("host_tokens", facts.hostTokens());
    object.put("running", facts.pins());
    object.put("pinned", facts.pinned());
    object.put("hits", facts.hits());
    object.put("stored_by", facts.storedBy());
    object.put("last_used_by", facts.lastUsedBy());
    object.put("stored_at", facts.storedAt().toString());
    object.put("used_at", facts.usedAt().toString());
    object.put("expires_at", facts.expiresAt() == null ? null : facts.expiresAt().toString());
    object.put("hash", Long.toHexString(facts.hash()));
    int[] first = new int[Math.min(PREVIEW_TOKENS, edge.length())];
    for (int i = 0; i < first.length; i++) {
      first[i] = edge.token(i);
    }
    object.put("text", tokenizer.text(first));
    return object;
  }
}
