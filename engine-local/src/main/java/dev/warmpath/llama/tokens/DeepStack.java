package dev.warmpath.llama.tokens;

import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Protects the process from the native pre-tokenizers that match with a recursive regular
 * expression: they use about 1.2 kB of stack per character of one match, and a match is at most a
 * run of white space or a run without any. A megabyte without a space would overflow any usual
 * stack, which ends the process.
 */
final class DeepStack {
  /** {@code tokenizer.ggml.pre} names seen to match 100,000 letters on a stack of 1 MB. */
  private static final Set<String> ITERATING =
      Set.of(
          "gpt-2", "llama-bpe", "llama3", "llama-v3", "qwen2", "starcoder", "smollm", "falcon",
          "command-r", "default");

  /** A run that fits what is left of the smallest stack, 1 MB, several times. */
  private static final int SHORT_RUN = 256;

  /** Measured between 330 and 1,300 for one character; rounded up. */
  private static final long STACK_BYTES_PER_CHAR = 2_048;

  private static final long STACK_BASE_BYTES = 8L << 20;

  /** Longest run tokenized in one piece: its stack is a gigabyte of address space. */
  static final int LONGEST_RUN = 500_000;

  private final boolean recursive;

  DeepStack(Vocabulary vocabulary, String preTokenizer) {
    recursive = vocabulary.type == Vocabulary.TYPE_BPE && !ITERATING.contains(preTokenizer);
  }

  /**
   * Where {@code text} must be cut from {@code from} on so that no run is too long; its length
   * when it need not be.
   */
  int cut(String text, int from) {
    int run = recursive ? runEnd(text, from, LONGEST_RUN) : text.length();
    return run < text.length() && Character.isLowSurrogate(text.charAt(run)) ? run - 1 : run;
  }

  /** Runs {@code call} on a stack that is deep enough for {@code text}. */
  <T> T run(String text, Supplier<T> call) {
    if (!recursive || text.length() <= SHORT_RUN || runEnd(text, 0, SHORT_RUN) == text.length()) {
      return call.get();
    }
    long chars = Math.min(text.length(), LONGEST_RUN);
    return onThread(call, STACK_BASE_BYTES + chars * STACK_BYTES_PER_CHAR);
  }

  /** Where a run of one kind reaches {@code limit} characters; the text's length if none does. */
  private static int runEnd(String text, int from, int limit) {
    int run = 0;
    boolean space = false;
    for (int i = from; i < text.length(); i++) {
      boolean now = Character.isWhitespace(text.charAt(i));
      run = now == space ? run + 1 : 1;
      space = now;
      if (run > limit) {
        return i;
      }
    }
    return text.length();
  }

  private static <T> T onThread(Supplier<T> call, long stackBytes) {
    Outcome<T> outcome = new Outcome<>();
    Thread thread = new Thread(null, () -> outcome.take(call), "tokenize", stackBytes);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // The native call cannot be stopped; it ends soon.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return outcome.get();
  }

  /** What a call on another thread came to; read after the thread has ended. */
  private static final class Outcome<T> {
    private @Nullable T value;
    private @Nullable RuntimeException failure;

    void take(Supplier<T> call) {
      try {
        value = call.get();
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    T get() {
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(value);
    }
  }
}
