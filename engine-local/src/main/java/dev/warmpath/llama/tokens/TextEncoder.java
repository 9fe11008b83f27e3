package dev.warmpath.llama.tokens;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.warmpath.llama.binding.LlamaApi;
import dev.warmpath.llama.binding.NativeHandle;
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
  /** What stands in front of a continued text so that no space is put there. */
  private static final String BREAK = "\n";

  private final LlamaApi api;
  private final NativeHandle model;
  private final Vocabulary vocabulary;
  private final TokenAligner aligner;
  private final DeepStack stack;
  private final boolean addsSpace;

  TextEncoder(LlamaApi api, NativeHandle model, Vocabulary vocabulary, String preTokenizer) {
    this.api = api;
    this.model = model;
    this.vocabulary = vocabulary;
    aligner = new TokenAligner(vocabulary);
    stack = new DeepStack(vocabulary, preTokenizer);
    int[] probe = tokenize("a".getBytes(StandardCharsets.UTF_8));
    byte[] first = probe.length == 0 ? new byte[0] : vocabulary.spelling(probe[0]);
    addsSpace = first.length > 0 && first[0] == ' ';
  }

  /** @param text well-formed UTF-16, not empty */
  Encoded encode(String text) {
    int end = stack.cut(text, 0);
    if (end == text.length()) {
      return encoded(text);
    }
    Encoded.Builder parts = new Encoded.Builder();
    for (int from = 0; from < text.length(); from = end) {
      end = stack.cut(text, from);
      String part = text.substring(from, end);
      parts.add(from == 0 ? encoded(part) : continued(part), part.length());
    }
    return parts.build();
  }

  private Encoded encoded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return harmless(text, aligner.align(bytes, nativeTokens(bytes, text)));
  }

  private Encoded harmless(String text, Encoded encoded) {
    for (int id : encoded.ids()) {
      if (vocabulary.isForbidden(id)) {
        return cutInsideAll(text, encoded);
      }
    }
    return encoded;
  }

  /** All at once: a text full of markers must not be tokenized once for each of them. */
  private Encoded cutInsideAll(String text, Encoded encoded) {
    Encoded.Builder parts = new Encoded.Builder();
    int from = 0;
    for (int i = 0; i <= encoded.ids().length; i++) {
      boolean last = i == encoded.ids().length;
      if (!last && !vocabulary.isForbidden(encoded.ids()[i])) {
        continue;
      }
      int start = last || i == 0 ? 0 : encoded.charEnds()[i - 1];
      int cut =
          last || start >= text.length() ? text.length() : text.offsetByCodePoints(start, 1);
      String part = text.substring(from, cut);
      if (from == 0 && cut == text.length()) {
        // A control token of one character cannot be spelt otherwise: it is left out.
        return new Encoded(new int[0], new int[0], new int[0], encoded.bytes());
      }
      if (!part.isEmpty()) {
        parts.add(from == 0 ? encoded(part) : continued(part), part.length());
      }
      from = cut;
    }
    return parts.build();
  }

  private Encoded continued(String text) {
    if (!addsSpace) {
      return encoded(text);
    }
    byte[] broken = (BREAK + text).getBytes(StandardCharsets.UTF_8);
    int[] ids = nativeTokens(broken, text);
    int dropped = 0;
    for (int spelt = 0; dropped < ids.length && spelt < 2; dropped++) {
      spelt += vocabulary.spelling(ids[dropped]).length;
    }
    return harmless(
        text,
        aligner.align(
            text.getBytes(StandardCharsets.UTF_8),
            Arrays.copyOfRange(ids, dropped, ids.length)));
  }

  private int[] nativeTokens(byte[] bytes, String text) {
    return stack.run(text, () -> tokenize(bytes));
  }

  private int[] tokenize(byte[] bytes) {
    return model.use(
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
