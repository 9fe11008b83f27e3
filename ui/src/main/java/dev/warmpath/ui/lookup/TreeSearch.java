package dev.warmpath.ui.lookup;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.Namespace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Finds text or a token id in a snapshot. A pure function; runs on a worker. */
public final class TreeSearch {
  /** More can't be stepped through; the search stops there and says so. */
  public static final int MAX_MATCHES = 1_000;
  /** Parent tokens decoded in front of an edge so that text across a branch is found. */
  private static final int OVERLAP = 32;

  /** Tokens {@code from} to {@code to} of an edge hold what was searched. */
  public record Match(Namespace namespace, long edge, int from, int to) {}

  private record Todo(CachedEdge edge, int[] before) {}

  private final Function<int[], String> text;
  private final BooleanSupplier wanted;
  private final String query;
  private final int id;
  private final List<Match> found = new ArrayList<>();

  /**
   * @param text decodes tokens; any thread
   * @param query text in any case, or a token id as {@code 1234} or {@code #1234}
   * @param wanted asked between edges; false ends the search early
   */
  public TreeSearch(Function<int[], String> text, String query, BooleanSupplier wanted) {
    this.text = text;
    this.wanted = wanted;
    this.query = query.toLowerCase(Locale.ROOT);
    this.id = tokenId(query.strip());
  }

  private static int tokenId(String query) {
    String digits = query.startsWith("#") ? query.substring(1) : query;
    boolean number = !digits.isEmpty() && digits.length() < 10;
    return number && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(digits)
        : -1;
  }

  /** Matches in tree order, at most {@link #MAX_MATCHES}. */
  public List<Match> in(CacheSnapshot snapshot) {
    if (query.isBlank()) {
      return List.of();
    }
    snapshot.roots().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(Namespace::label)))
        .forEach(root -> search(root.getKey(), root.getValue()));
    return List.copyOf(found);
  }

  private void search(Namespace namespace, CachedEdge root) {
    Deque<Todo> todo = new ArrayDeque<>();
    todo.push(new Todo(root, new int[0]));
    while (!todo.isEmpty() && found.size() < MAX_MATCHES && wanted.getAsBoolean()) {
      Todo item = todo.pop();
      int[] tokens = joined(item.before(), item.edge());
      if (item.edge().length() > 0) {
        searchEdge(namespace, item.edge(), tokens, item.before().length);
      }
      int keep = Math.min(OVERLAP, tokens.length);
      int[] tail = Arrays.copyOfRange(tokens, tokens.length - keep, tokens.length);
      for (int i = item.edge().childCount() - 1; i >= 0; i--) {
        todo.push(new Todo(item.edge().child(i), tail));
      }
    }
  }

  private static int[] joined(int[] before, CachedEdge edge) {
    int[] tokens = Arrays.copyOf(before, before.length + edge.length());
    for (int i = 0; i < edge.length(); i++) {
      tokens[before.length + i] = edge.token(i);
    }
    return tokens;
  }

  private void searchEdge(Namespace namespace, CachedEdge edge, int[] tokens, int before) {
    for (int i = before; i < tokens.length && id >= 0; i++) {
      if (tokens[i] == id) {
        add(namespace, edge, i - before, i - before + 1);
      }
    }
    if (query.startsWith("#")) {
      return;
    }
    String content = text.apply(tokens).toLowerCase(Locale.ROOT);
    for (int at = content.indexOf(query); at >= 0; at = content.indexOf(query, at + 1)) {
      int last = tokenAt(tokens, at + query.length() - 1);
      if (last < before) {
        continue;
      }
      add(namespace, edge, Math.max(0, tokenAt(tokens, at) - before), last - before + 1);
      if (found.size() >= MAX_MATCHES) {
        return;
      }
    }
  }

  /** The token that holds a UTF-16 unit of the decoded text. */
  private int tokenAt(int[] tokens, int offset) {
    int low = 0;
    int high = tokens.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int length = text.apply(Arrays.copyOf(tokens, middle + 1)).length();
      if (length > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private void add(Namespace namespace, CachedEdge edge, int from, int to) {
    if (found.size() < MAX_MATCHES) {
      found.add(new Match(namespace, edge.id(), edge.start() + from, edge.start() + to));
    }
  }
}
