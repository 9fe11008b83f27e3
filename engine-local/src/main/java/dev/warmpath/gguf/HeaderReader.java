package dev.warmpath.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Little-endian reads through one small buffer; nothing is allocated on a file's word alone. */
final class HeaderReader {
  /** Largest header accepted: twenty times that of a model with 260,000 tokens and merges. */
  static final long MAX_HEADER_BYTES = 512L << 20;

  /** Longest string kept; the largest known chat template has 60 KB. */
  static final int MAX_STRING_BYTES = 16 << 20;

  /** Memory for everything kept of one header: keys, strings, names, short arrays. */
  static final long MAX_KEPT_BYTES = 64L << 20;

  private static final int BUFFER_BYTES = 64 << 10;

  private final FileChannel channel;
  private final Path file;
  private final long fileBytes;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long bufferStart;
  private long consumed;
  private long kept;

  HeaderReader(FileChannel channel, Path file) throws IOException {
    this.channel = channel;
    this.file = file;
    this.fileBytes = channel.size();
  }

  long fileBytes() {
    return fileBytes;
  }

  long position() {
    return bufferStart + buffer.position();
  }

  long remaining() {
    return fileBytes - position();
  }

  void moveTo(long position) {
    bufferStart = position;
    buffer.limit(0);
  }

  GgufException broken(String what) {
    return new GgufException(
        file + " is not a usable GGUF file: " + what + " (at byte " + position() + " of "
            + fileBytes + "). Download the file again.");
  }

  /** Accounts for memory that outlives the reading. */
  void keep(long bytes) {
    kept += bytes;
    if (kept > MAX_KEPT_BYTES) {
      throw broken("its header holds more than " + MAX_KEPT_BYTES + " bytes of text and numbers");
    }
  }

  private void need(int bytes, String what) throws IOException {
    consumed += bytes;
    if (consumed > MAX_HEADER_BYTES) {
      throw broken("its header is longer than " + MAX_HEADER_BYTES + " bytes");
    }
    if (buffer.remaining() >= bytes) {
      return;
    }
    if (remaining() < bytes) {
      throw broken("it ends inside " + what);
    }
    bufferStart += buffer.position();
    buffer.clear();
    while (buffer.position() < bytes) {
      if (channel.read(buffer, bufferStart + buffer.position()) < 0) {
        throw broken("it ends inside " + what);
      }
    }
    buffer.flip();
  }

  int u8(String what) throws IOException {
    need(1, what);
    return Byte.toUnsignedInt(buffer.get());
  }

  short i16(String what) throws IOException {
    need(2, what);
    return buffer.getShort();
  }

  int i32(String what) throws IOException {
    need(4, what);
    return buffer.getInt();
  }

  long i64(String what) throws IOException {
    need(8, what);
    return buffer.getLong();
  }

  /** A count or length of at least {@code itemBytes} each, checked against the rest of the file. */
  long count(int itemBytes, String what) throws IOException {
    long count = i64(what);
    if (count < 0 || count > remaining() / Math.max(1, itemBytes)) {
      throw broken(
          what + " says " + Long.toUnsignedString(count) + ", but only " + remaining()
              + " bytes are left");
    }
    return count;
  }

  /** A string, kept. */
  String string(String what) throws IOException {
    byte[] bytes = bytes(what);
    keep(bytes.length + Long.SIZE);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A string's bytes, not kept. */
  byte[] bytes(String what) throws IOException {
    long length = count(1, "the length of " + what);
    if (length > MAX_STRING_BYTES) {
      throw broken(what + " has " + length + " bytes; the limit is " + MAX_STRING_BYTES);
    }
    byte[] bytes = new byte[(int) length];
    for (int done = 0; done < bytes.length; ) {
      int part = Math.min(bytes.length - done, BUFFER_BYTES);
      need(part, what);
      buffer.get(bytes, done, part);
      done += part;
    }
    return bytes;
  }

  void skipString() throws IOException {
    skip(count(1, "the length of an array's string"));
  }

  /** Moves on; the bytes are there, as {@link #count} checked. */
  void skip(long bytes) {
    consumed += Math.min(bytes, 8);
    if (bytes <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) bytes);
    } else {
      moveTo(position() + bytes);
    }
    if (position() > MAX_HEADER_BYTES) {
      throw broken("its header is longer than " + MAX_HEADER_BYTES + " bytes");
    }
  }
}
