package dev.warmpath.app.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file on its way: {@code NAME.part}, and {@code NAME.part.version} for resuming. One thread. */
final class PartFile {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path file;
  private final Path versionFile;

  PartFile(Path target) {
    file = target.resolveSibling(target.getFileName() + ".part");
    versionFile = target.resolveSibling(target.getFileName() + ".part.version");
  }

  Path file() {
    return file;
  }

  long size() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the server called this version of the file; empty when nothing is known. */
  String version() {
    try {
      return Files.exists(versionFile) ? Files.readString(versionFile) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void rememberVersion(String version) throws IOException {
    if (version.isEmpty()) {
      Files.deleteIfExists(versionFile);
    } else {
      Files.writeString(versionFile, version);
    }
  }

  void forgetVersion() throws IOException {
    Files.deleteIfExists(versionFile);
  }

  /** Begins again from nothing. */
  void reset() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(versionFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Hash of what is there, in hexadecimal.
   *
   * @param between run between reads; may throw to give up
   */
  String sha256(Runnable between) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
        between.run();
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
