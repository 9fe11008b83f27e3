package dev.warmpath.explain.session;

import dev.warmpath.explain.CachedCount;
import dev.warmpath.explain.body.JsonTree;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies: one JSON object, an array of them, or one per line. A line may also wrap
 * the body as {@code {request, response, timestamp}}; the answer's usage then counts as measured.
 */
public final class SessionFile {
  private static final List<String> BODY = List.of("request", "body", "params");
  private static final List<String> RESPONSE = List.of("response", "answer", "completion");
  private static final List<String> STARTED =
      List.of("timestamp", "started_at", "start_time", "start", "time", "ts", "sent_at");
  private static final List<String> READABLE =
      List.of("first_token_at", "finished_at", "end_time", "end", "completed_at");
  private static final List<String> DURATION = List.of("first_token_ms", "ttft_ms", "duration_ms");

  /** Where servers report what hit, by their documents. */
  private static final List<Reported> CACHED =
      List.of(
          new Reported("usage.prompt_tokens_details.cached_tokens", "usage.prompt_tokens"),
          new Reported("usage.input_tokens_details.cached_tokens", "usage.input_tokens"),
          // Anthropic's and Bedrock's input leaves out what was read and written.
          new Reported(
              "usage.cache_read_input_tokens", "usage.input_tokens",
              "usage.cache_read_input_tokens", "usage.cache_creation_input_tokens"),
          new Reported("usage.prompt_cache_hit_tokens", "usage.prompt_tokens"),
          new Reported(
              "usage.cacheReadInputTokens", "usage.inputTokens", "usage.cacheReadInputTokens",
              "usage.cacheWriteInputTokens"),
          new Reported("usage.cached_tokens", "usage.prompt_tokens"),
          new Reported("usageMetadata.cachedContentTokenCount", "usageMetadata.promptTokenCount"),
          new Reported("timings.cache_n", "timings.prompt_n", "timings.cache_n"),
          new Reported("prompt_eval_cached_count"));

  /**
   * Fields of one server's answer.
   *
   * @param cached field with the cached tokens
   * @param prompt fields that add up to the prompt, the first of them always there; empty when not
   *     known
   */
  private record Reported(String cached, List<String> prompt) {
    Reported(String cached, String... prompt) {
      this(cached, List.of(prompt));
    }

    CachedCount read(Map<String, @Nullable Object> answer, int tokens) {
      long sum = 0;
      for (String field : prompt) {
        sum += JsonTree.at(answer, field) instanceof Number number ? number.longValue() : 0;
      }
      boolean told = !prompt.isEmpty() && JsonTree.at(answer, prompt.getFirst()) instanceof Number;
      return told && sum >= Math.max(1, tokens) && sum <= Integer.MAX_VALUE
          ? CachedCount.measured(tokens, (int) sum)
          : CachedCount.measured(tokens);
    }
  }

  private SessionFile() {}

  /**
   * @param text the file's content
   * @param name its name, for messages and reports
   * @throws IllegalArgumentException when a line is no request; the message names it
   */
  public static List<Step> read(String text, String name) {
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Object whole = JsonTree.parse(content);
    if (whole instanceof Map<?, ?>) {
      return List.of(step(JsonTree.asObject(whole), name, 1));
    }
    List<Step> steps = new ArrayList<>();
    if (whole instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (!(list.get(i) instanceof Map<?, ?>)) {
          throw new IllegalArgumentException(
              name + ": entry " + i + " of the array is not a request body");
        }
        steps.add(step(JsonTree.asObject(list.get(i)), name, i + 1));
      }
    } else {
      List<String> lines = content.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          steps.add(step(JsonTree.object(lines.get(i), name + ":" + (i + 1)), name, i + 1));
        }
      }
    }
    if (steps.isEmpty()) {
      throw new IllegalArgumentException(name + " holds no request: expected a JSON body");
    }
    return steps;
  }

  private static Step step(Map<String, @Nullable Object> entry, String name, int line) {
    Map<String, @Nullable Object> body = entry;
    boolean plain =
        entry.containsKey("messages") || entry.containsKey("prompt") || entry.containsKey("input");
    if (!plain) {
      for (String key : BODY) {
        if (entry.get(key) instanceof Map<?, ?> inner) {
          body = JsonTree.asObject(inner);
        }
      }
    }
    if (!body.containsKey("messages") && !body.containsKey("prompt")
        && !body.containsKey("input")) {
      throw new IllegalArgumentException(
          name + ":" + line + " is no request: it has no messages, prompt or input");
    }
    Instant started = time(entry, STARTED);
    Instant readable = time(entry, READABLE);
    if (readable == null && started != null) {
      for (String key : DURATION) {
        if (entry.get(key) instanceof Number millis) {
          readable = started.plusMillis(millis.longValue());
        }
      }
    }
    return new Step(name, line, body, started, readable, count(entry, body));
  }

  private static CachedCount count(
      Map<String, @Nullable Object> entry, Map<String, @Nullable Object> body) {
    Map<String, @Nullable Object> answer = entry == body ? Map.of() : entry;
    boolean answered = answer.containsKey("usage");
    for (String key : RESPONSE) {
      if (entry.get(key) instanceof Map<?, ?> inner) {
        answer = JsonTree.asObject(inner);
        answered = true;
      }
    }
    for (Reported fields : CACHED) {
      if (JsonTree.at(answer, fields.cached()) instanceof Number cached
          && cached.longValue() >= 0) {
        return fields.read(answer, cached.intValue());
      }
    }
    return answered ? CachedCount.NOT_REPORTED : CachedCount.NOT_RUN;
  }

  private static @Nullable Instant time(Map<String, @Nullable Object> entry, List<String> keys) {
    for (String key : keys) {
      Object value = entry.get(key);
      if (value instanceof Number number) {
        return epoch(new BigDecimal(number.toString()));
      }
      if (value instanceof String text) {
        try {
          return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
          throw new IllegalArgumentException(
              key + " must be a time such as 2026-11-21T10:31:00Z, got " + text, e);
        }
      }
    }
    return null;
  }

  /** Seconds, or milliseconds where seconds would lie in the far future. */
  private static Instant epoch(BigDecimal value) {
    BigDecimal millis =
        value.compareTo(new BigDecimal("100000000000")) > 0
            ? value
            : value.multiply(new BigDecimal(1000));
    return Instant.ofEpochMilli(millis.longValue());
  }
}
