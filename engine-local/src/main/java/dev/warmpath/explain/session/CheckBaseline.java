package dev.warmpath.explain.session;

import dev.warmpath.explain.body.JsonTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Cached shares of an earlier {@code check --json} report. A request that reuses less than then
 * fails whatever the budget is; one that was under the budget already does not fail again.
 *
 * @param shares cached share, 0 to 1, by file and line
 */
public record CheckBaseline(Map<String, Double> shares) {
  /** A share may fall by so much: rounding, a longer question. */
  private static final double TOLERANCE = 0.01;

  /** Nothing was recorded: only the budget counts. */
  public static final CheckBaseline NONE = new CheckBaseline(Map.of());

  public CheckBaseline {
    shares = Map.copyOf(shares);
  }

  /** Reads a report; empty when the text is something else, such as a request body. */
  public static Optional<CheckBaseline> read(String text) {
    Object value = JsonTree.parse(text);
    boolean report =
        value instanceof Map<?, ?> map && map.containsKey("rows") && map.containsKey("min_cached");
    if (!report) {
      return Optional.empty();
    }
    Map<String, Double> shares = new HashMap<>();
    for (Object row : JsonTree.asList(JsonTree.asObject(value).get("rows"))) {
      Map<String, @Nullable Object> one = JsonTree.asObject(row);
      if (one.get("cached_tokens") instanceof Number cached
          && one.get("prompt_tokens") instanceof Number prompt
          && one.get("line") instanceof Number line
          && prompt.intValue() > 0) {
        shares.put(
            key(JsonTree.asText(one.get("file")), line.intValue()),
            cached.doubleValue() / prompt.doubleValue());
      }
    }
    return Optional.of(new CheckBaseline(shares));
  }

  /** The share that a request had. */
  OptionalDouble share(Step step) {
    Double share = shares.get(key(step.file(), step.line()));
    return share == null ? OptionalDouble.empty() : OptionalDouble.of(share);
  }

  /** True when a request reuses clearly less than it did. */
  boolean worse(Step step, double share) {
    OptionalDouble before = share(step);
    return before.isPresent() && share < before.getAsDouble() - TOLERANCE;
  }

  /** True when a request was recorded and reuses as much as it did. */
  boolean kept(Step step, double share) {
    return share(step).isPresent() && !worse(step, share);
  }

  private static String key(String file, int line) {
    return file + ":" + line;
  }
}
