package dev.warmpath.explain.cause;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.text.Volatiles;
import dev.warmpath.explain.text.WhiteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges two lists of tool definitions that are not written alike. */
final class ToolCauses {
  private ToolCauses() {}

  static Finding judge(Comparison comparison) {
    List<@Nullable Object> before = comparison.before().body().tools();
    List<@Nullable Object> after = comparison.after().body().tools();
    Divergence divergence = comparison.divergence();
    List<String> older = canonical(before);
    List<String> newer = canonical(after);
    if (older.equals(newer)) {
      return Finding.of(
          Cause.SERIALIZATION_DRIFT, divergence,
          "The tool definitions are the same, but written with other key order or numbers.");
    }
    if (older.stream().sorted().toList().equals(newer.stream().sorted().toList())) {
      return Finding.of(
          Cause.TOOLS_REORDERED, divergence,
          "All " + newer.size() + " tools are the same; their order is not.");
    }
    if (bare(before).equals(bare(after))) {
      return Finding.of(
          Cause.WHITESPACE_ONLY, divergence, "The tool definitions differ in white space only.");
    }
    if (names(before).equals(names(after)) && divergence != null) {
      Finding value =
          Finding.ofValue(
              Volatiles.of(divergence.hunk(), true), divergence,
              "The value stands inside a tool definition.");
      if (value != null) {
        return value;
      }
    }
    return Finding.of(Cause.TOOLS_CHANGED, divergence, summary(names(before), names(after)));
  }

  private static List<String> canonical(List<@Nullable Object> tools) {
    return tools.stream().map(JsonTree::canonicalText).toList();
  }

  private static List<String> bare(List<@Nullable Object> tools) {
    // JSON escapes of line ends would survive: compare what the strings say.
    return tools.stream()
        .map(JsonTree::canonicalText)
        .map(text -> text.replaceAll("\\\\[nrt]", " "))
        .map(WhiteSpace::bare)
        .toList();
  }

  static List<String> names(List<@Nullable Object> tools) {
    return tools.stream()
        .map(tool -> JsonTree.at(tool, "function.name"))
        .map(name -> Objects.requireNonNullElse(name, "").toString())
        .toList();
  }

  private static String summary(List<String> before, List<String> after) {
    List<String> added = new ArrayList<>(after);
    before.forEach(added::remove);
    List<String> removed = new ArrayList<>(before);
    after.forEach(removed::remove);
    if (added.isEmpty() && removed.isEmpty()) {
      return "The same tool names; a description or schema was edited.";
    }
    return (added.isEmpty() ? "" : "Added: " + String.join(", ", added) + ". ")
        + (removed.isEmpty() ? "" : "Removed: " + String.join(", ", removed) + ".");
  }
}
