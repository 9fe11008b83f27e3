package dev.warmpath.app.connect;

import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Addresses, file names and hashes as people give them. Pure. */
final class ModelAddress {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._+-]");
  private static final String EXTENSION = ".gguf";

  /** Shorter than what every file system takes, with room for ".part.version". */
  private static final int MAX_NAME = 200;

  private ModelAddress() {}

  /** @throws IllegalArgumentException when it is none */
  static HttpUrl parse(String address) {
    HttpUrl parsed = HttpUrl.parse(address.strip());
    if (parsed == null) {
      throw new IllegalArgumentException(
          "\"" + address + "\" is no address; it must start with https:// or http://.");
    }
    return parsed;
  }

  /**
   * The name of the file: the last part of the path, without anything a file system could mistake
   * for a folder, always ending in .gguf.
   */
  static String fileName(HttpUrl address) {
    String last = "";
    for (String part : address.pathSegments()) {
      last = part.isBlank() ? last : part;
    }
    String name = UNSAFE.matcher(last).replaceAll("_").replaceFirst("^[.]+", "");
    if (name.toLowerCase(Locale.ROOT).endsWith(EXTENSION)) {
      name = name.substring(0, name.length() - EXTENSION.length());
    }
    name = name.isEmpty() ? "model" : name;
    return name.substring(0, Math.min(name.length(), MAX_NAME)) + EXTENSION;
  }

  /**
   * In small letters.
   *
   * @throws IllegalArgumentException when it is no SHA-256
   */
  static String sha256(String hash) {
    String lower = hash.strip().toLowerCase(Locale.ROOT);
    if (!HASH.matcher(lower).matches()) {
      throw new IllegalArgumentException(
          "\"" + hash + "\" is no SHA-256; it has 64 hexadecimal digits.");
    }
    return lower;
  }
}
