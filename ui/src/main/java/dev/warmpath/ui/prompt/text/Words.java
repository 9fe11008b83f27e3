package dev.warmpath.ui.prompt.text;

/** Word moves as in code editors: letters and digits, or a run of other signs, then the blanks. */
public final class Words {
  private enum Class { BLANK, WORD, SIGN, LINE }

  private Words() {}

  /** Where Ctrl+→ goes: after this word and the blanks behind it; over at most one line end. */
  public static int next(CharSequence text, int offset) {
    int length = text.length();
    if (offset >= length) {
      return length;
    }
    Class first = classAt(text, offset);
    if (first == Class.LINE) {
      return offset + 1;
    }
    int at = end(text, offset, first);
    return at < length && classAt(text, at) == Class.BLANK ? end(text, at, Class.BLANK) : at;
  }

  /** Where Ctrl+← goes: the start of the word before. */
  public static int previous(CharSequence text, int offset) {
    int at = offset;
    if (at > 0 && classAt(text, before(text, at)) == Class.LINE) {
      return at - 1;
    }
    if (at > 0 && classAt(text, before(text, at)) == Class.BLANK) {
      at = start(text, at, Class.BLANK);
    }
    if (at == 0 || classAt(text, before(text, at)) == Class.LINE) {
      return at;
    }
    return start(text, at, classAt(text, before(text, at)));
  }

  /** First unit of the word, blanks or signs around {@code offset}: what a double click takes. */
  public static int startAround(CharSequence text, int offset) {
    if (text.isEmpty()) {
      return 0;
    }
    int inside = inside(text, offset);
    Class kind = classAt(text, inside);
    return kind == Class.LINE ? inside : start(text, end(text, inside, kind), kind);
  }

  /** After the last unit of the word, blanks or signs around {@code offset}. */
  public static int endAround(CharSequence text, int offset) {
    if (text.isEmpty()) {
      return 0;
    }
    int inside = inside(text, offset);
    Class kind = classAt(text, inside);
    return kind == Class.LINE ? inside : end(text, inside, kind);
  }

  private static int inside(CharSequence text, int offset) {
    int at = Graphemes.floor(text, Math.clamp(offset, 0, text.length() - 1));
    if (at == 0 || classAt(text, at) != Class.LINE) {
      return at;
    }
    int before = before(text, at);
    return classAt(text, before) == Class.LINE ? at : before;
  }

  private static int end(CharSequence text, int from, Class kind) {
    int at = from;
    while (at < text.length() && classAt(text, at) == kind) {
      at = Graphemes.next(text, at);
    }
    return at;
  }

  private static int start(CharSequence text, int to, Class kind) {
    int at = to;
    while (at > 0 && classAt(text, before(text, at)) == kind) {
      at = before(text, at);
    }
    return at;
  }

  private static int before(CharSequence text, int at) {
    return Graphemes.previous(text, at);
  }

  /** What the cluster at a boundary is: its first sign decides, so that a heart stays a sign. */
  private static Class classAt(CharSequence text, int at) {
    int c = Character.codePointAt(text, at);
    if (c == '\n') {
      return Class.LINE;
    }
    if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      return Class.BLANK;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK, Character.FORMAT -> Class.WORD;
      default -> Character.isLetterOrDigit(c) || c == '_' ? Class.WORD : Class.SIGN;
    };
  }
}
