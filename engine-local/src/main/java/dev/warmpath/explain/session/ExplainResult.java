package dev.warmpath.explain.session;

import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.cause.Divergence;
import dev.warmpath.explain.fix.Fix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code warmpath explain} for one request.
 *
 * @param step the request
 * @param verdict why it missed
 */
public record ExplainResult(Step step, Verdict verdict) {

  /** {@code measured}, {@code estimated} or {@code unknown}: where the cached count is from. */
  public String provenance() {
    return provenance(verdict);
  }

  private static String provenance(Verdict verdict) {
    if (verdict.cached().isEmpty()) {
      return "unknown";
    }
    return verdict.measured() ? "measured" : "estimated";
  }

  /** The documented JSON object, with exactly its keys in their order. */
  public Map<String, @Nullable Object> json() {
    return json(verdict);
  }

  /** A verdict in the form of {@link #json()}. */
  public static Map<String, @Nullable Object> json(Verdict verdict) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    String id = verdict.cause().id();
    json.put("cause", verdict.cause().isFault() ? id : null);
    json.put("no_fault", verdict.cause().isFault() ? null : id);
    json.put("cached_tokens", number(verdict.cached()));
    json.put("prompt_tokens", verdict.prompt());
    json.put("lost_tokens", verdict.cached().isPresent() ? verdict.lost() : null);
    json.put("divergence", divergence(verdict.divergence()));
    List<Object> fixes = new ArrayList<>();
    verdict.fixes().forEach(fix -> fixes.add(fix(fix)));
    json.put("fixes", fixes);
    json.put("lens", verdict.lens().lens());
    json.put("provenance", provenance(verdict));
    return json;
  }

  private static @Nullable Object number(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static @Nullable Object divergence(@Nullable Divergence divergence) {
    if (divergence == null) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("token", divergence.token());
    json.put("char", divergence.character());
    json.put("path", divergence.path());
    json.put("before", divergence.before());
    json.put("after", divergence.after());
    return json;
  }

  private static Map<String, @Nullable Object> fix(Fix fix) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kind", fix.kind().id());
    json.put("description", fix.description());
    json.put("gain_tokens", fix.gainTokens());
    json.put("gain_cost", fix.gainCost().orElse(null));
    return json;
  }
}
