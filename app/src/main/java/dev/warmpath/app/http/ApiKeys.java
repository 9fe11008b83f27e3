package dev.warmpath.app.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys that may use the endpoint. Keeps only their digests. Immutable. */
public final class ApiKeys {
  private record Known(String label, byte[] digest) {}

  private static final String SCHEME = "bearer ";

  private final List<Known> known = new ArrayList<>();

  /** @param keys by label; the label names the account whose cache the key reads. Empty: open */
  public ApiKeys(Map<String, String> keys) {
    keys.forEach((label, key) -> known.add(new Known(label, digest(key))));
  }

  /** True when every client may come in. */
  public boolean open() {
    return known.isEmpty();
  }

  /**
   * The account of a request.
   *
   * @param authorization the header; null when absent
   * @return empty without configured keys; null when the key is not one of them
   */
  @Nullable String account(@Nullable String authorization) {
    if (open()) {
      return "";
    }
    String given = authorization == null ? "" : authorization;
    boolean bearer = given.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    byte[] digest = digest(bearer ? given.substring(SCHEME.length()).strip() : "");
    String account = null;
    // All keys are compared, each in constant time: the time says nothing about any of them.
    for (Known one : known) {
      if (MessageDigest.isEqual(one.digest(), digest)) {
        account = one.label();
      }
    }
    return account;
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
