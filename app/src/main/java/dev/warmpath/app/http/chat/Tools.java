package dev.warmpath.app.http.chat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the model may call. Immutable.
 *
 * @param list the tools, in order
 * @param choice whether it has to
 * @param allowed names of those that may be called; the others are only shown
 * @param parallel whether one answer may call several
 * @param format how this model writes calls
 */
public record Tools(
    List<Tool> list, Choice choice, Set<String> allowed, boolean parallel, CallFormat format) {

  /** Whether a call has to be made. */
  public enum Choice { NONE, AUTO, REQUIRED }

  /**
   * One function.
   *
   * @param path its field in the request, like {@code tools[0].function}
   * @param name what the model calls
   * @param parameters JSON schema of its arguments
   * @param strict whether arguments must follow the schema even when the call is voluntary
   */
  public record Tool(String path, String name, Map<?, ?> parameters, boolean strict) {}

  public static final Tools NO_TOOLS =
      new Tools(List.of(), Choice.NONE, Set.of(), true, CallFormat.HERMES);

  public Tools {
    list = List.copyOf(list);
    allowed = Set.copyOf(allowed);
  }

  /** True when calls in the answer are to be read. */
  public boolean offered() {
    return !list.isEmpty() && choice != Choice.NONE;
  }

  public Set<String> names() {
    return list.stream().map(Tool::name).collect(Collectors.toUnmodifiableSet());
  }

  /** The tools that may be called. */
  List<Tool> callable() {
    return list.stream().filter(tool -> allowed.contains(tool.name())).toList();
  }
}
