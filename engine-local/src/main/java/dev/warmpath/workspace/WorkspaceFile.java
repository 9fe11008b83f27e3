package dev.warmpath.workspace;

import dev.warmpath.token.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@code .warmpath} files: JSON with {@code "warmpath": 1}. Fields that this
 * version does not know are kept, in the file and in every segment.
 */
public final class WorkspaceFile {
  private static final int VERSION = 1;
  private static final List<String> KNOWN =
      List.of(
          "warmpath", "name", "about", "segments", "variables", "sampling", "prompt_cache_key",
          "suggestions", "fields");
  private static final List<String> KNOWN_IN_SEGMENT =
      List.of("id", "kind", "name", "text", "join", "folded");

  private WorkspaceFile() {}

  /**
   * Reads a workspace, or a request body of another program as one.
   *
   * @throws WorkspaceException when the file is missing, too large, not UTF-8, not JSON or neither
   */
  public static Workspace read(Path file) {
    return parse(TextFile.read(file), file.getFileName().toString());
  }

  /**
   * Parses a workspace or a request body.
   *
   * @param name named in errors
   */
  public static Workspace parse(String text, String name) {
    Map<String, @Nullable Object> json = Json.object(text, name);
    if (json.containsKey("segments")) {
      return fromJson(json, name);
    }
    return RequestImport.fromBody(json, name);
  }

  private static Workspace fromJson(Map<String, @Nullable Object> json, String name) {
    Object version = json.getOrDefault("warmpath", VERSION);
    if (!(version instanceof Integer number) || number < 1 || number > VERSION) {
      throw new WorkspaceException(
          name + " has workspace version " + version + "; this Warmpath reads version " + VERSION
              + ". Open it with a newer Warmpath.");
    }
    Fields fields = new Fields(json, name);
    List<Segment> segments = new ArrayList<>();
    Map<String, @Nullable Object> unknownInSegments = new LinkedHashMap<>();
    List<Object> list = fields.list("segments");
    for (int index = 0; index < list.size(); index++) {
      String where = name + ": segments[" + index + "]";
      if (!(list.get(index) instanceof Map<?, ?> map)) {
        throw new WorkspaceException(where + " must be an object.");
      }
      Segment segment = segment(new Fields(Json.copy(map), where));
      segments.add(segment);
      Map<String, @Nullable Object> unknown = without(Json.copy(map), KNOWN_IN_SEGMENT);
      if (!unknown.isEmpty()) {
        unknownInSegments.put(segment.id(), unknown);
      }
    }
    Map<String, @Nullable Object> unknown = without(json, KNOWN);
    if (!unknownInSegments.isEmpty()) {
      unknown.put(Workspace.SEGMENT_FIELDS, unknownInSegments);
    }
    Map<String, String> variables = new LinkedHashMap<>();
    fields.map("variables").forEach((key, value) -> variables.put(key, String.valueOf(value)));
    return new Workspace(
        fields.string("name"), fields.string("about"), segments, variables,
        sampling(new Fields(fields.map("sampling"), name + ": sampling")),
        fields.string("prompt_cache_key"), fields.strings("suggestions"), fields.map("fields"),
        unknown);
  }

  private static Segment segment(Fields fields) {
    String kind = fields.string("kind");
    Segment.Kind known;
    try {
      known = Segment.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new WorkspaceException(
          fields.where() + ".kind is \"" + kind + "\"; it must be one of "
              + String.join(", ", kinds()) + ".", e);
    }
    String id = fields.string("id");
    return new Segment(
        id.isEmpty() ? newId() : id, known, fields.string("name"), fields.string("text"),
        fields.flag("join"), fields.flag("folded"));
  }

  private static List<String> kinds() {
    List<String> names = new ArrayList<>();
    for (Segment.Kind kind : Segment.Kind.values()) {
      names.add(kind.name().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  static String newId() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  private static Workspace.Sampling sampling(Fields fields) {
    Double temperature = fields.number("temperature");
    Double maxTokens = fields.number("max_tokens");
    Double seed = fields.number("seed");
    return new Workspace.Sampling(
        maxTokens == null ? null : maxTokens.intValue(), temperature, fields.number("top_p"),
        seed == null ? null : seed.longValue(), fields.strings("stop"));
  }

  private static Map<String, @Nullable Object> without(
      Map<String, @Nullable Object> json, List<String> known) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(json);
    rest.keySet().removeAll(known);
    return rest;
  }

  /** The file's text for a workspace. */
  public static String format(Workspace workspace) {
    Map<String, @Nullable Object> unknown = new LinkedHashMap<>(workspace.unknown());
    unknown.remove(Workspace.SEGMENT_FIELDS);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("warmpath", VERSION);
    json.put("name", workspace.name());
    json.put("about", workspace.about());
    List<Object> segments = new ArrayList<>();
    for (Segment segment : workspace.segments()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("id", segment.id());
      one.put("kind", segment.kind().name().toLowerCase(Locale.ROOT));
      one.put("name", segment.name());
      if (segment.joins()) {
        one.put("join", true);
      }
      if (segment.folded()) {
        one.put("folded", true);
      }
      one.put("text", segment.text());
      one.putAll(Json.copy(workspace.kept(segment)));
      segments.add(one);
    }
    json.put("segments", segments);
    json.put("variables", workspace.variables());
    json.put("sampling", samplingJson(workspace.sampling()));
    json.put("prompt_cache_key", workspace.cacheKey());
    json.put("suggestions", workspace.suggestions());
    json.put("fields", workspace.fields());
    json.putAll(unknown);
    return Json.write(json) + "\n";
  }

  private static Map<String, @Nullable Object> samplingJson(Workspace.Sampling sampling) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("max_tokens", sampling.maxTokens());
    json.put("temperature", sampling.temperature());
    json.put("top_p", sampling.topP());
    json.put("seed", sampling.seed());
    json.put("stop", sampling.stop());
    json.values().removeIf(value -> value == null || value instanceof List<?> l && l.isEmpty());
    return json;
  }

  /**
   * Writes atomically: the file is either the old or the new one, never half.
   *
   * @throws WorkspaceException when it cannot be written; the old file is untouched
   */
  public static void write(Path file, Workspace workspace) {
    try {
      TextFile.replace(file, format(workspace));
    } catch (IOException e) {
      throw new WorkspaceException(
          file + " was not saved: " + FileFailure.reason(e) + ". Your text is unchanged; choose"
              + " another place.", e);
    }
  }
}
