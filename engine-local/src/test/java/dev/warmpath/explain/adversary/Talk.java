package dev.warmpath.explain.adversary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A conversation before it is written in a provider's form. Mutable; one thread. */
final class Talk {
  String model = "demo-1";
  String system = "";
  String systemRole = "system";
  final List<Tool> tools = new ArrayList<>();
  final List<Turn> turns = new ArrayList<>();
  final Map<String, Object> extra = new LinkedHashMap<>();

  /** A tool definition. */
  record Tool(String name, String description, Map<String, Object> schema) {}

  /** A call of a tool; {@code spelled} is its arguments as the client wrote them. */
  record Call(String id, String name, Map<String, Object> arguments, String spelled) {}

  /** A message. */
  static final class Turn {
    String role;
    final List<String> parts = new ArrayList<>();
    String reasoning = "";
    final List<Call> calls = new ArrayList<>();
    String resultOf = "";
    String picture = "";
    boolean marked;

    Turn(String role, String... parts) {
      this.role = role;
      this.parts.addAll(List.of(parts));
    }

    Turn copy() {
      Turn copy = new Turn(role, parts.toArray(String[]::new));
      copy.reasoning = reasoning;
      copy.calls.addAll(calls);
      copy.resultOf = resultOf;
      copy.picture = picture;
      copy.marked = marked;
      return copy;
    }

    String text() {
      return parts.getFirst();
    }

    void text(String text) {
      parts.set(0, text);
    }
  }

  Talk copy() {
    Talk copy = new Talk();
    copy.model = model;
    copy.system = system;
    copy.systemRole = systemRole;
    copy.tools.addAll(tools);
    turns.forEach(turn -> copy.turns.add(turn.copy()));
    copy.extra.putAll(extra);
    return copy;
  }

  Turn last() {
    return turns.getLast();
  }

  /** Index of the n-th turn of a role, or -1. */
  int nth(String role, int n) {
    int seen = 0;
    for (int i = 0; i < turns.size(); i++) {
      if (turns.get(i).role.equals(role) && seen++ == n) {
        return i;
      }
    }
    return -1;
  }
}
