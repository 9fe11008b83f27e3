package dev.warmpath.llama.tokens;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Newest encoded texts, so that an edit tokenizes only what changed. Two generations: when the
 * young one is full the old one is dropped and they swap. Thread-safe; a lost race only means that
 * a text is tokenized twice.
 */
final class EncodedCache {
  /** Characters per generation: a 1 MB prompt and its edits; about 40 MB of memory at most. */
  private static final long GENERATION_CHARS = 2_000_000;

  private record Generation(Map<String, Encoded> entries, AtomicLong chars) {
    Generation() {
      this(new ConcurrentHashMap<>(), new AtomicLong());
    }
  }

  private volatile Generation young = new Generation();
  private volatile Generation old = new Generation();

  @Nullable Encoded get(String text) {
    Generation current = young;
    Encoded found = current.entries().get(text);
    if (found == null) {
      found = old.entries().get(text);
      if (found != null) {
        put(text, found);
      }
    }
    return found;
  }

  void put(String text, Encoded encoded) {
    Generation current = young;
    if (text.length() > GENERATION_CHARS) {
      return;
    }
    if (current.entries().put(text, encoded) == null
        && current.chars().addAndGet(text.length()) > GENERATION_CHARS) {
      turn(current);
    }
  }

  private synchronized void turn(Generation full) {
    if (young == full) {
      old = full;
      young = new Generation();
    }
  }
}
