package dev.warmpath.ui.workbench;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Requests as CSV or JSON: numbers only, no prompt text. Pure. */
final class TraceExport {
  /** A column; text is quoted, numbers are not. */
  private record Cell(String name, String value, boolean text) {}

  private TraceExport() {}

  /** A head line and one line per request; RFC 4180. */
  static String csv(List<Trace> traces) {
    List<String> lines = new ArrayList<>();
    for (Trace trace : traces) {
      List<Cell> cells = cells(trace);
      if (lines.isEmpty()) {
        lines.add(cells.stream().map(Cell::name).collect(Collectors.joining(",")));
      }
      lines.add(
          cells.stream()
              .map(cell -> cell.text() ? csvText(cell.value()) : cell.value())
              .collect(Collectors.joining(",")));
    }
    return String.join("\r\n", lines) + "\r\n";
  }

  /** An array of objects. */
  static String json(List<Trace> traces) {
    return traces.stream()
        .map(
            trace ->
                cells(trace).stream()
                    .map(
                        cell ->
                            "\"" + cell.name() + "\": "
                                + (cell.text() ? jsonText(cell.value()) : cell.value()))
                    .collect(Collectors.joining(", ", "  {", "}")))
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private static List<Cell> cells(Trace trace) {
    Trace.Counts counts = trace.counts();
    Trace.Phases phases = trace.phases();
    return List.of(
        number("id", trace.id()),
        text("submitted", trace.source().submitted().toString()),
        text("source", trace.source().label()),
        text("model", trace.source().model()),
        text("cache_key", trace.namespace().key()),
        text("state", trace.state().name().toLowerCase(Locale.ROOT)),
        text(
            "finish",
            trace.finish() == null ? "" : trace.finish().name().toLowerCase(Locale.ROOT)),
        number("prompt_tokens", counts.prompt()),
        number("cached_tokens", counts.cached()),
        number("in_place_tokens", counts.inPlace()),
        number("restored_tokens", counts.restored()),
        number("evaluated_tokens", counts.computed()),
        number("completion_tokens", counts.completion()),
        number("evicted_tokens", counts.evicted()),
        millis("ttft_ms", phases.firstToken()),
        millis("total_ms", phases.total()),
        millis("queue_ms", phases.queue()),
        millis("tokenize_ms", phases.tokenize()),
        millis("lookup_ms", phases.lookup()),
        millis("restore_ms", phases.restore()),
        millis("prefill_ms", phases.prefill()),
        millis("decode_ms", phases.decode()),
        text("error", Objects.requireNonNullElse(trace.error(), "")));
  }

  private static Cell number(String name, long value) {
    return new Cell(name, Long.toString(value), false);
  }

  private static Cell millis(String name, long nanos) {
    return new Cell(name, String.format(Locale.ROOT, "%.3f", nanos / Figures.NANOS_PER_MS), false);
  }

  private static Cell text(String name, String value) {
    return new Cell(name, value, true);
  }

  /** A leading apostrophe keeps spreadsheets from running a label as a formula. */
  private static String csvText(String value) {
    String safe = !value.isEmpty() && "=+-@\t".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    return "\"" + safe.replace("\"", "\"\"") + "\"";
  }

  private static String jsonText(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        default -> {
          if (c < ' ') {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    return text.append('"').toString();
  }
}
