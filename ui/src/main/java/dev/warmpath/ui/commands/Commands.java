package dev.warmpath.ui.commands;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.input.KeyCombination;

/** The one list of commands. Immutable. */
public final class Commands {
  private final List<Command> all;
  private final Map<String, Command> byId;

  /**
   * A command that fits what was typed.
   *
   * @param command it
   * @param positions characters of its title that matched, ascending
   */
  public record Found(Command command, List<Integer> positions) {}

  /**
   * @throws IllegalArgumentException when two commands share an id or a key
   */
  public Commands(List<Command> all) {
    this.all = List.copyOf(all);
    Set<KeyCombination> keys = new HashSet<>();
    for (Command command : all) {
      if (command.key() != null && !keys.add(command.key())) {
        throw new IllegalArgumentException(command.id() + " has the key of another command");
      }
    }
    byId =
        this.all.stream()
            .collect(
                Collectors.toMap(
                    Command::id,
                    Function.identity(),
                    (one, two) -> {
                      throw new IllegalArgumentException("two commands are called " + one.id());
                    }));
  }

  public List<Command> all() {
    return all;
  }

  /** In the order of the list. */
  public List<Command> in(Command.Group group) {
    return all.stream().filter(command -> command.group() == group).toList();
  }

  /**
   * @throws IllegalArgumentException when there is no such command
   */
  public Command get(String id) {
    Command command = byId.get(id);
    if (command == null) {
      throw new IllegalArgumentException("there is no command " + id);
    }
    return command;
  }

  /**
   * Commands whose title, or note and title, hold the typed letters in order. What the title
   * alone holds comes first, the nearer to what was typed the sooner, then what can be done now,
   * then the better match: Enter runs the first one.
   */
  public List<Found> search(String typed) {
    record Scored(Found found, boolean inTitle, boolean enabled, FuzzyMatch match) {}
    List<Scored> scored = new ArrayList<>();
    for (Command command : all) {
      String prefix = command.note() + " ";
      boolean enabled = command.enabled().get();
      FuzzyMatch.of(typed, command.title())
          .map(m -> new Scored(new Found(command, m.positions()), true, enabled, m))
          .or(
              () ->
                  FuzzyMatch.of(typed, prefix + command.title())
                      .map(m -> new Scored(
                          new Found(command, m.inTitle(prefix)), false, enabled, m)))
          .ifPresent(scored::add);
    }
    scored.sort(
        Comparator.<Scored, Boolean>comparing(Scored::inTitle)
            .thenComparing(found -> found.match().nearness())
            .thenComparing(Scored::enabled)
            .thenComparingInt(found -> found.match().score())
            .reversed());
    return scored.stream().map(Scored::found).toList();
  }
}
