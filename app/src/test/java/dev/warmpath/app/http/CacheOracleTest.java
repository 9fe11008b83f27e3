package dev.warmpath.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code cached_tokens} against a list of everything that was ever sent. */
class CacheOracleTest {
  private static final int REQUESTS = 500;

  @Test
  void cachedTokensAreTheLongestCommonPrefixWithAnythingInTheNamespace() throws Exception {
    long seed = 5001;
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, List<int[]>> stored = new HashMap<>();
    try (TestServer server = TestServer.open(3, 256)) {
      for (int i = 0; i < REQUESTS; i++) {
        String key = List.of("", "alpha", "beta", "gamma").get(random.nextInt(4));
        List<int[]> known = stored.computeIfAbsent(key, name -> new ArrayList<>());
        int[] prompt = prompt(known, random);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", TestServer.ALIAS);
        body.put("prompt", prompt);
        body.put("max_tokens", 1);
        body.put("temperature", 0);
        if (!key.isEmpty()) {
          body.put("prompt_cache_key", key);
        }
        JsonNode answer = server.post("/v1/completions", body).json();
        int expected = known.stream().mapToInt(other -> common(other, prompt)).max().orElse(0);
        assertThat(answer.at("/usage/prompt_tokens_details/cached_tokens").asInt())
            .as("seed %d, request %d of namespace '%s': %s", seed, i, key, answer)
            .isEqualTo(Math.min(expected, prompt.length - 1));
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(prompt.length);
        known.add(prompt);
      }
      server.engine().check().get();
    }
  }

  /** A beginning of an earlier prompt, changed or grown, or something new. */
  private static int[] prompt(List<int[]> known, SplittableRandom random) {
    int[] start = {};
    if (!known.isEmpty() && random.nextInt(5) > 0) {
      int[] earlier = known.get(random.nextInt(known.size()));
      start = Arrays.copyOf(earlier, random.nextInt(earlier.length + 1));
    }
    int more = random.nextInt(start.length == 0 ? 1 : 0, 12);
    int[] prompt = Arrays.copyOf(start, Math.min(60, start.length + more));
    for (int i = start.length; i < prompt.length; i++) {
      prompt[i] = 300 + random.nextInt(6); // few different tokens: many accidental matches
    }
    return prompt.length == 0 ? new int[] {300} : prompt;
  }

  private static int common(int[] one, int[] other) {
    int different = Arrays.mismatch(one, other);
    return different < 0 ? one.length : different;
  }
}
