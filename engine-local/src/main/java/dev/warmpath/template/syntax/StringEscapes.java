package dev.warmpath.template.syntax;

import org.jspecify.annotations.Nullable;

/** A quoted literal's value: Python's unicode-escape of the text made ASCII first. */
final class StringEscapes {
  private static final String SIMPLE = "\\'\"abfnrtv";
  private static final String MEANING = "\\'\"\u0007\b\f\n\r\t\u000b";

  private StringEscapes() {}

  /** The value, or null when an escape is cut short or out of range. */
  static @Nullable String decode(String literal) {
    if (literal.indexOf('\\') < 0) {
      return literal;
    }
    String text = asciiWithEscapes(literal);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (at == text.length()) {
        return null;
      }
      char kind = text.charAt(at++);
      int simple = SIMPLE.indexOf(kind);
      if (simple >= 0) {
        out.append(MEANING.charAt(simple));
      } else if (kind >= '0' && kind <= '7') {
        int end = at;
        while (end < text.length() && end < at + 2 && isOctal(text.charAt(end))) {
          end++;
        }
        out.appendCodePoint(Integer.parseInt(text.substring(at - 1, end), 8));
        at = end;
      } else if (kind == 'x' || kind == 'u' || kind == 'U') {
        int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
        int point = hex(text, at, digits);
        if (point < 0) {
          return null;
        }
        out.appendCodePoint(point);
        at += digits;
      } else if (kind == 'N') {
        int close = text.indexOf('}', at);
        if (!text.startsWith("{", at) || close < 0) {
          return null;
        }
        try {
          out.appendCodePoint(Character.codePointOf(text.substring(at + 1, close)));
        } catch (IllegalArgumentException unknownName) {
          return null;
        }
        at = close + 1;
      } else if (kind != '\n') {
        out.append('\\').append(kind);
      }
    }
    return out.toString();
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  private static int hex(String text, int at, int digits) {
    if (at + digits > text.length()) {
      return -1;
    }
    long value = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || text.charAt(i) > 'f') {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value > Character.MAX_CODE_POINT ? -1 : (int) value;
  }

  private static String asciiWithEscapes(String literal) {
    StringBuilder out = new StringBuilder(literal.length());
    literal
        .codePoints()
        .forEach(
            point -> {
              if (point < 128) {
                out.append((char) point);
              } else if (point < 256) {
                out.append(String.format("\\x%02x", point));
              } else if (point < 0x10000) {
                out.append(String.format("\\u%04x", point));
              } else {
                out.append(String.format("\\U%08x", point));
              }
            });
    return out.toString();
  }
}
