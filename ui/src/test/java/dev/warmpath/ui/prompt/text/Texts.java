package dev.warmpath.ui.prompt.text;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random texts of every kind a prompt may hold, and widths that need no toolkit. */
final class Texts {
  private static final String[] PIECES = {
    "a", "word", "longerword", " ", "  ", "\n", "\n\n", "\t", "é", "e\u0301", "日本", "。",
    "👩‍👩‍👧", "🏳️‍🌈", "👍🏽", "שלום", "العربية", "\u200b", "\r\n", "x".repeat(40),
    ".", ",", "_", "{{now}}",
    "\ud83d", "\udc4d", "한국", "\u0301", "🇩🇪🇫🇷"
  };

  private Texts() {}

  /** Seeds; a failing test shows its own as the argument. */
  static Stream<Long> seeds() {
    return IntStream.range(0, 60).mapToObj(i -> 7_919L * i + 20_261_120L);
  }

  static String random(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(pieces + 1); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  /** Ten pixels a cell; two cells for what East Asian fonts draw wide. */
  static final Advances TEN =
      new Advances() {
        @Override
        public double cell() {
          return 10;
        }

        @Override
        public double cluster(CharSequence text, int from, int to) {
          char c = text.charAt(from);
          return c >= 0x2E80 ? 20 : 10;
        }

        /** Letters join: a word is narrower than its letters. */
        @Override
        public double[] backward(CharSequence text, int from, int to) {
          double[] read = new double[to - from + 1];
          int next;
          for (int at = from; at < to; at = next) {
            next = Math.min(to, Graphemes.next(text, at));
            read[next - from] = read[at - from] + 7;
          }
          return read;
        }
      };
}
