package dev.warmpath.llama;

import dev.warmpath.engine.EngineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can be said about a model file before native code sees it. */
final class ModelFile {
  /** "GGUF" as a little-endian number. */
  private static final int MAGIC = 0x46554747;

  private static final int OLDEST_VERSION = 2;
  private static final int NEWEST_VERSION = 3;

  /** Magic, version, tensor count, key count. */
  private static final int HEADER_BYTES = 24;

  /** A key-value pair has at least a length, a name of one byte, a type and one byte. */
  private static final int SMALLEST_PAIR_BYTES = 14;

  private ModelFile() {}

  /**
   * Refuses what cannot be a GGUF file.
   *
   * @return its size in bytes
   * @throws EngineException BAD_MODEL that says why
   */
  static long check(Path path) {
    if (!Files.exists(path)) {
      throw bad("The model file does not exist: " + path + ". Check the path.");
    }
    if (Files.isDirectory(path)) {
      throw bad(path + " is a directory; choose a .gguf file in it.");
    }
    if (!Files.isReadable(path)) {
      throw bad(path + " may not be read by this user; change its permissions.");
    }
    try (FileChannel file = FileChannel.open(path)) {
      long size = file.size();
      if (size == 0) {
        throw bad(path + " is empty (0 bytes); download it again.");
      }
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      while (header.hasRemaining() && file.read(header) >= 0) {}
      checkHeader(path, size, header.flip());
      HeaderScan.check(path, size);
      return size;
    } catch (IOException e) {
      throw new EngineException(
          EngineException.Kind.BAD_MODEL, path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void checkHeader(Path path, long size, ByteBuffer header) {
    if (header.remaining() < Integer.BYTES || header.getInt(0) != MAGIC) {
      throw bad(
          path + " is not a GGUF file (it does not start with 'GGUF'); Warmpath runs GGUF models"
              + " only.");
    }
    if (header.remaining() < HEADER_BYTES) {
      throw bad(
          path + " is truncated: " + size + " bytes, and the header alone has " + HEADER_BYTES
              + "; download it again.");
    }
    int version = header.getInt(4);
    if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
      throw bad(
          path + " is GGUF version " + Integer.toUnsignedString(version) + "; versions "
              + OLDEST_VERSION + " and " + NEWEST_VERSION
              + ", little-endian, can be read. Convert the model again.");
    }
    long pairs = header.getLong(16);
    if (pairs < 0 || header.getLong(8) < 0 || pairs > size / SMALLEST_PAIR_BYTES) {
      throw bad(
          path + " is damaged or truncated: it announces " + Long.toUnsignedString(pairs)
              + " facts and " + Long.toUnsignedString(header.getLong(8)) + " tensors in " + size
              + " bytes; download it again.");
    }
  }

  private static EngineException bad(String message) {
    return new EngineException(EngineException.Kind.BAD_MODEL, message);
  }
}
