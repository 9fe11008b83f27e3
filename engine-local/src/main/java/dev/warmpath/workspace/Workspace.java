package dev.warmpath.workspace;

import dev.warmpath.token.Segment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prompt being worked on. Immutable.
 *
 * @param name title; may be empty
 * @param about one or two sentences for the welcome screen; may be empty
 * @param segments in prompt order
 * @param variables named values for {@code {{name}}} in segment texts
 * @param sampling how to answer
 * @param cacheKey the {@code prompt_cache_key}; empty for none
 * @param suggestions follow-up user messages to offer
 * @param fields further top-level request fields for the template ({@code enable_thinking}, …) as
 *     JSON values
 * @param unknown top-level fields of the file that this version does not know: kept on save
 */
public record Workspace(
    String name, String about, List<Segment> segments, Map<String, String> variables,
    Sampling sampling, String cacheKey, List<String> suggestions,
    Map<String, @Nullable Object> fields, Map<String, @Nullable Object> unknown) {

  /**
   * Sampling settings as saved; null = the engine's default.
   *
   * @param maxTokens most answer tokens
   * @param temperature 0 to 2
   * @param topP above 0 to 1
   * @param seed of the random generator
   * @param stop texts that end the answer
   */
  public record Sampling(
      @Nullable Integer maxTokens, @Nullable Double temperature, @Nullable Double topP,
      @Nullable Long seed, List<String> stop) {
    public static final Sampling DEFAULT = new Sampling(null, null, null, null, List.of());

    public Sampling {
      stop = List.copyOf(stop);
    }
  }

  /** Place in {@link #unknown} of what segments have besides: segment id → fields. */
  static final String SEGMENT_FIELDS = "segments";

  public static final Workspace EMPTY =
      new Workspace(
          "", "", List.of(), Map.of(), Sampling.DEFAULT, "", List.of(), Map.of(), Map.of());

  public Workspace {
    segments = List.copyOf(segments);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    suggestions = List.copyOf(suggestions);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    unknown = Collections.unmodifiableMap(new LinkedHashMap<>(unknown));
  }

  /** What the file or an import keeps beside a segment's text. */
  Map<?, ?> kept(Segment segment) {
    return unknown.get(SEGMENT_FIELDS) instanceof Map<?, ?> all
            && all.get(segment.id()) instanceof Map<?, ?> kept
        ? kept
        : Map.of();
  }

  public Workspace withName(String newName) {
    return new Workspace(
        newName, about, segments, variables, sampling, cacheKey, suggestions, fields, unknown);
  }

  public Workspace withVariables(Map<String, String> newVariables) {
    return new Workspace(
        name, about, segments, newVariables, sampling, cacheKey, suggestions, fields, unknown);
  }

  public Workspace withSampling(Sampling newSampling) {
    return new Workspace(
        name, about, segments, variables, newSampling, cacheKey, suggestions, fields, unknown);
  }

  public Workspace withCacheKey(String newKey) {
    return new Workspace(
        name, about, segments, variables, sampling, newKey, suggestions, fields, unknown);
  }

  /** The same with no segment folded. */
  public Workspace unfolded() {
    return withSegments(Segment.unfolded(segments));
  }

  public Workspace withSegments(List<Segment> newSegments) {
    return new Workspace(
        name, about, newSegments, variables, sampling, cacheKey, suggestions, fields, unknown);
  }
}
