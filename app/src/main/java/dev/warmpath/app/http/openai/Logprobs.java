package dev.warmpath.app.http.openai;

import dev.warmpath.engine.Completion;
import dev.warmpath.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Log-probabilities of answer tokens in the API's shapes. */
final class Logprobs {
  /** What clients get instead of minus infinity, which JSON does not have; OpenAI's number. */
  private static final double IMPOSSIBLE = -9999;

  private final Tokenizer tokenizer;

  Logprobs(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** The {@code logprobs} object of a chat choice. */
  Map<String, @Nullable Object> chat(List<Completion.Chunk> tokens) {
    List<Object> content = new ArrayList<>();
    for (Completion.Chunk chunk : tokens) {
      Map<String, Object> entry = token(chunk.token(), chunk.logprob());
      List<Object> top = new ArrayList<>();
      chunk.alternatives().forEach(other -> top.add(token(other.token(), other.logprob())));
      entry.put("top_logprobs", top);
      content.add(entry);
    }
    Map<String, @Nullable Object> logprobs = new LinkedHashMap<>();
    logprobs.put("content", content);
    logprobs.put("refusal", null);
    return logprobs;
  }

  private Map<String, Object> token(int id, double logprob) {
    byte[] bytes = bytes(id);
    List<Integer> values = new ArrayList<>(bytes.length);
    for (byte value : bytes) {
      values.add(value & 0xff);
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("token", new String(bytes, StandardCharsets.UTF_8));
    entry.put("logprob", finite(logprob));
    entry.put("bytes", values);
    return entry;
  }

  private byte[] bytes(int id) {
    byte[] piece = tokenizer.piece(id);
    return piece.length > 0 ? piece : tokenizer.name(id).getBytes(StandardCharsets.UTF_8);
  }

  private static double finite(double logprob) {
    return Double.isFinite(logprob) ? Math.max(logprob, IMPOSSIBLE) : IMPOSSIBLE;
  }

  /**
   * The {@code logprobs} object of a completion choice.
   *
   * @param offset UTF-16 units of text before the first token
   */
  Map<String, Object> completion(List<Completion.Chunk> tokens, int offset) {
    List<Object> texts = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    List<Object> tops = new ArrayList<>();
    List<Object> offsets = new ArrayList<>();
    int at = offset;
    for (Completion.Chunk chunk : tokens) {
      String text = new String(bytes(chunk.token()), StandardCharsets.UTF_8);
      texts.add(text);
      values.add(finite(chunk.logprob()));
      Map<String, Object> top = new LinkedHashMap<>();
      chunk.alternatives().forEach(
          other ->
              top.putIfAbsent(
                  new String(bytes(other.token()), StandardCharsets.UTF_8),
                  finite(other.logprob())));
      tops.add(top);
      offsets.add(at);
      at += text.length();
    }
    Map<String, Object> logprobs = new LinkedHashMap<>();
    logprobs.put("tokens", texts);
    logprobs.put("token_logprobs", values);
    logprobs.put("top_logprobs", tops);
    logprobs.put("text_offset", offsets);
    return logprobs;
  }
}
