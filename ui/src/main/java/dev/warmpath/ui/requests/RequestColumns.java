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
  /** What the latency column shows, for who points at its head. */
  static final String LATENCY_WORDS =
      "Time to the first token by phase; the outline is what it would have taken cold";

  /** Columns of words and bars give way this far. */
  private static final double SQUEEZE = 0.78;

  /** From here on tokens are counted in thousands: the whole number has no room. */
  private static final int MANY_TOKENS = 100_000;

  /** From here on in whole seconds: {@code 3 min 05 s} has no room. */
  private static final long LONG_NANOS = 120_000_000_000L;

  private final RequestLogViewModel model;
  private final List<RequestColumn> columns;

  RequestColumns(RequestLogViewModel model) {
    this.model = model;
    columns =
        List.of(
            RequestColumn.of("number", "#", 54, Kind.DIM, t -> Long.toString(t.id()),
                byLong(Trace::id)),
            RequestColumn.of("source", "source", 96, Kind.TEXT, t -> t.source().label(),
                byText(t -> t.source().label())),
            RequestColumn.of("model", "model", 100, Kind.TEXT, RequestColumns::modelName,
                byText(RequestColumns::modelName)).hidden(),
            RequestColumn.of("key", "key", 90, Kind.DIM, t -> t.namespace().key(),
                byText(t -> t.namespace().key())).hidden(),
            RequestColumn.of("cached", "cached / prompt", 128, Kind.NUMBER,
                t -> tokens(t.counts().cached()) + " / " + tokens(t.counts().prompt()),
                byLong(t -> t.counts().cached())),
            RequestColumn.of("hit", "hit", 60, Kind.HIT,
                t -> Figures.share(t.counts().cached(), t.counts().prompt()) + " cached",
                Comparator.comparingDouble(RequestColumns::hit)),
            RequestColumn.of("latency", "latency", 136, Kind.LATENCY,
                RequestColumns::latency, byLong(t -> t.phases().firstToken())),
            RequestColumn.of("ttft", "first token", 76, Kind.NUMBER, RequestColumns::firstToken,
                byLong(t -> t.phases().firstToken())),
            RequestColumn.of("rate", "tok/s", 58, Kind.NUMBER,
                t -> Figures.rate(t.counts().completion() - 1L, t.phases().decode()),
                Comparator.comparingDouble(RequestColumns::rate)),
            RequestColumn.of("why", "why", 140, Kind.VERDICT, t -> model.verdict(t).text(),
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
      case "cached" ->
          Figures.count(trace.counts().cached()) + " / "
              + Figures.count(trace.counts().prompt()) + " tokens cached";
      case "hit", "ttft" -> "";
      case "rate" -> said.equals("–") ? "" : said + " tok/s";
      default -> said;
    };
  }

  private static String modelName(Trace trace) {
    return trace.source().model().isEmpty() ? trace.namespace().model() : trace.source().model();
  }

  private static String firstToken(Trace trace) {
    long nanos = trace.phases().firstToken();
    return nanos == 0
        ? "–"
        : nanos < LONG_NANOS
            ? Figures.duration(nanos)
            : Figures.count(Math.round(nanos / 1e9)) + " s";
  }

  private static String tokens(int count) {
    return count < MANY_TOKENS
        ? Figures.count(count)
        : Figures.count(Math.round(count / 1e3)) + "k";
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
    // Names and bars may give way; a number or a reason cut short says something else.
    boolean whole =
        of.kind() == Kind.NUMBER || of.kind() == Kind.VERDICT || of.id().equals("number");
    column.setMinWidth(whole ? of.width() : of.width() * SQUEEZE);
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
