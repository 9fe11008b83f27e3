package dev.warmpath.app.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small GBNF recogniser, independent of llama.cpp: does a text follow a grammar to its end? */
final class Gbnf {
  sealed interface Node {
    record Literal(String text) implements Node {}

    record Range(Set<Integer> points, List<int[]> ranges, boolean negated) implements Node {}

    record Ref(String rule) implements Node {}

    record Sequence(List<Node> nodes) implements Node {}

    record Choice(List<Node> nodes) implements Node {}

    record Repeat(Node node, int least, int most) implements Node {}
  }

  private final Map<String, Node> rules = new HashMap<>();
  private String source = "";
  private int at;

  Gbnf(String grammar) {
    for (String line : grammar.split("\n")) {
      int arrow = line.indexOf(" ::= ");
      source = line.substring(arrow + 5);
      at = 0;
      Node body = choice();
      if (at != source.length()) {
        throw new IllegalArgumentException("rest of rule: " + source.substring(at));
      }
      if (rules.put(line.substring(0, arrow), body) != null) {
        throw new IllegalArgumentException("a rule twice: " + line);
      }
    }
  }

  Map<String, Node> rules() {
    return rules;
  }

  boolean accepts(String text) {
    return ends(rules.get("root"), text, 0).contains(text.length());
  }

  private Node choice() {
    List<Node> options = new ArrayList<>();
    options.add(sequence());
    while (peek() == '|') {
      at++;
      options.add(sequence());
    }
    return new Node.Choice(options);
  }

  private char peek() {
    while (at < source.length() && source.charAt(at) == ' ') {
      at++;
    }
    return at < source.length() ? source.charAt(at) : 0;
  }

  private Node sequence() {
    List<Node> nodes = new ArrayList<>();
    while (peek() != 0 && peek() != '|' && peek() != ')') {
      nodes.add(repeated(single()));
    }
    return new Node.Sequence(nodes);
  }

  private Node single() {
    char c = source.charAt(at++);
    switch (c) {
      case '(' -> {
        Node inside = choice();
        at++;
        return inside;
      }
      case '"' -> {
        StringBuilder text = new StringBuilder();
        while (source.charAt(at) != '"') {
          text.appendCodePoint(point());
        }
        at++;
        return new Node.Literal(text.toString());
      }
      case '[' -> {
        return range();
      }
      default -> {
        int start = at - 1;
        while (at < source.length()
            && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '-')) {
          at++;
        }
        return new Node.Ref(source.substring(start, at));
      }
    }
  }

  private Node range() {
    boolean negated = source.charAt(at) == '^';
    if (negated) {
      at++;
    }
    Set<Integer> points = new HashSet<>();
    List<int[]> ranges = new ArrayList<>();
    while (source.charAt(at) != ']') {
      int from = point();
      if (source.charAt(at) == '-' && source.charAt(at + 1) != ']') {
        at++;
        ranges.add(new int[] {from, point()});
      } else {
        points.add(from);
      }
    }
    at++;
    return new Node.Range(points, ranges, negated);
  }

  private int point() {
    int c = source.codePointAt(at);
    at += Character.charCount(c);
    if (c != '\\') {
      return c;
    }
    char escape = source.charAt(at++);
    return switch (escape) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'x' -> {
        at += 2;
        yield Integer.parseInt(source.substring(at - 2, at), 16);
      }
      case 'u' -> {
        at += 4;
        yield Integer.parseInt(source.substring(at - 4, at), 16);
      }
      case 'U' -> {
        at += 8;
        yield Integer.parseInt(source.substring(at - 8, at), 16);
      }
      case '"', '\\', '[', ']' -> escape;
      default -> throw new IllegalArgumentException("llama.cpp knows no escape " + escape);
    };
  }

  private Node repeated(Node node) {
    char c = at < source.length() ? source.charAt(at) : 0;
    switch (c) {
      case '*' -> {
        at++;
        return new Node.Repeat(node, 0, Integer.MAX_VALUE);
      }
      case '+' -> {
        at++;
        return new Node.Repeat(node, 1, Integer.MAX_VALUE);
      }
      case '?' -> {
        at++;
        return new Node.Repeat(node, 0, 1);
      }
      case '{' -> {
        int end = source.indexOf('}', at);
        String[] bounds = source.substring(at + 1, end).split(",", -1);
        at = end + 1;
        int least = Integer.parseInt(bounds[0]);
        int most =
            bounds.length == 1
                ? least
                : bounds[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(bounds[1]);
        return new Node.Repeat(node, least, most);
      }
      default -> {
        return node;
      }
    }
  }

  private Set<Integer> ends(Node node, String text, int from) {
    return switch (node) {
      case Node.Literal literal ->
          text.startsWith(literal.text(), from)
              ? Set.of(from + literal.text().length())
              : Set.of();
      case Node.Range range -> {
        if (from >= text.length()) {
          yield Set.of();
        }
        int c = text.codePointAt(from);
        boolean in =
            range.points().contains(c)
                || range.ranges().stream().anyMatch(r -> r[0] <= c && c <= r[1]);
        yield in != range.negated() ? Set.of(from + Character.charCount(c)) : Set.of();
      }
      case Node.Ref ref -> {
        Node rule = rules.get(ref.rule());
        if (rule == null) {
          throw new IllegalArgumentException("no rule " + ref.rule());
        }
        yield ends(rule, text, from);
      }
      case Node.Sequence sequence -> {
        Set<Integer> now = Set.of(from);
        for (Node part : sequence.nodes()) {
          Set<Integer> next = new HashSet<>();
          now.forEach(position -> next.addAll(ends(part, text, position)));
          now = next;
        }
        yield now;
      }
      case Node.Choice choice -> {
        Set<Integer> all = new HashSet<>();
        choice.nodes().forEach(option -> all.addAll(ends(option, text, from)));
        yield all;
      }
      case Node.Repeat repeat -> repeat(repeat, text, from);
    };
  }

  private Set<Integer> repeat(Node.Repeat repeat, String text, int from) {
    Set<Integer> found = new HashSet<>();
    Set<Integer> now = Set.of(from);
    for (int count = 0; count <= repeat.most() && !now.isEmpty(); count++) {
      if (count >= repeat.least() && !found.addAll(now)) {
        break;
      }
      Set<Integer> next = new HashSet<>();
      now.forEach(position -> next.addAll(ends(repeat.node(), text, position)));
      now = next;
    }
    return found;
  }
}
