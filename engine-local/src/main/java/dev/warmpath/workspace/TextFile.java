package dev.warmpath.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Text files that a person names: read with errors to act on, replaced as a whole. */
public final class TextFile {
  /** Larger than any prompt a model takes; a larger file is a mistake. */
  private static final long MAX_BYTES = 64L << 20;

  private TextFile() {}

  /**
   * The file's text without a byte order mark.
   *
   * @throws WorkspaceException when it is missing, too large or not UTF-8
   */
  public static String read(Path file) {
    if (!Files.exists(file)) {
      throw new WorkspaceException("There is no file " + file + ".");
    }
    if (Files.isDirectory(file)) {
      throw new WorkspaceException(file + " is a directory; a file is needed.");
    }
    byte[] bytes;
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new WorkspaceException(
            file + " has " + size + " bytes; at most " + MAX_BYTES + " are read.");
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new WorkspaceException(file + " cannot be read: " + FileFailure.reason(e) + ".", e);
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new WorkspaceException(
          file + " is not valid UTF-8 text; save it as UTF-8 and try again.", e);
    }
  }

  /**
   * Makes or replaces a file of an existing folder: it is the old one or the new one, never half.
   * Halves of surrogate pairs, which UTF-8 does not have, become question marks.
   *
   * @throws IOException when it cannot be written; the old file is untouched
   */
  public static void replace(Path file, String text) throws IOException {
    Path target = file.toAbsolutePath();
    Path draft =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(draft);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }
}
