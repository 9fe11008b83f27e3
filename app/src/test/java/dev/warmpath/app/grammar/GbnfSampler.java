package dev.warmpath.app.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random texts of a grammar: what a model that knows nothing but the grammar would write. */
final class GbnfSampler {
  /** From here on the shortest way to the end is taken. */
  private static final int LONG = 200;

  private static final int NEVER = 1_000_000;
  private static final String USUAL = "aZ09 _-.:/@é漢😀{}[],";

  private final Map<String, Gbnf.Node> rules;
  private final Map<String, Integer> heights = new HashMap<>();
  private final SplittableRandom random;
  private final StringBuilder out = new StringBuilder();

  GbnfSampler(Gbnf grammar, SplittableRandom random) {
    this.rules = grammar.rules();
    this.random = random;
    rules.keySet().forEach(name -> heights.put(name, NEVER));
    for (boolean changed = true; changed; ) {
      changed = false;
      for (Map.Entry<String, Gbnf.Node> rule : rules.entrySet()) {
        int height = Math.min(NEVER, 1 + height(rule.getValue()));
        changed |= height < heights.put(rule.getKey(), height);
      }
    }
  }

  String sample() {
    out.setLength(0);
    write(rules.get("root"));
    return out.toString();
  }

  private int height(Gbnf.Node node) {
    return switch (node) {
      case Gbnf.Node.Literal literal -> 0;
      case Gbnf.Node.Range range -> 0;
      case Gbnf.Node.Ref ref -> heights.get(ref.rule());
      case Gbnf.Node.Sequence sequence ->
          sequence.nodes().stream().mapToInt(this::height).max().orElse(0);
      case Gbnf.Node.Choice choice ->
          choice.nodes().stream().mapToInt(this::height).min().orElseThrow();
      case Gbnf.Node.Repeat repeat -> repeat.least() == 0 ? 0 : height(repeat.node());
    };
  }

  private void write(Gbnf.Node node) {
    boolean enough = out.length() > LONG;
    switch (node) {
      case Gbnf.Node.Literal literal -> out.append(literal.text());
      case Gbnf.Node.Range range -> out.appendCodePoint(character(range));
      case Gbnf.Node.Ref ref -> write(rules.get(ref.rule()));
      case Gbnf.Node.Sequence sequence -> sequence.nodes().forEach(this::write);
      case Gbnf.Node.Choice choice -> {
        int least = height(choice);
        List<Gbnf.Node> options =
            choice.nodes().stream()
                .filter(one -> enough ? height(one) == least : height(one) < NEVER)
                .toList();
        write(options.get(random.nextInt(options.size())));
      }
      case Gbnf.Node.Repeat repeat -> {
        int more = Math.min(3, repeat.most() - repeat.least());
        int times = repeat.least() + (enough || more == 0 ? 0 : random.nextInt(more + 1));
        for (int i = 0; i < times; i++) {
          write(repeat.node());
        }
      }
    }
  }

  private int character(Gbnf.Node.Range range) {
    List<Integer> choices = new ArrayList<>(range.negated() ? List.of() : range.points());
    if (range.negated()) {
      USUAL.codePoints()
          .filter(c -> !range.points().contains(c))
          .filter(c -> range.ranges().stream().noneMatch(r -> r[0] <= c && c <= r[1]))
          .forEach(choices::add);
    } else {
      for (int[] one : range.ranges()) {
        choices.add(one[0]);
        choices.add(one[1]);
        choices.add(one[0] + random.nextInt(one[1] - one[0] + 1));
      }
    }
    return choices.get(random.nextInt(choices.size()));
  }
}
