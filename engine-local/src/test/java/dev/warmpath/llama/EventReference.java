package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.Namespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A naive cache that is told nothing but the published events: every cached prefix is a string in a
 * set. At each request's look-up it says how much that should have found. Thread-safe.
 */
final class EventReference {
  private final List<CacheEvent> heard = new ArrayList<>();
  private final Map<Namespace, Set<String>> prefixes = new HashMap<>();

  /** Found by each request, by trace id. */
  private final Map<Long, Integer> found = new HashMap<>();

  private long sequence;

  synchronized void hear(CacheEvent event) {
    heard.add(event);
  }

  /**
   * Applies what was heard since the last call.
   *
   * @param prompts of the requests that ran since, by trace id
   */
  synchronized void replay(Map<Long, int[]> prompts) {
    for (CacheEvent event : heard) {
      sequence = event.sequence();
      switch (event) {
        case CacheEvent.BlockTouched touched -> {
          int[] prompt = prompts.get(touched.request());
          int longest = longest(touched.namespace(), prompt);
          assertThat(touched.tokens()).as("look-up of " + touched.request()).isEqualTo(longest);
          found.put(touched.request(), longest);
        }
        case CacheEvent.BlockStored stored -> {
          int[] prompt = prompts.get(stored.request());
          // Others may have stored since its look-up, unless it ran alone.
          if (prompt != null && prompts.size() == 1 && !found.containsKey(stored.request())) {
            assertThat(longest(stored.namespace(), prompt)).as("nothing was touched").isZero();
            found.put(stored.request(), 0);
          }
          for (int to = stored.from() + 1; to <= stored.to(); to++) {
            boolean added = of(stored.namespace()).add(prefix(stored.path(), to));
            assertThat(added).as("stored once").isTrue();
          }
        }
        case CacheEvent.BlockRemoved removed -> {
          for (int to = removed.from() + 1; to <= removed.to(); to++) {
            boolean was = of(removed.namespace()).remove(prefix(removed.path(), to));
            assertThat(was).as("removed once").isTrue();
          }
        }
        case CacheEvent.SlotLoaded ignored -> {}
        case CacheEvent.SlotReleased ignored -> {}
        case CacheEvent.AllBlocksCleared ignored -> {}
      }
    }
    heard.clear();
  }

  /** Tokens the request's look-up should have found. */
  int found(long request) {
    return found.getOrDefault(request, 0);
  }

  /** The last event's number. */
  long sequence() {
    return sequence;
  }

  long tokens() {
    return prefixes.values().stream().mapToLong(Set::size).sum();
  }

  private Set<String> of(Namespace namespace) {
    return prefixes.computeIfAbsent(namespace, none -> new HashSet<>());
  }

  private int longest(Namespace namespace, int[] prompt) {
    Set<String> known = of(namespace);
    int length = 0;
    while (length < prompt.length - 1 && known.contains(prefix(prompt, length + 1))) {
      length++;
    }
    return length;
  }

  private static String prefix(int[] tokens, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) tokens[i]);
    }
    return text.toString();
  }
}
