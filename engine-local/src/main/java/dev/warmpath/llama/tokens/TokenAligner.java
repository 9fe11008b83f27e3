package dev.warmpath.llama.tokens;

import java.util.Arrays;

/**
 * Finds where each token of a text ends in it. Tokens spell the text byte by byte in nearly every
 * vocabulary; the exceptions are a space that SentencePiece puts in front, and normalising
 * tokenizers (lower case, composed accents), where a token's end is its best match.
 */
final class TokenAligner {
  /** Bytes a normaliser may drop between two tokens before a match is given up. */
  private static final int SEARCH_BYTES = 64;

  private final Vocabulary vocabulary;

  TokenAligner(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  Encoded align(byte[] text, int[] ids) {
    int[] byteEnds = new int[ids.length];
    int at = 0;
    int skip = leadingSpace(text, ids);
    for (int i = 0; i < ids.length; i++) {
      byte[] spelling = vocabulary.spelling(ids[i]);
      int from = Math.min(skip, spelling.length);
      skip -= from;
      at = end(text, at, spelling, from);
      byteEnds[i] = at;
    }
    if (ids.length > 0) {
      byteEnds[ids.length - 1] = text.length;
    }
    return new Encoded(ids, byteEnds, charEnds(text, byteEnds), text.length);
  }

  /** 1 when the tokens start with a space that the text does not have, else 0. */
  private int leadingSpace(byte[] text, int[] ids) {
    long length = 0;
    for (int id : ids) {
      length += vocabulary.spelling(id).length;
    }
    if (length == text.length || ids.length == 0) {
      return 0;
    }
    byte[] first = vocabulary.spelling(ids[0]);
    boolean spaced = first.length > 0 && first[0] == ' ';
    return spaced && (length == text.length + 1L || text.length == 0 || text[0] != ' ') ? 1 : 0;
  }

  private static int end(byte[] text, int at, byte[] spelling, int from) {
    int length = spelling.length - from;
    if (length == 0) {
      return at;
    }
    if (spelling[from] == ' ' && !spells(text, at, spelling, from)
        && spells(text, at, spelling, from + 1)) {
      // SentencePiece puts a space behind every token that is matched as a whole, too.
      return at + length - 1;
    }
    int last = Math.min(text.length - length, at + SEARCH_BYTES);
    for (int start = at; start <= last; start++) {
      if (spells(text, start, spelling, from)) {
        return start + length;
      }
    }
    for (int start = at; start <= last; start++) {
      if (equalsIgnoringCase(text, start, spelling, from)) {
        return start + length;
      }
    }
    return at;
  }

  private static boolean spells(byte[] text, int at, byte[] spelling, int from) {
    int end = at + spelling.length - from;
    return end <= text.length
        && Arrays.equals(text, at, end, spelling, from, spelling.length);
  }

  private static boolean equalsIgnoringCase(byte[] text, int start, byte[] spelling, int from) {
    for (int i = from; i < spelling.length; i++) {
      byte unit = text[start + i - from];
      if (Character.toLowerCase((char) (unit & 0xFF)) != (char) (spelling[i] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  /** UTF-16 units of the whole characters before each byte offset; offsets ascend. */
  private static int[] charEnds(byte[] text, int[] byteEnds) {
    int[] charEnds = new int[byteEnds.length];
    int at = 0;
    int chars = 0;
    for (int i = 0; i < byteEnds.length; i++) {
      while (at < byteEnds[i]) {
        int length = characterBytes(text[at]);
        if (at + length > byteEnds[i]) {
          break;
        }
        at += length;
        chars += length == 4 ? 2 : 1;
      }
      charEnds[i] = chars;
    }
    return charEnds;
  }

  private static int characterBytes(byte lead) {
    int unit = lead & 0xFF;
    return unit < 0x80 ? 1 : unit < 0xE0 ? 2 : unit < 0xF0 ? 3 : 4;
  }
}
