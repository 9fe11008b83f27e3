package dev.warmpath.engine.answer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The text of one answer, token by token: whole characters only, and nothing of a stop text. Text
 * that may be the beginning of a stop text is held back until it cannot be. One thread.
 */
public final class AnswerText {
  private final List<String> stops;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8.newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final StringBuilder held = new StringBuilder();
  private ByteBuffer undecoded = ByteBuffer.allocate(16).flip();
  private boolean stopped;

  /** @param stops texts that end the answer; empty ones are ignored */
  public AnswerText(List<String> stops) {
    this.stops = stops.stream().filter(stop -> !stop.isEmpty()).toList();
  }

  /**
   * Adds the bytes of a token.
   *
   * @return the text that is certainly part of the answer now; may be empty
   */
  public String accept(byte[] piece) {
    if (stopped) {
      return "";
    }
    decode(piece, false);
    return release();
  }

  /** True when a stop text was generated: the answer is over. */
  public boolean stopped() {
    return stopped;
  }

  /** The end without a stop text: what was held back; an incomplete character becomes U+FFFD. */
  public String finish() {
    if (stopped) {
      return "";
    }
    decode(new byte[0], true);
    String found = release();
    if (stopped) {
      return found;
    }
    String rest = found + held;
    held.setLength(0);
    return rest;
  }

  private void decode(byte[] piece, boolean end) {
    ByteBuffer input =
        ByteBuffer.allocate(undecoded.remaining() + piece.length).put(undecoded).put(piece).flip();
    // Each byte gives at most one UTF-16 unit; a flush at the end may add replacements.
    CharBuffer characters = CharBuffer.allocate(input.remaining() + 4);
    decoder.decode(input, characters, end);
    if (end) {
      decoder.flush(characters);
    }
    undecoded = input;
    held.append(characters.flip());
  }

  private String release() {
    int stopAt = -1;
    for (String stop : stops) {
      int at = held.indexOf(stop);
      if (at >= 0 && (stopAt < 0 || at < stopAt)) {
        stopAt = at;
      }
    }
    if (stopAt >= 0) {
      stopped = true;
      String before = held.substring(0, stopAt);
      held.setLength(0);
      return before;
    }
    int keep = 0;
    for (String stop : stops) {
      keep = Math.max(keep, overlap(stop));
    }
    String released = held.substring(0, held.length() - keep);
    held.delete(0, released.length());
    return released;
  }

  /** Length of the longest end of the held text that begins {@code stop}. */
  private int overlap(String stop) {
    int longest = Math.min(held.length(), stop.length() - 1);
    for (int length = longest; length > 0; length--) {
      if (held.indexOf(stop.substring(0, length), held.length() - length) >= 0) {
        return length;
      }
    }
    return 0;
  }
}
