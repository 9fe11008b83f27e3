package dev.warmpath.workspace;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper of workspaces; keeps number forms that matter to a template. */
final class Json {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static List<Object> array(String text, String where) {
    try {
      return MAPPER.readValue(text, new TypeReference<List<Object>>() {});
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          where + " must be a JSON array of tools: " + e.getOriginalMessage(), e);
    }
  }

  static Map<String, @Nullable Object> object(String text, String where) {
    try {
      return MAPPER.readValue(text, new TypeReference<Map<String, @Nullable Object>>() {});
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          where + " is not a JSON object: " + e.getOriginalMessage(), e);
    }
  }
}
