package dev.warmpath.app.connect;

import dev.warmpath.ui.ports.ModelLibrary.Listed;
import dev.warmpath.workspace.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The curated models: {@code models.json} beside this class, replaced by name or joined by the rows
 * of the user's own file of the same form. Immutable.
 *
 * @param models in the order of the files
 * @param problems rows and files that were left out, in words
 */
public record ModelList(List<Listed> models, List<String> problems) {
  private static final String BUNDLED = "models.json";

  /** Larger than any list; keeps a mistaken path from filling the memory. */
  private static final long MAX_BYTES = 4L << 20;

  public ModelList {
    models = List.copyOf(models);
    problems = List.copyOf(problems);
  }

  /** @param own the user's file; need not exist */
  public static ModelList load(Path own) {
    Map<String, Listed> models = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    read(bundled(), "the list that comes along", models, problems);
    try {
      if (Files.exists(own)) {
        if (Files.size(own) > MAX_BYTES) {
          problems.add(own + " has more than " + MAX_BYTES + " bytes; it was not read.");
        } else {
          read(Files.readString(own), own.toString(), models, problems);
        }
      }
    } catch (IOException e) {
      problems.add(own + " cannot be read: " + FileFailure.reason(e));
    }
    return new ModelList(List.copyOf(models.values()), problems);
  }

  private static String bundled() {
    try (InputStream file = ModelList.class.getResourceAsStream(BUNDLED)) {
      if (file == null) {
        throw new IllegalStateException(BUNDLED + " is not beside " + ModelList.class);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(
      String text, String where, Map<String, Listed> models, List<String> problems) {
    JsonNode rows;
    try {
      rows = JsonMapper.shared().readTree(text).path("models");
    } catch (JacksonException e) {
      problems.add(where + " is no JSON: " + e.getOriginalMessage());
      return;
    }
    if (!rows.isArray()) {
      problems.add(where + " must be {\"models\": [ … ]}.");
      return;
    }
    for (int index = 0; index < rows.size(); index++) {
      try {
        Listed model = model(rows.get(index));
        models.put(model.name().toLowerCase(Locale.ROOT), model);
      } catch (IllegalArgumentException e) {
        problems.add(where + ", row " + (index + 1) + ": " + e.getMessage());
      }
    }
  }

  private static Listed model(JsonNode row) {
    String name = text(row, "name");
    String address = text(row, "address");
    if (name == null || address == null) {
      throw new IllegalArgumentException("a row needs a \"name\" and an \"address\".");
    }
    ModelAddress.parse(address);
    String hash = text(row, "sha256");
    if (hash != null) {
      hash = ModelAddress.sha256(hash);
    }
    String licence = text(row, "licence");
    return new Listed(
        name, address, bytes(row, "bytes"), licence == null ? "unknown" : licence, hash,
        bytes(row, "memory_bytes"), text(row, "verified"));
  }

  private static @Nullable String text(JsonNode row, String field) {
    JsonNode value = row.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString() || value.stringValue().isBlank()) {
      throw new IllegalArgumentException("\"" + field + "\" must be a text or null.");
    }
    return value.stringValue().strip();
  }

  private static long bytes(JsonNode row, String field) {
    JsonNode value = row.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return 0;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new IllegalArgumentException("\"" + field + "\" must be a number of bytes.");
    }
    return value.longValue();
  }
}
