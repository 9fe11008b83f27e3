package dev.warmpath.app.cli;

import dev.warmpath.workspace.FileFailure;
import dev.warmpath.workspace.WorkspaceException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Results on standard output, progress on standard error. */
final class Output {
  static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final double NANOS_PER_MILLI = 1e6;

  private Output() {}

  static void json(Map<String, ? extends @Nullable Object> object) {
    System.out.println(JSON.writeValueAsString(object));
  }

  /** Milliseconds with microsecond digits; null for a time that was not measured. */
  static BigDecimal millis(long nanos) {
    return BigDecimal.valueOf(nanos / NANOS_PER_MILLI).setScale(3, RoundingMode.HALF_UP);
  }

  /** @throws WorkspaceException when the file cannot be written */
  static void write(Path file, String text) {
    write(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** @throws WorkspaceException when the file cannot be written */
  static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new WorkspaceException(
          file + " cannot be written: " + FileFailure.reason(e) + ". Choose another place.", e);
    }
  }

  static void progress(String line) {
    System.err.println(line);
  }
}
