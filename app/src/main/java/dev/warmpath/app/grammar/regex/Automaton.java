package dev.warmpath.app.grammar.regex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The deterministic automaton of a language, without states from which no text can be completed.
 * State 0 is the first.
 *
 * @param states all of them
 */
public record Automaton(List<State> states) {
  /**
   * One state.
   *
   * @param accepting whether a text may end here
   * @param next where each set of characters leads; the sets are disjoint
   */
  public record State(boolean accepting, Map<Integer, CharSet> next) {}

  public Automaton {
    states = List.copyOf(states);
  }

  /**
   * Of a language within an alphabet.
   *
   * @param most states allowed
   * @return empty when the language has no text in the alphabet
   * @throws PatternException when more states are needed
   */
  public static Optional<Automaton> of(Regex language, CharSet alphabet, int most) {
    Map<Regex, Integer> numbers = new HashMap<>(Map.of(language, 0));
    List<State> states = new ArrayList<>();
    ArrayDeque<Regex> open = new ArrayDeque<>(List.of(language));
    while (!open.isEmpty()) {
      Regex state = open.poll();
      Map<Integer, CharSet> next = new LinkedHashMap<>();
      List<Integer> cuts = cuts(state, alphabet);
      for (int i = 0; i + 1 < cuts.size(); i++) {
        int first = cuts.get(i);
        Regex target = alphabet.contains(first) ? state.after(first) : Regex.Known.NOTHING;
        if (target.equals(Regex.Known.NOTHING)) {
          continue;
        }
        Integer number = numbers.get(target);
        if (number == null) {
          number = numbers.size();
          if (number >= most) {
            throw new PatternException("it needs more than " + most + " states");
          }
          numbers.put(target, number);
          open.add(target);
        }
        next.merge(number, CharSet.range(cuts.get(i), cuts.get(i + 1) - 1), CharSet::or);
      }
      states.add(new State(state.nullable(), next));
    }
    return withoutDeadEnds(states);
  }

  /** Where the behaviour may change from one character to the next, in order. */
  private static List<Integer> cuts(Regex state, CharSet alphabet) {
    TreeSet<Integer> cuts = new TreeSet<>(alphabet.bounds());
    state.firstSets(set -> cuts.addAll(set.bounds()));
    return new ArrayList<>(cuts);
  }

  private static Optional<Automaton> withoutDeadEnds(List<State> states) {
    BitSet alive = new BitSet();
    for (int before = -1; before != alive.cardinality(); ) {
      before = alive.cardinality();
      for (int i = states.size() - 1; i >= 0; i--) {
        State state = states.get(i);
        if (state.accepting() || state.next().keySet().stream().anyMatch(alive::get)) {
          alive.set(i);
        }
      }
    }
    if (!alive.get(0)) {
      return Optional.empty();
    }
    List<State> kept = new ArrayList<>();
    for (int i = alive.nextSetBit(0); i >= 0; i = alive.nextSetBit(i + 1)) {
      Map<Integer, CharSet> next = new LinkedHashMap<>();
      states.get(i).next().forEach(
          (to, set) -> {
            if (alive.get(to)) {
              next.put(alive.get(0, to).cardinality(), set);
            }
          });
      kept.add(new State(states.get(i).accepting(), next));
    }
    return Optional.of(new Automaton(kept));
  }
}
