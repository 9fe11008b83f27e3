package dev.warmpath.explain.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** White space, line endings and Unicode forms: the differences nobody sees. */
public final class WhiteSpace {
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u200B\\u200C\\u200D\\u2060\\uFEFF\\u00AD]");
  private static final Pattern LINE_END = Pattern.compile("\\r\\n?|\\u2028|\\u2029|\\u0085");
  private static final Pattern TRAILING = Pattern.compile("[\\h]+(?=\\n|$)");
  private static final Pattern BLANK_LINES = Pattern.compile("\\n{3,}");
  private static final Pattern INNER = Pattern.compile("(?<=\\S)\\h+(?=\\S)");
  private static final Pattern ANY = Pattern.compile("[\\s\\h\\v]+");

  private WhiteSpace() {}

  /** Text without any white space, in one Unicode form: equal for texts that look the same. */
  public static String bare(String text) {
    String form = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return ANY.matcher(INVISIBLE.matcher(form).replaceAll("")).replaceAll("");
  }

  /** True when two different texts differ in nothing but white space or Unicode form. */
  public static boolean onlyDifference(String before, String after) {
    return !before.equals(after) && bare(before).equals(bare(after));
  }

  /** One line ending, no trailing blanks, no invisible characters, form NFC. */
  public static String normalise(String text) {
    String result = Normalizer.normalize(text, Normalizer.Form.NFC);
    result = INVISIBLE.matcher(result).replaceAll("");
    result = LINE_END.matcher(result).replaceAll("\n");
    result = TRAILING.matcher(result).replaceAll("");
    return result.stripTrailing();
  }

  /** As {@link #normalise}, and also single blanks between words, at most one empty line. */
  public static String collapse(String text) {
    String result = normalise(text);
    result = BLANK_LINES.matcher(result).replaceAll("\n\n");
    return INNER.matcher(result).replaceAll(" ").strip();
  }

  /** Makes white space and control characters visible: {@code ·}, {@code ⏎}, {@code →}. */
  public static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case ' ' -> shown.append('·');
                case '\n' -> shown.append('⏎');
                case '\r' -> shown.append('␍');
                case '\t' -> shown.append('→');
                default -> {
                  boolean hidden =
                      Character.isWhitespace(point)
                          || Character.isSpaceChar(point)
                          || Character.getType(point) == Character.FORMAT
                          || Character.getType(point) == Character.NON_SPACING_MARK
                          || Character.isISOControl(point);
                  if (hidden) {
                    shown.append(String.format("⟨U+%04X⟩", point));
                  } else {
                    shown.appendCodePoint(point);
                  }
                }
              }
            });
    return shown.toString();
  }
}
