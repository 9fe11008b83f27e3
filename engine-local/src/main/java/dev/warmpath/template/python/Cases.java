package dev.warmpath.template.python;

import dev.warmpath.template.value.Text;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Letter case and character classes as Python's str has them. */
public final class Cases {
  private Cases() {}

  public static Text upper(Text text) {
    return text.transformed(text.string().toUpperCase(Locale.ROOT));
  }

  public static Text lower(Text text) {
    return text.transformed(text.string().toLowerCase(Locale.ROOT));
  }

  static Text casefold(Text text) {
    String upper = text.string().toUpperCase(Locale.ROOT);
    return text.transformed(upper.toLowerCase(Locale.ROOT).replace('\u03c2', '\u03c3'));
  }

  public static Text capitalize(Text text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.string().codePointAt(0);
    int size = Character.charCount(first);
    return text.transformed(
        title(first) + text.string().substring(size).toLowerCase(Locale.ROOT));
  }

  /** First character upper case, the rest lower: a word of jinja2's {@code title} filter. */
  public static Text capitalized(Text word) {
    int size = Character.charCount(word.string().codePointAt(0));
    return word.transformed(
        word.string().substring(0, size).toUpperCase(Locale.ROOT)
            + word.string().substring(size).toLowerCase(Locale.ROOT));
  }

  private static String title(int point) {
    int title = Character.toTitleCase(point);
    String upper = Character.toString(point).toUpperCase(Locale.ROOT);
    if (title == point && upper.length() > Character.charCount(point)) {
      return upper.substring(0, 1) + upper.substring(1).toLowerCase(Locale.ROOT);
    }
    return Character.toString(title);
  }

  static Text titled(Text text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inWord = false;
    for (int point : text.string().codePoints().toArray()) {
      out.append(
          inWord ? Character.toString(point).toLowerCase(Locale.ROOT) : title(point));
      inWord = isCased(point);
    }
    return text.transformed(out.toString());
  }

  static Text swapped(Text text) {
    StringBuilder out = new StringBuilder(text.length());
    text.string()
        .codePoints()
        .forEach(
            point -> {
              String one = Character.toString(point);
              out.append(
                  Character.isUpperCase(point)
                      ? one.toLowerCase(Locale.ROOT)
                      : one.toUpperCase(Locale.ROOT));
            });
    return text.transformed(out.toString());
  }

  private static boolean isCased(int point) {
    return Character.isUpperCase(point) || Character.isLowerCase(point)
        || Character.isTitleCase(point);
  }

  private static boolean all(String text, IntPredicate predicate) {
    return !text.isEmpty() && text.codePoints().allMatch(predicate);
  }

  public static boolean isLower(String text) {
    return text.codePoints().anyMatch(Character::isLowerCase)
        && text.codePoints()
            .noneMatch(point -> Character.isUpperCase(point) || Character.isTitleCase(point));
  }

  public static boolean isUpper(String text) {
    return text.codePoints().anyMatch(Character::isUpperCase)
        && text.codePoints()
            .noneMatch(point -> Character.isLowerCase(point) || Character.isTitleCase(point));
  }

  private static boolean isTitle(String text) {
    boolean any = false;
    boolean inWord = false;
    for (int point : text.codePoints().toArray()) {
      boolean upper = Character.isUpperCase(point) || Character.isTitleCase(point);
      if (upper && inWord || Character.isLowerCase(point) && !inWord) {
        return false;
      }
      inWord = isCased(point);
      any |= inWord;
    }
    return any;
  }

  private static boolean isNumeric(int point) {
    int type = Character.getType(point);
    return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER || "一二三四五六七八九十百千万億零".indexOf(point) >= 0;
  }

  private static boolean isDigit(int point) {
    return Character.isDigit(point) || point == 0xb2 || point == 0xb3 || point == 0xb9
        || point == 0x2070 || point >= 0x2074 && point <= 0x2079
        || point >= 0x2080 && point <= 0x2089 || point >= 0x2460 && point <= 0x2468;
  }

  private static boolean isAlphabetic(int point) {
    return Character.isLetter(point);
  }

  static boolean is(String method, String text) {
    return switch (method) {
      case "isalnum" -> all(text, p -> isAlphabetic(p) || isNumeric(p) || isDigit(p));
      case "isalpha" -> all(text, Cases::isAlphabetic);
      case "isascii" -> text.codePoints().allMatch(p -> p < 128);
      case "isdecimal" -> all(text, Character::isDigit);
      case "isdigit" -> all(text, Cases::isDigit);
      case "isidentifier" ->
          !text.isEmpty()
              && (text.codePointAt(0) == '_'
                  || Character.isUnicodeIdentifierStart(text.codePointAt(0)))
              && text.codePoints().allMatch(Character::isUnicodeIdentifierPart);
      case "islower" -> isLower(text);
      case "isnumeric" -> all(text, Cases::isNumeric);
      case "isprintable" -> text.codePoints().allMatch(Repr::isPrintable);
      case "isspace" -> all(text, Texts::isSpace);
      case "istitle" -> isTitle(text);
      default -> isUpper(text);
    };
  }
}
