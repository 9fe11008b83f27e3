package dev.warmpath.ui.prompt.text;

/** What the cache holds of a token. */
public enum TokenState {
  /** Warm: its KV is already in a device slot. */
  IN_PLACE("warm · in place"),
  /** Warm: its KV comes back from rows in host memory. */
  RESTORED("warm · restored from host memory"),
  /** Never seen, or behind the first difference. */
  COLD("cold · will be computed"),
  /** Was cached earlier; evicted, expired or cleared since. */
  LOST("lost · was cached, will be computed again");

  private final String words;

  TokenState(String words) {
    this.words = words;
  }

  /** For the user. */
  public String words() {
    return words;
  }

  public boolean warm() {
    return this == IN_PLACE || this == RESTORED;
  }
}
