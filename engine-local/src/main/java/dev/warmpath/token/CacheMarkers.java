package dev.warmpath.token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields by which a block, message or tool of a request carries a cache marker. They speak to
 * the provider: no model reads them, so no template may. Stateless; any thread.
 */
public final class CacheMarkers {
  /** Anthropic's, and OpenAI's from GPT-5.6. */
  public static final List<String> FIELDS = List.of("cache_control", "prompt_cache_breakpoint");

  private CacheMarkers() {}

  /** A tool definition without markers, on itself or on its function; the value itself if none. */
  public static @Nullable Object unmarkedTool(@Nullable Object tool) {
    if (!(tool instanceof Map<?, ?> map)) {
      return tool;
    }
    Map<?, ?> bare = unmarked(map);
    if (!(map.get("function") instanceof Map<?, ?> function) || unmarked(function) == function) {
      return bare;
    }
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>(bare);
    copy.put("function", unmarked(function));
    return copy;
  }

  private static Map<?, ?> unmarked(Map<?, ?> carrier) {
    if (FIELDS.stream().noneMatch(carrier::containsKey)) {
      return carrier;
    }
    Map<Object, @Nullable Object> copy = new LinkedHashMap<>(carrier);
    FIELDS.forEach(copy::remove);
    return copy;
  }
}
