package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.latency.LatencyWords;
import dev.warmpath.ui.requests.RequestColumn.Kind;
import java.util.ArrayList;
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

  /** From here on tokens are counted in thousands: the whole number has no room. */
  private static final int MANY_TOKENS = 100_000;

  /** From here on in whole seconds: {@code 3 min 05 s} has no room. */
  private static final long LONG_NANOS = 120_000_000_000L;

  /** Narrower than this the table has no room for figures that the latency bar shows too. */
  private static final double ROOM_FOR_FIGURES = 640;

  /** Of the bar that scrolls down, which takes its room from the columns. */
  private static final double SCROLL_BAR = 14;

  /** What gives way, step by step, as the table gets too narrow: others say the same. */
  private static final List<List<String>> GIVE_WAY =
      List.of(List.of("ttft", "rate"), List.of("hit"), List.of("latency"), List.of("source"));

  private final RequestLogViewModel model;
  private final List<RequestColumn> columns;
  private final List<TableColumn<Trace, ?>> made = new ArrayList<>();
  private double zoom = 1;
  private int givenWay = -1;

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
                LatencyWords::decodeRate,
                Comparator.comparingDouble(RequestColumns::rate)),
            RequestColumn.of("why", "why", 140, Kind.VERDICT, t -> model.verdict(t).text(),
                byText(t -> model.verdict(t).text())));
    columns.forEach(each -> made.add(column(each)));
  }

  List<TableColumn<Trace, ?>> all() {
    return made;
  }

  /** Makes room for text that is this much larger than usual. */
  void zoom(double newZoom) {
    zoom = newZoom;
    for (TableColumn<Trace, ?> column : made) {
      RequestColumn of = (RequestColumn) column.getUserData();
      column.setMinWidth(of.leastWidthAt(zoom));
      column.setPrefWidth(of.widthAt(zoom));
    }
  }

  /** Hides what a table this narrow has no room for; the table's menu brings it back. */
  void fit(double tableWidth) {
    int steps = 0;
    while (steps < GIVE_WAY.size() && tableWidth < needed(steps)) {
      steps++;
    }
    if (tableWidth > 0 && steps != givenWay) {
      givenWay = steps;
      for (int step = 0; step < GIVE_WAY.size(); step++) {
        for (TableColumn<Trace, ?> column : made) {
          if (GIVE_WAY.get(step).contains(((RequestColumn) column.getUserData()).id())) {
            column.setVisible(step >= steps);
          }
        }
      }
    }
  }

  /** Whether a table has room for what is shown: if not, columns become as narrow as they may. */
  boolean fits(double tableWidth) {
    double least =
        made.stream().filter(TableColumn::isVisible).mapToDouble(TableColumn::getMinWidth).sum();
    boolean room = least + SCROLL_BAR <= tableWidth;
    for (TableColumn<Trace, ?> column : made) {
      column.setPrefWidth(
          room ? ((RequestColumn) column.getUserData()).widthAt(zoom) : column.getMinWidth());
    }
    return room;
  }

  /** Pixels that a table needs after so many steps. */
  private double needed(int steps) {
    if (steps == 0) {
      return ROOM_FOR_FIGURES * zoom;
    }
    List<String> gone =
        GIVE_WAY.subList(0, steps).stream().flatMap(List::stream).toList();
    return columns.stream()
        .filter(column -> column.shown() && !gone.contains(column.id()))
        .mapToDouble(column -> column.leastWidthAt(zoom))
        .sum();
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
    return nanos < LONG_NANOS
        ? LatencyWords.firstToken(trace)
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
        : (double) LatencyWords.decoded(trace) / trace.phases().decode();
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
    column.setMinWidth(of.leastWidthAt(1));
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
