package dev.warmpath.gguf;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Opens GGUF files. */
public final class GgufFile {
  private GgufFile() {}

  /**
   * Reads the header, never the weights; memory and time stay bounded whatever the file says.
   *
   * @throws GgufException when the file is missing, is not GGUF version 2 or 3, or contradicts
   *     itself
   */
  public static GgufHeader read(Path file) {
    if (Files.isDirectory(file)) {
      throw new GgufException(file + " is a directory. Choose a .gguf model file in it.");
    }
    if (!Files.isRegularFile(file)) {
      throw new GgufException("There is no file " + file + ". Choose a .gguf model file.");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new HeaderParser(new HeaderReader(channel, file), file).parse();
    } catch (IOException e) {
      throw new GgufException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * One string of an array that stayed in the file, such as a token's text.
   *
   * @param index 0 ≤ index &lt; array.count
   */
  public static String stringAt(GgufHeader header, GgufHeader.Array array, long index) {
    if (!array.ofStrings() || index < 0 || index >= array.count()) {
      throw new GgufException(
          "item " + index + " of an array of " + array.count() + " is not a string");
    }
    try (FileChannel channel = FileChannel.open(header.file(), StandardOpenOption.READ)) {
      HeaderReader reader = new HeaderReader(channel, header.file());
      reader.moveTo(array.fileOffset());
      for (long i = 0; i < index; i++) {
        reader.skipString();
      }
      return reader.string("an array's item");
    } catch (IOException e) {
      throw new GgufException("Cannot read " + header.file() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Every string of an array that stayed in the file, as its bytes; none of them is kept.
   *
   * @throws GgufException when it holds no strings, or the file changed meanwhile
   */
  public static void forEachString(
      GgufHeader header, GgufHeader.Array array, Consumer<byte[]> use) {
    if (!array.ofStrings()) {
      throw new GgufException("an array of " + array.count() + " items holds no strings");
    }
    try (FileChannel channel = FileChannel.open(header.file(), StandardOpenOption.READ)) {
      HeaderReader reader = new HeaderReader(channel, header.file());
      reader.moveTo(array.fileOffset());
      for (long i = 0; i < array.count(); i++) {
        use.accept(reader.bytes("an array's item"));
      }
    } catch (IOException e) {
      throw new GgufException("Cannot read " + header.file() + ": " + e.getMessage(), e);
    }
  }
}
