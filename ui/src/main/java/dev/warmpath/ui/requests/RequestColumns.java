package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.requests.RequestColumn.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;

/** The table's columns: what each shows and how it sorts. FX thread. */
final class RequestColumns {
  /** Columns give way this far before they are cut. */
  private static final double SQUEEZE = 0.78;

  private final RequestLogViewModel model;
  private final List<RequestColumn> columns;

  RequestColumns(RequestLogViewModel model) {
    this.model = model;
    columns =
        List.of(
            RequestColumn.of("number", "#", 46, Kind.DIM, t -> Long.toString(t.id()),
                byLong(Trace::id)),
            RequestColumn.of("source", "source", 96, Kind.TEXT, t -> t.source().label(),
                byText(t -> t.source().label())),
            RequestColumn.of("model", "model", 100, Kind.TEXT, RequestColumns::modelName,
                byText(RequestColumns::modelName)).hidden(),
            RequestColumn.of("key", "key", 90, Kind.DIM, t -> t.namespace().key(),
                byText(t -> t.namespace().key())).hidden(),
            RequestColumn.of("cached", "cached / prompt", 122, Kind.NUMBER,
                t -> Figures.count(t.counts().cached()) + " / "
                    + Figures.count(t.counts().prompt()),
                byLong(t -> t.counts().cached())),
            RequestColumn.of("hit", "hit", 68, Kind.HIT,
                t -> Figures.share(t.counts().cached(), t.counts().prompt()) + " cached",
                Comparator.comparingDouble(RequestColumns::hit)),
            RequestColumn.of("latency", "latency (ghost = cold)", 146, Kind.LATENCY,
                RequestColumns::latency, byLong(t -> t.phases().firstToken())),
            RequestColumn.of("ttft", "first token", 74, Kind.NUMBER, RequestColumns::firstToken,
                byLong(t -> t.phases().firstToken())),
            RequestColumn.of("rate", "tok/s", 52, Kind.NUMBER,
                t -> Figures.rate(t.counts().completion() - 1L, t.phases().decode()),
                Comparator.comparingDouble(RequestColumns::rate)),
            RequestColumn.of("why", "why", 118, Kind.VERDICT, t -> model.verdict(t).text(),
                byText(t -> model.verdict(t).text())));
  }

  List<TableColumn<Trace, ?>> all() {
    return columns.stream().<TableColumn<Trace, ?>>map(RequestColumns::column).toList();
  }

  /** A whole row in words: for tooltips and screen readers. */
  String words(Trace trace) {
    String words =
        columns.stream()
            .filter(column -> column.kind() != Kind.VERDICT && column.kind() != Kind.LATENCY)
            .map(column -> words(column, trace))
            .filter(said -> !said.isEmpty())
            .collect(Collectors.joining(" · "));
    String error = trace.error() == null ? "" : "\n" + trace.error();
    return words + "\n" + latency(trace) + "\n" + model.verdict(trace).text() + error;
  }

  private static String words(RequestColumn column, Trace trace) {
    String said = column.says().apply(trace);
    return switch (column.id()) {
      case "number" -> "#" + said;
      case "key" -> said.isEmpty() ? "" : "key " + said;
      case "cached" -> said + " tokens cached";
      case "hit", "ttft" -> "";
      case "rate" -> said.equals("–") ? "" : said + " tok/s";
      default -> said;
    };
  }

  private static String modelName(Trace trace) {
    return trace.source().model().isEmpty() ? trace.namespace().model() : trace.source().model();
  }

  private static String firstToken(Trace trace) {
    return trace.phases().firstToken() == 0 ? "–" : Figures.duration(trace.phases().firstToken());
  }

  private static String latency(Trace trace) {
    if (trace.phases().firstToken() == 0) {
      return "no token yet";
    }
    String cold =
        trace.prediction() == null
            ? ""
            : ", cold " + Figures.duration(trace.prediction().coldNanos());
    return "first token after " + Figures.duration(trace.phases().firstToken()) + cold;
  }

  static double hit(Trace trace) {
    return trace.counts().prompt() == 0
        ? 0
        : (double) trace.counts().cached() / trace.counts().prompt();
  }

  private static double rate(Trace trace) {
    return trace.phases().decode() == 0
        ? 0
        : (trace.counts().completion() - 1.0) / trace.phases().decode();
  }

  private static Comparator<Trace> byLong(ToLongFunction<Trace> value) {
    return Comparator.comparingLong(value);
  }

  private static Comparator<Trace> byText(Function<Trace, String> value) {
    return Comparator.comparing(value, String.CASE_INSENSITIVE_ORDER);
  }

  private static TableColumn<Trace, Trace> column(RequestColumn of) {
    TableColumn<Trace, Trace> column = new TableColumn<>(of.title());
    column.setId("requests-" + of.id());
    column.setUserData(of);
    column.setPrefWidth(of.width());
    // Words may end in dots, a number cut short says something else.
    column.setMinWidth(of.kind() == Kind.NUMBER ? of.width() : of.width() * SQUEEZE);
    column.setVisible(of.shown());
    column.setComparator(of.order());
    column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
    column.setCellFactory(same -> new MeasuredCell(of));
    return column;
  }

  /** Rows draw themselves: the table only asks such cells how wide a column would like to be. */
  private static final class MeasuredCell extends TableCell<Trace, Trace> {
    private final RequestColumn column;

    MeasuredCell(RequestColumn column) {
      this.column = column;
    }

    @Override
    protected void updateItem(Trace trace, boolean empty) {
      super.updateItem(trace, empty);
      setText(empty || trace == null ? null : column.says().apply(trace));
    }
  }
}
