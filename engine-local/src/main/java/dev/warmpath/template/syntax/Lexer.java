package dev.warmpath.template.syntax;

import dev.warmpath.template.TemplateException;
import dev.warmpath.template.syntax.Token.Kind;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a template into tokens with jinja2's white-space rules: trim_blocks and lstrip_blocks on,
 * keep_trailing_newline off, as every model hub renders.
 */
final class Lexer {
  private static final int FLAGS = Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL;
  private static final Pattern RAW_BEGIN =
      Pattern.compile("\\{%([-+]?)\\s*raw\\s*(?:-%}\\s*|%})", FLAGS);
  private static final Pattern RAW_END =
      Pattern.compile("\\{%([-+]?)\\s*endraw\\s*(?:\\+%}|-%}\\s*|%}\\n?)", FLAGS);
  private static final Pattern COMMENT_END =
      Pattern.compile("\\+#}|-#}\\s*|#}\\n?", FLAGS);
  private static final Pattern BLOCK_END = Pattern.compile("\\+%}|-%}\\s*|%}\\n?", FLAGS);
  private static final Pattern VARIABLE_END = Pattern.compile("-}}\\s*|}}", FLAGS);
  private static final Pattern SPACE = Pattern.compile("\\s+", FLAGS);
  private static final String DIGITS = "[0-9][0-9_]*+";
  private static final Pattern FLOAT =
      Pattern.compile(
          "(?<!\\.)" + DIGITS + "(?:(?:\\." + DIGITS + ")?[eE][+-]?" + DIGITS + "|\\." + DIGITS
              + ")");
  private static final Pattern INTEGER =
      Pattern.compile(
          "0b[01_]++|0o[0-7_]++|0x[0-9a-f_]++|" + DIGITS,
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME = Pattern.compile("\\w+", FLAGS);
  private static final List<String> OPERATORS =
      List.of(
          "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")",
          "{", "}", ">", "<", "=", ".", ":", "|", ",", ";");

  /** Digits of an integer literal: what Python reads. */
  private static final int MAX_DIGITS = 4_300;

  private final TemplateSource source;
  private final String text;
  private final Matcher matcher;
  private final List<Token> tokens = new ArrayList<>();
  private int pos;
  private boolean lineStarts = true;

  private Lexer(TemplateSource source) {
    this.source = source;
    this.text = source.text();
    this.matcher = SPACE.matcher(text);
    matcher.useTransparentBounds(true);
    matcher.useAnchoringBounds(false);
  }

  static List<Token> tokens(TemplateSource source) {
    Lexer lexer = new Lexer(source);
    try {
      while (lexer.pos < lexer.text.length()) {
        lexer.root();
      }
      lexer.add(Kind.EOF, "", null, lexer.text.length());
    } catch (TemplateException failure) {
      // jinja2 cuts tokens while it parses: what the parser finds wrong before this comes first.
      lexer.add(Kind.FAILURE, "", failure, lexer.pos);
    }
    return lexer.tokens;
  }

  private void add(Kind kind, String string, @Nullable Object value, int at) {
    tokens.add(new Token(kind, string, value, at));
  }

  private boolean matches(Pattern pattern) {
    matcher.usePattern(pattern);
    matcher.region(pos, text.length());
    return matcher.lookingAt();
  }

  private void root() {
    int begin = pos;
    int open = text.indexOf('{', pos);
    while (open >= 0
        && (open + 1 == text.length() || "%{#".indexOf(text.charAt(open + 1)) < 0)) {
      open = text.indexOf('{', open + 1);
    }
    if (open < 0) {
      data(begin, text.length());
      pos = text.length();
      return;
    }
    char kind = text.charAt(open + 1);
    pos = open;
    if (kind == '%' && matches(RAW_BEGIN)) {
      String sign = matcher.group(1);
      data(begin, stripped(begin, open, sign, true));
      moveTo(matcher.end());
      raw(open);
      return;
    }
    String sign = text.startsWith("-", open + 2) ? "-" : text.startsWith("+", open + 2) ? "+" : "";
    data(begin, stripped(begin, open, sign, kind != '{'));
    moveTo(open + 2 + sign.length());
    switch (kind) {
      case '#' -> comment(open);
      case '%' -> tag(Kind.BLOCK_BEGIN, Kind.BLOCK_END, BLOCK_END, open);
      default -> tag(Kind.VARIABLE_BEGIN, Kind.VARIABLE_END, VARIABLE_END, open);
    }
  }

  private void moveTo(int end) {
    lineStarts = end > pos && text.charAt(end - 1) == '\n';
    pos = end;
  }

  private void data(int start, int end) {
    if (end > start) {
      add(Kind.DATA, text.substring(start, end), null, start);
    }
  }

  /** Where data before a tag ends, after the tag's sign and lstrip_blocks took their share. */
  private int stripped(int start, int end, String sign, boolean block) {
    int cut = end;
    while (cut > start && isSpace(text.charAt(cut - 1))) {
      cut--;
    }
    if (sign.equals("-")) {
      return cut;
    }
    if (sign.isEmpty() && block) {
      int line = end;
      while (line > cut && text.charAt(line - 1) != '\n') {
        line--;
      }
      boolean begins = line > start ? text.charAt(line - 1) == '\n' : lineStarts;
      if (end > start && begins) {
        return line;
      }
    }
    return end;
  }

  /** Python's str.isspace for one unit; no space lies outside the basic plane. */
  static boolean isSpace(char c) {
    return Character.isWhitespace(c) || c == '\u00a0' || c == '\u2007' || c == '\u202f'
        || c == '\u0085';
  }

  private void comment(int open) {
    if (pos == text.length()) {
      return; // jinja2 lets a template end right after the opening
    }
    matcher.usePattern(COMMENT_END);
    matcher.region(pos, text.length());
    if (!matcher.find()) {
      throw source.error("Missing end of comment tag", open);
    }
    moveTo(matcher.end());
  }

  private void raw(int open) {
    int begin = pos;
    matcher.usePattern(RAW_END);
    matcher.region(pos, text.length());
    if (!matcher.find()) {
      throw source.error("Missing end of raw directive", open);
    }
    int end = matcher.end();
    data(begin, stripped(begin, matcher.start(), matcher.group(1), true));
    moveTo(end);
  }

  private void tag(Kind begin, Kind end, Pattern endPattern, int open) {
    add(begin, "", null, open);
    Deque<String> brackets = new ArrayDeque<>();
    while (pos < text.length()) {
      if (brackets.isEmpty() && matches(endPattern)) {
        add(end, "", null, pos);
        moveTo(matcher.end());
        return;
      }
      if (matches(SPACE)) {
        moveTo(matcher.end());
      } else if (!number() && !name() && !string()) {
        operator(brackets);
      }
    }
  }

  private boolean number() {
    if (matches(FLOAT)) {
      checkDigits(matcher.group());
      add(Kind.FLOAT, matcher.group(), Double.valueOf(matcher.group().replace("_", "")), pos);
    } else if (matches(INTEGER)) {
      add(Kind.INTEGER, matcher.group(), integer(matcher.group()), pos);
    } else {
      return false;
    }
    moveTo(matcher.end());
    return true;
  }

  /** Underscores stand between digits only. */
  private void checkDigits(String written) {
    if (written.contains("__") || written.endsWith("_") || written.contains("_.")
        || written.contains("_e") || written.contains("_E")) {
      throw source.error("a misplaced _ in the number '" + written + "'", pos);
    }
  }

  private Object integer(String written) {
    checkDigits(written);
    String digits = written.replace("_", "").toLowerCase(java.util.Locale.ROOT);
    if (digits.length() > MAX_DIGITS) {
      throw source.error("a number of " + digits.length() + " digits is too long", pos);
    }
    int radix =
        digits.startsWith("0x") ? 16 : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2
            : 10;
    if (radix == 10 && digits.startsWith("0") && !digits.chars().allMatch(c -> c == '0')) {
      throw source.error("a number cannot begin with 0: '" + written + "'", pos);
    }
    BigInteger value = new BigInteger(radix == 10 ? digits : digits.substring(2), radix);
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    return value;
  }

  private boolean name() {
    if (!matches(NAME)) {
      return false;
    }
    String name = matcher.group();
    if (!isIdentifier(name)) {
      throw source.error("Invalid character in identifier", pos);
    }
    add(Kind.NAME, name, null, pos);
    moveTo(matcher.end());
    return true;
  }

  private static boolean isIdentifier(String name) {
    int first = name.codePointAt(0);
    return (first == '_' || Character.isUnicodeIdentifierStart(first))
        && name.codePoints().allMatch(Character::isUnicodeIdentifierPart);
  }

  private boolean string() {
    char quote = text.charAt(pos);
    if (quote != '\'' && quote != '"') {
      return false;
    }
    int end = pos + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw unexpected();
    }
    String value = StringEscapes.decode(text.substring(pos + 1, end));
    if (value == null) {
      throw source.error("a string has an escape that is cut short or unknown", pos);
    }
    add(Kind.STRING, value, null, pos);
    moveTo(end + 1);
    return true;
  }

  private TemplateException unexpected() {
    String found = text.substring(pos, text.offsetByCodePoints(pos, 1));
    String quoted = found.equals("'") ? "\"'\"" : "'" + found.replace("\\", "\\\\") + "'";
    return source.error(
        "unexpected char " + quoted + " at " + text.codePointCount(0, pos), pos);
  }

  private void operator(Deque<String> brackets) {
    String found = null;
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, pos)) {
        found = operator;
        break;
      }
    }
    if (found == null) {
      throw unexpected();
    }
    switch (found) {
      case "{" -> brackets.push("}");
      case "(" -> brackets.push(")");
      case "[" -> brackets.push("]");
      case "}", ")", "]" -> {
        if (brackets.isEmpty()) {
          throw source.error("unexpected '" + found + "'", pos);
        }
        String expected = brackets.pop();
        if (!expected.equals(found)) {
          throw source.error("unexpected '" + found + "', expected '" + expected + "'", pos);
        }
      }
      default -> { }
    }
    add(Kind.OPERATOR, found, null, pos);
    moveTo(pos + found.length());
  }
}
