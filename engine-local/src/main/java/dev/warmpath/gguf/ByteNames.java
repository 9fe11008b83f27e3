package dev.warmpath.gguf;

import java.util.ArrayList;
import java.util.List;

/** What byte-level vocabularies call bytes: printable characters, as GPT-2 chose them. */
public final class ByteNames {
  private static final int BYTES = 256;

  private ByteNames() {}

  /** 256 names, one character each: the byte's own where it prints, else one from 256 on. */
  public static List<String> all() {
    List<String> names = new ArrayList<>();
    int spare = BYTES;
    for (int value = 0; value < BYTES; value++) {
      boolean printable =
          value >= '!' && value <= '~' || value >= 0xa1 && value <= 0xac || value >= 0xae;
      names.add(Character.toString(printable ? value : spare++));
    }
    return names;
  }
}
