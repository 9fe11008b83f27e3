package dev.warmpath.app.cli;

import dev.warmpath.ui.canvas.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON report for people: a section for each of its objects, names and values in two columns,
 * sizes and counts as the window tells them.
 */
final class FactSheet {
  private static final String STEP = "  ";

  /** Things in a list stand on one line while it is read at a glance. */
  private static final int GLANCE = 100;

  /** Names that are written in their own way. */
  private static final Map<String, String> TITLES =
      Map.of("llama_cpp", "llama.cpp", "gpu_fallback", "GPU fallback");

  private final StringBuilder text = new StringBuilder();

  private FactSheet() {}

  /** Lines that end with a line feed. */
  static String of(Map<String, ? extends @Nullable Object> report) {
    FactSheet sheet = new FactSheet();
    report.forEach(sheet::section);
    return sheet.text.toString();
  }

  private void section(String name, @Nullable Object content) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    String words = label(name);
    String title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    line("", TITLES.getOrDefault(name, title));
    content(STEP, name, content);
  }

  private void content(String indent, String name, @Nullable Object content) {
    switch (content) {
      case Map<?, ?> facts -> facts(indent, facts);
      case List<?> items when !items.isEmpty() -> items.forEach(item -> item(indent, item));
      case null, default -> line(indent, value(name, content));
    }
  }

  private void facts(String indent, Map<?, ?> facts) {
    int width =
        facts.keySet().stream().mapToInt(name -> label(name).length()).max().orElse(0);
    facts.forEach(
        (name, value) -> {
          if (nested(value)) {
            line(indent, label(name));
            content(indent + STEP, String.valueOf(name), value);
          } else {
            String pad = " ".repeat(width - label(name).length() + STEP.length());
            line(indent, label(name) + pad + value(String.valueOf(name), value));
          }
        });
  }

  private static boolean nested(@Nullable Object value) {
    return value instanceof Map || value instanceof List<?> list && !list.isEmpty();
  }

  /** The first fact of a thing is its name. */
  private void item(String indent, @Nullable Object item) {
    if (!(item instanceof Map<?, ?> facts)) {
      line(indent, String.valueOf(item));
      return;
    }
    List<String> parts = new ArrayList<>();
    facts.forEach(
        (name, value) ->
            parts.add(
                (parts.isEmpty() ? "" : label(name) + " ") + value(String.valueOf(name), value)));
    String whole = String.join(" · ", parts);
    if (whole.length() <= GLANCE) {
      line(indent, whole);
    } else {
      line(indent, parts.getFirst());
      parts.stream().skip(1).forEach(part -> line(indent + STEP, part));
    }
  }

  private void line(String indent, String words) {
    text.append(indent).append(words).append('\n');
  }

  /** {@code n_ctx} is the context in words; the unit stands with the value. */
  private static String label(Object name) {
    String words = String.valueOf(name).replace("n_ctx", "context");
    return words.replace("file_bytes", "size")
        .replace("_bytes", "")
        .replaceFirst("_share$", "")
        .replace('_', ' ');
  }

  private static String value(String name, @Nullable Object value) {
    return switch (value) {
      case null -> "unknown";
      case Boolean yes -> yes ? "yes" : "no";
      case Number share when name.endsWith("_share") ->
          Figures.share(Math.round(share.doubleValue() * 1000), 1000);
      case Number size when isSize(name) -> Figures.bytes(size.longValue());
      case Integer count -> Figures.count(count);
      case Long count -> Figures.count(count);
      case List<?> list when list.isEmpty() -> "none";
      case List<?> list ->
          list.stream().map(String::valueOf).collect(Collectors.joining(", "));
      default -> String.valueOf(value);
    };
  }

  private static boolean isSize(String name) {
    return name.contains("_bytes") || name.startsWith("memory_");
  }
}
