package dev.warmpath.lens;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes a lens as JSON. */
public final class LensFile {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final TypeReference<Map<String, @Nullable Object>> FIELDS =
      new TypeReference<>() {};

  /** Rules that came after users could have files: where a file lacks one, it is unknown. */
  private static final List<LensKey> LATER = List.of(LensKey.KEY_REQUIRED);

  private LensFile() {}

  /**
   * @param name file name, for messages
   * @throws IllegalArgumentException when it is not a lens with every rule but the later ones; the
   *     message says what lacks
   */
  public static Lens read(String text, String name) {
    Map<String, @Nullable Object> file;
    try {
      file = MAPPER.readValue(text, FIELDS);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(name + " is not JSON: " + e.getOriginalMessage(), e);
    }
    if (file == null || !(file.get("values") instanceof Map<?, ?> rules)) {
      throw new IllegalArgumentException(name + " has no \"values\": it is not a lens");
    }
    Map<LensKey, Cited> values = new LinkedHashMap<>();
    rules.forEach(
        (key, cell) ->
            values.put(
                LensKey.ofId(String.valueOf(key))
                    .orElseThrow(
                        () -> new IllegalArgumentException(name + ": unknown rule " + key)),
                cited(cell, name + ": " + key)));
    List<String> aliases =
        file.get("aliases") instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
    String dated = text(file, "dated", name);
    for (LensKey key : LATER) {
      values.putIfAbsent(
          key, new Cited(null, "not in " + name, dated, Cited.Certainty.UNKNOWN));
    }
    return new Lens(text(file, "id", name), text(file, "name", name), aliases, dated, values);
  }

  private static Cited cited(@Nullable Object cell, String where) {
    if (!(cell instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(
          where + " must be {value, source, date, certainty}, got " + cell);
    }
    String certainty = Objects.toString(map.get("certainty"), "");
    try {
      return new Cited(
          map.get("value"), Objects.toString(map.get("source"), ""),
          Objects.toString(map.get("date"), ""),
          Cited.Certainty.valueOf(certainty.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }

  private static String text(Map<String, @Nullable Object> file, String key, String name) {
    if (file.get(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalArgumentException(name + " lacks \"" + key + "\"");
  }

  /** The lens as an editable file. */
  public static String write(Lens lens) {
    Map<String, Object> values = new LinkedHashMap<>();
    lens.values()
        .forEach(
            (key, cited) -> {
              Map<String, @Nullable Object> cell = new LinkedHashMap<>();
              cell.put("value", cited.value());
              cell.put("source", cited.source());
              cell.put("date", cited.date());
              cell.put("certainty", cited.certainty().name().toLowerCase(Locale.ROOT));
              values.put(key.id(), cell);
            });
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("id", lens.id());
    file.put("name", lens.name());
    file.put("aliases", lens.aliases());
    file.put("dated", lens.dated());
    file.put("values", values);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(file);
  }
}
