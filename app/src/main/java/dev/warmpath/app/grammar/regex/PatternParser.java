package dev.warmpath.app.grammar.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a regular expression of ECMA-262, as JSON schemas use them: it is looked for anywhere in a
 * text unless it is anchored. Without back references, look-behind, word boundaries and classes by
 * property. One object reads one pattern.
 */
public final class PatternParser {
  /** The longest pattern of any format in use has 900 characters. */
  private static final int MAX_LENGTH = 1500;

  /** Groups within groups; each costs a few stack frames. */
  private static final int MAX_DEPTH = 32;

  /** Most repetitions that are counted. */
  private static final int MAX_COUNT = 1000;

  /** What stands in a pattern, before it is known what follows it. */
  private sealed interface Node {
    record Plain(Regex regex) implements Node {}

    record Start() implements Node {}

    record End() implements Node {}

    record Ahead(Node body, boolean negated) implements Node {}

    record Sequence(List<Node> parts) implements Node {}

    record Choice(List<Node> options) implements Node {}
  }

  private final String pattern;
  private int at;
  private int depth;

  private PatternParser(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      throw new PatternException("it is longer than " + MAX_LENGTH + " characters");
    }
    this.pattern = pattern;
  }

  /**
   * The texts that a pattern is found in.
   *
   * @throws PatternException when it is malformed or not supported
   */
  public static Regex search(String pattern) {
    PatternParser parser = new PatternParser(pattern);
    Node root = parser.choice();
    if (parser.at < pattern.length()) {
      throw parser.malformed("a bracket is closed that was never opened");
    }
    Regex later =
        Regex.cat(
            new Regex.Chars(CharSet.ALL),
            Regex.cat(Regex.Known.ANYTHING, followed(root, Regex.Known.ANYTHING, Place.LATER)));
    return Regex.or(followed(root, Regex.Known.ANYTHING, Place.START), later);
  }

  /** The texts that a pattern without anchors describes from beginning to end. */
  public static Regex whole(String pattern) {
    return search("^(?:" + pattern + ")$");
  }

  /** Whether characters may stand before a node. */
  private enum Place { START, LATER, UNKNOWN }

  /** The language of a node and then the rest: what a look-ahead or an anchor speaks about. */
  private static Regex followed(Node node, Regex rest, Place place) {
    return switch (node) {
      case Node.Plain(Regex regex) -> Regex.cat(regex, rest);
      case Node.Start start ->
          switch (place) {
            case START -> rest;
            case LATER -> Regex.Known.NOTHING;
            case UNKNOWN ->
                throw new PatternException("^ follows something that may be empty");
          };
      case Node.End end -> Regex.and(Regex.Known.EMPTY, rest);
      case Node.Ahead(Node body, boolean negated) -> {
        Regex ahead = followed(body, Regex.Known.ANYTHING, place);
        yield Regex.and(negated ? Regex.not(ahead) : ahead, rest);
      }
      case Node.Choice(List<Node> options) ->
          Regex.or(
              options.stream().map(one -> followed(one, rest, place)).toArray(Regex[]::new));
      case Node.Sequence(List<Node> parts) -> {
        List<Place> places = new ArrayList<>();
        Place here = place;
        for (Node part : parts) {
          places.add(here);
          here = after(part, here);
        }
        Regex all = rest;
        for (int i = parts.size() - 1; i >= 0; i--) {
          all = followed(parts.get(i), all, places.get(i));
        }
        yield all;
      }
    };
  }

  private static Place after(Node node, Place before) {
    return switch (node) {
      case Node.Plain(Regex regex) ->
          regex.equals(Regex.Known.EMPTY)
              ? before
              : !regex.nullable() || before == Place.LATER ? Place.LATER : Place.UNKNOWN;
      case Node.Start s -> before;
      case Node.End e -> before;
      case Node.Ahead a -> before;
      case Node.Sequence(List<Node> parts) -> {
        Place here = before;
        for (Node part : parts) {
          here = after(part, here);
        }
        yield here;
      }
      case Node.Choice(List<Node> options) -> {
        Set<Place> places =
            Set.copyOf(options.stream().map(one -> after(one, before)).toList());
        yield places.size() == 1 ? places.iterator().next() : Place.UNKNOWN;
      }
    };
  }

  private Node choice() {
    List<Node> options = new ArrayList<>();
    do {
      List<Node> parts = new ArrayList<>();
      while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
        parts.add(quantified(atom()));
      }
      options.add(parts.size() == 1 ? parts.getFirst() : sequence(parts));
    } while (took("|"));
    if (options.size() == 1) {
      return options.getFirst();
    }
    return options.stream().allMatch(Node.Plain.class::isInstance)
        ? new Node.Plain(Regex.or(plain(options)))
        : new Node.Choice(options);
  }

  private static Node sequence(List<Node> parts) {
    if (!parts.stream().allMatch(Node.Plain.class::isInstance)) {
      return new Node.Sequence(parts);
    }
    Regex all = Regex.Known.EMPTY;
    for (Regex part : List.of(plain(parts)).reversed()) {
      all = Regex.cat(part, all);
    }
    return new Node.Plain(all);
  }

  private static Regex[] plain(List<Node> nodes) {
    return nodes.stream().map(node -> ((Node.Plain) node).regex()).toArray(Regex[]::new);
  }

  private Node quantified(Node atom) {
    int[] counts = counts();
    if (counts == null) {
      return atom;
    }
    took("?"); // a lazy quantifier describes the same texts
    if (atom instanceof Node.Plain(Regex regex)) {
      return new Node.Plain(Regex.repeat(regex, counts[0], counts[1]));
    }
    if (counts[1] > 1) {
      throw new PatternException("an anchor or look-ahead is repeated");
    }
    Node nothing = new Node.Plain(Regex.Known.EMPTY);
    return counts[1] == 0
        ? nothing
        : counts[0] == 1 ? atom : new Node.Choice(List.of(atom, nothing));
  }

  private int @Nullable [] counts() {
    if (took("*")) {
      return new int[] {0, Regex.UNBOUNDED};
    }
    if (took("+")) {
      return new int[] {1, Regex.UNBOUNDED};
    }
    if (took("?")) {
      return new int[] {0, 1};
    }
    if (!took("{")) {
      return null;
    }
    int least = number();
    int most = took(",") ? (peek() == '}' ? Regex.UNBOUNDED : number()) : least;
    if (!took("}") || most < least) {
      throw malformed("a repetition {…} is not complete or its bounds are in the wrong order");
    }
    return new int[] {least, most};
  }

  private int number() {
    int from = at;
    while (at < pattern.length() && Character.digit(pattern.charAt(at), 10) >= 0) {
      at++;
    }
    if (at == from || at - from > 4 || Integer.parseInt(pattern.substring(from, at)) > MAX_COUNT) {
      throw malformed("a repetition needs numbers from 0 to " + MAX_COUNT);
    }
    return Integer.parseInt(pattern.substring(from, at));
  }

  private Node atom() {
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return switch (c) {
      case '^' -> new Node.Start();
      case '$' -> new Node.End();
      case '(' -> group();
      case '[' -> plain(new ClassParser(this).read());
      case '.' -> plain(CharSet.of("\n\r\u2028\u2029").not());
      case '\\' -> plain(escape());
      case '*', '+', '?', '{' -> throw malformed("there is nothing to repeat");
      default -> plain(CharSet.of(c));
    };
  }

  private static Node plain(CharSet set) {
    return new Node.Plain(new Regex.Chars(set));
  }

  private Node group() {
    if (++depth > MAX_DEPTH) {
      throw malformed("groups are nested deeper than " + MAX_DEPTH);
    }
    boolean negated = false;
    boolean ahead = false;
    if (took("?")) {
      negated = took("!");
      ahead = negated || took("=");
      if (!ahead && !took(":")) {
        int end = pattern.indexOf('>', at);
        if (!took("<") || peek() == '=' || peek() == '!' || end < 0) {
          throw new PatternException("look-behind and group modifiers are not supported");
        }
        at = end + 1; // the name of a group says nothing about texts
      }
    }
    Node body = choice();
    if (!took(")")) {
      throw malformed("a bracket is not closed");
    }
    depth--;
    return ahead ? new Node.Ahead(body, negated) : body;
  }

  /** The characters of an escape, whose backslash was read. */
  CharSet escape() {
    if (at >= pattern.length()) {
      throw malformed("it ends in a backslash");
    }
    char c = pattern.charAt(at++);
    return switch (c) {
      case 'd' -> CharSet.range('0', '9');
      case 'D' -> CharSet.range('0', '9').not();
      case 'w' -> WORD;
      case 'W' -> WORD.not();
      case 's' -> SPACE;
      case 'S' -> SPACE.not();
      case 'n' -> CharSet.of('\n');
      case 'r' -> CharSet.of('\r');
      case 't' -> CharSet.of('\t');
      case 'f' -> CharSet.of('\f');
      case 'v' -> CharSet.of(0x0B);
      case '0' -> CharSet.of(0);
      case 'x' -> CharSet.of(hex(2));
      case 'u' -> CharSet.of(took("{") ? braced() : unit());
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw new PatternException("\\" + c + " is not supported");
        }
        yield CharSet.of(c);
      }
    };
  }

  private static final CharSet WORD =
      CharSet.range('0', '9').or(CharSet.range('A', 'Z')).or(CharSet.range('a', 'z'))
          .or(CharSet.of('_'));

  private static final CharSet SPACE =
      CharSet.of("\t\n\u000B\f\r \u00A0\u1680\u2028\u2029\u202F\u205F\u3000\uFEFF")
          .or(CharSet.range(0x2000, 0x200A));

  private int hex(int digits) {
    return hexNumber(at + digits <= pattern.length() ? pattern.substring(at, at += digits) : "");
  }

  /** A character, written as two halves where it needs them. */
  private int unit() {
    int first = hex(4);
    int from = at;
    if (Character.isHighSurrogate((char) first) && took("\\u")) {
      int second = hex(4);
      if (Character.isLowSurrogate((char) second)) {
        return Character.toCodePoint((char) first, (char) second);
      }
    }
    at = from;
    return first;
  }

  private int braced() {
    int end = Math.max(at, pattern.indexOf('}', at));
    String digits = pattern.substring(at, end);
    at = end + 1;
    return hexNumber(digits);
  }

  private int hexNumber(String digits) {
    if (!digits.matches("[0-9a-fA-F]{1,6}") || Integer.parseInt(digits, 16) > 0x10FFFF) {
      throw malformed("an escape needs hexadecimal digits");
    }
    return Integer.parseInt(digits, 16);
  }

  char peek() {
    return at < pattern.length() ? pattern.charAt(at) : '\0';
  }

  boolean took(String text) {
    boolean here = pattern.startsWith(text, at);
    at += here ? text.length() : 0;
    return here;
  }

  /** The next character; the pattern must not end here. */
  int take() {
    if (at >= pattern.length()) {
      throw malformed("a bracket is not closed");
    }
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  PatternException malformed(String why) {
    return new PatternException(why + " (at character " + at + ")");
  }
}
