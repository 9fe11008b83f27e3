package dev.warmpath.app.http.inspect;

import dev.warmpath.token.Tokenizer;
import dev.warmpath.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Traces as JSON values. */
final class TraceJson {
  private static final double NANOS_PER_MILLI = 1e6;

  private TraceJson() {}

  private static @Nullable String word(@Nullable Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }

  /** A trace without its tokens. */
  static Map<String, @Nullable Object> summary(Trace trace) {
    Trace.Counts counts = trace.counts();
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("id", trace.id());
    object.put("source", word(trace.source().kind()));
    object.put("client", trace.source().label());
    object.put("model", trace.source().model());
    object.put("submitted", trace.source().submitted().toString());
    object.put("namespace", TreeJson.namespace(trace.namespace()));
    object.put("state", word(trace.state()));
    object.put("finish", word(trace.finish()));
    object.put("error", trace.error());
    object.put("slot", trace.slot());
    object.put("prompt_tokens", counts.prompt());
    object.put("cached_tokens", counts.cached());
    object.put("in_place_tokens", counts.inPlace());
    object.put("restored_tokens", counts.restored());
    object.put("computed_tokens", counts.computed());
    object.put("completion_tokens", counts.completion());
    object.put("evicted_tokens", counts.evicted());
    object.put("phases", phases(trace.phases()));
    object.put("prediction", prediction(trace.prediction()));
    return object;
  }

  private static Map<String, Object> phases(Trace.Phases phases) {
    Map<String, Object> times = new LinkedHashMap<>();
    times.put("queue_ms", millis(phases.queue()));
    times.put("tokenize_ms", millis(phases.tokenize()));
    times.put("lookup_ms", millis(phases.lookup()));
    times.put("restore_ms", millis(phases.restore()));
    times.put("prefill_ms", millis(phases.prefill()));
    times.put("decode_ms", millis(phases.decode()));
    times.put("ttft_ms", millis(phases.firstToken()));
    times.put("total_ms", millis(phases.total()));
    return times;
  }

  private static @Nullable Map<String, Object> prediction(
      Trace.@Nullable Prediction prediction) {
    if (prediction == null) {
      return null;
    }
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("cached_tokens", prediction.matched());
    expected.put("ttft_ms", millis(prediction.firstTokenNanos()));
    expected.put("cold_ttft_ms", millis(prediction.coldNanos()));
    return expected;
  }

  private static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }

  /** A trace with its prompt's tokens and what happened to each. */
  static Map<String, @Nullable Object> whole(Trace trace, Tokenizer tokenizer) {
    Map<String, @Nullable Object> object = summary(trace);
    List<Object> tokens = new ArrayList<>(trace.tokens().size());
    for (int i = 0; i < trace.tokens().size(); i++) {
      int id = trace.tokens().id(i);
      Map<String, Object> token = new LinkedHashMap<>();
      token.put("id", id);
      token.put("text", tokenizer.name(id));
      token.put("state", state(trace, i));
      tokens.add(token);
    }
    List<Object> chunks = new ArrayList<>();
    for (Trace.PrefillChunk chunk : trace.phases().chunks()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("from", chunk.from());
      one.put("tokens", chunk.tokens());
      one.put("ms", millis(chunk.nanos()));
      chunks.add(one);
    }
    object.put("prefill_chunks", chunks);
    object.put("tokens", tokens);
    object.put("text", trace.text());
    return object;
  }

  /** Reused tokens come first: those in the slot, then those copied there, then the computed. */
  private static String state(Trace trace, int index) {
    Trace.Counts counts = trace.counts();
    if (index < counts.inPlace()) {
      return "in_place";
    }
    if (index < counts.cached()) {
      return "restored";
    }
    return index < counts.cached() + counts.computed() ? "computed" : "pending";
  }
}
