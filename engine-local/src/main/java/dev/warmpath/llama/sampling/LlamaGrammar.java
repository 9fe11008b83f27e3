package dev.warmpath.llama.sampling;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.warmpath.engine.EngineException;
import dev.warmpath.llama.binding.Layouts;
import dev.warmpath.llama.binding.LlamaApi;
import dev.warmpath.llama.binding.NativeHandle;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A GBNF grammar and how far an answer has followed it. One thread. Accepting a token that the
 * grammar does not allow would end the process, so {@link #accept} asks first.
 */
final class LlamaGrammar implements AutoCloseable {
  private static final long TOKEN_BYTES = Layouts.TOKEN_DATA.byteSize();

  private final LlamaApi api;
  private final NativeHandle handle;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment candidates;
  private final MemorySegment array;

  /**
   * @throws EngineException BAD_GRAMMAR when it is not a grammar
   */
  LlamaGrammar(LlamaSampler.Model model, String grammar) {
    GrammarCheck.run(grammar);
    api = model.api();
    long mark = model.log().mark();
    MemorySegment address =
        model.handle().use(
            weights -> {
              try (Arena call = Arena.ofConfined()) {
                return api.grammar(
                    api.modelVocab(weights), call.allocateFrom(grammar),
                    call.allocateFrom("root"));
              }
            });
    if (address.address() == 0) {
      arena.close();
      throw new EngineException(
          EngineException.Kind.BAD_GRAMMAR,
          "The grammar is not valid GBNF with a rule named root. llama.cpp says: "
              + String.join(" | ", model.log().problemsSince(mark)));
    }
    handle = new NativeHandle("grammar", address, api::samplerFree);
    candidates = arena.allocate(Layouts.TOKEN_DATA, model.vocabularySize());
    array = arena.allocate(Layouts.TOKEN_DATA_ARRAY);
    array.set(ADDRESS, Layouts.offset(Layouts.TOKEN_DATA_ARRAY, "data"), candidates);
  }

  /** True when the answer may go on with {@code token}. */
  boolean allows(int token) {
    put(0, token, 0);
    apply(1);
    return score(0) > Float.NEGATIVE_INFINITY;
  }

  /** Sets the scores of tokens that may not come next to minus infinity. */
  void restrict(float[] scores) {
    int count = 0;
    for (int id = 0; id < scores.length; id++) {
      if (scores[id] > Float.NEGATIVE_INFINITY) {
        put(count++, id, scores[id]);
      }
    }
    if (count == 0) {
      return;
    }
    apply(count);
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < count; i++) {
      scores[candidates.get(JAVA_INT, i * TOKEN_BYTES)] = score(i);
    }
  }

  /** Goes on by a token; the caller has seen that the grammar allows it. */
  void accept(int token) {
    if (!allows(token)) {
      throw new IllegalStateException("the grammar does not allow token " + token);
    }
    api.samplerAccept(handle.open(), token);
  }

  private void put(int index, int token, float score) {
    candidates.set(JAVA_INT, index * TOKEN_BYTES, token);
    candidates.set(JAVA_FLOAT, index * TOKEN_BYTES + 4, score);
    candidates.set(JAVA_FLOAT, index * TOKEN_BYTES + 8, 0);
  }

  private float score(int index) {
    return candidates.get(JAVA_FLOAT, index * TOKEN_BYTES + 4);
  }

  private void apply(int count) {
    array.set(JAVA_LONG, Layouts.offset(Layouts.TOKEN_DATA_ARRAY, "size"), count);
    array.set(JAVA_LONG, Layouts.offset(Layouts.TOKEN_DATA_ARRAY, "selected"), -1);
    array.set(JAVA_BOOLEAN, Layouts.offset(Layouts.TOKEN_DATA_ARRAY, "sorted"), false);
    api.samplerApply(handle.open(), array);
  }

  @Override
  public void close() {
    if (!handle.isClosed()) {
      handle.close();
      arena.close();
    }
  }
}
