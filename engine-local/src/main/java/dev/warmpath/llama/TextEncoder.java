package dev.warmpath.llama;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.warmpath.llama.binding.LlamaApi;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text without special tokens to tokens, by the native tokenizer. Thread-safe.
 *
 * <p>Control tokens never come out, whatever the text says: SentencePiece can merge {@code <s>}
 * from its letters, and markers that a file lists as user-defined are parsed always. Where one
 * appears the text is cut inside it and both sides are tokenized on their own.
 */
final class TextEncoder {
  /**
   * Texts above this run on a thread with a large stack: some pre-tokenizers use a regular
   * expression that recurses once per character of a word.
   */
  private static final int SMALL_CHARS = 8_192;

  private static final long STACK_BASE_BYTES = 64L << 20;

  /** Measured need of libstdc++'s regex executor, rounded up; the system maps it as it is used. */
  private static final long STACK_BYTES_PER_CHAR = 2_048;

  private static final long STACK_MAX_BYTES = 4L << 30;

  /** What stands in front of a continued text so that no space is put there. */
  private static final String BREAK = "\n";

  private final LlamaModel model;
  private final Vocabulary vocabulary;
  private final TokenAligner aligner;
  private final boolean addsSpace;

  TextEncoder(LlamaModel model, Vocabulary vocabulary) {
    this.model = model;
    this.vocabulary = vocabulary;
    aligner = new TokenAligner(vocabulary);
    int[] probe = tokenize("a".getBytes(StandardCharsets.UTF_8));
    byte[] first = probe.length == 0 ? new byte[0] : vocabulary.spelling(probe[0]);
    addsSpace = first.length > 0 && first[0] == ' ';
  }

  /** @param text well-formed UTF-16, not empty */
  Encoded encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return harmless(bytes, aligner.align(bytes, nativeTokens(bytes, text.length())));
  }

  private Encoded harmless(byte[] bytes, Encoded encoded) {
    for (int i = 0; i < encoded.ids().length; i++) {
      if (vocabulary.isForbidden(encoded.ids()[i])) {
        return cutInside(bytes, encoded, i);
      }
    }
    return encoded;
  }

  private Encoded cutInside(byte[] bytes, Encoded encoded, int index) {
    int start = index == 0 ? 0 : encoded.byteEnds()[index - 1];
    int cut = start + 1;
    while (cut < bytes.length && (bytes[cut] & 0xC0) == 0x80) {
      cut++;
    }
    if (cut >= bytes.length) {
      // A control token of one character at the very end cannot be spelt otherwise: leave it out.
      return new Encoded(
          Arrays.copyOf(encoded.ids(), index), Arrays.copyOf(encoded.byteEnds(), index),
          Arrays.copyOf(encoded.charEnds(), index), encoded.bytes());
    }
    byte[] head = Arrays.copyOf(bytes, cut);
    byte[] tail = Arrays.copyOfRange(bytes, cut, bytes.length);
    Encoded.Builder both = new Encoded.Builder();
    both.add(
        harmless(head, aligner.align(head, nativeTokens(head, head.length))),
        new String(head, StandardCharsets.UTF_8).length());
    both.add(continued(tail), new String(tail, StandardCharsets.UTF_8).length());
    return both.build();
  }

  private Encoded continued(byte[] bytes) {
    if (!addsSpace) {
      return harmless(bytes, aligner.align(bytes, nativeTokens(bytes, bytes.length)));
    }
    byte[] broken = new byte[bytes.length + 1];
    broken[0] = (byte) BREAK.charAt(0);
    System.arraycopy(bytes, 0, broken, 1, bytes.length);
    int[] ids = nativeTokens(broken, broken.length);
    int dropped = 0;
    for (int spelt = 0; dropped < ids.length && spelt < 2; dropped++) {
      spelt += vocabulary.spelling(ids[dropped]).length;
    }
    return harmless(bytes, aligner.align(bytes, Arrays.copyOfRange(ids, dropped, ids.length)));
  }

  private int[] nativeTokens(byte[] bytes, int chars) {
    if (chars <= SMALL_CHARS || vocabulary.type != Vocabulary.TYPE_BPE) {
      return tokenize(bytes);
    }
    int[][] result = new int[1][];
    Throwable[] failure = new Throwable[1];
    long stack = Math.min(STACK_MAX_BYTES, STACK_BASE_BYTES + chars * STACK_BYTES_PER_CHAR);
    Runnable task =
        () -> {
          try {
            result[0] = tokenize(bytes);
          } catch (RuntimeException | Error e) {
            failure[0] = e;
          }
        };
    Thread thread = new Thread(null, task, "tokenize", stack);
    thread.start();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // The native call cannot be stopped; it ends in milliseconds.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure[0] != null) {
      throw new IllegalStateException("tokenizing failed: " + failure[0].getMessage(), failure[0]);
    }
    return result[0];
  }

  private int[] tokenize(byte[] bytes) {
    LlamaApi api = model.library().api();
    return model.handle().use(
        address -> {
          MemorySegment vocab = api.modelVocab(address);
          try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(JAVA_BYTE, bytes);
            int capacity = bytes.length + 8;
            MemorySegment out = arena.allocate(JAVA_INT, capacity);
            int count =
                api.tokenize(vocab, text, bytes.length, out, capacity, false, false);
            if (count < 0) {
              capacity = -count;
              out = arena.allocate(JAVA_INT, capacity);
              count = api.tokenize(vocab, text, bytes.length, out, capacity, false, false);
            }
            return out.asSlice(0, (long) count * Integer.BYTES).toArray(JAVA_INT);
          }
        });
  }
}
