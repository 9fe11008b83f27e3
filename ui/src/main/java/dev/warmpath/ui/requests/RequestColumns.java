package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.Palette;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;

/** The table's columns: what each shows and how it sorts. FX thread. */
final class RequestColumns {
  /** Columns give way this far before they are cut. */
  private static final double SQUEEZE = 0.78;

  private final RequestLogViewModel model;
  private final ObservableValue<Palette> palette;

  RequestColumns(RequestLogViewModel model, ObservableValue<Palette> palette) {
    this.model = model;
    this.palette = palette;
  }

  List<TableColumn<Trace, ?>> all() {
    return List.of(
        text("number", "#", 46, "wp-dim", t -> Long.toString(t.id()), byLong(Trace::id)),
        text("source", "source", 96, "", t -> t.source().label(), byText(t -> t.source().label())),
        hidden(text("model", "model", 100, "", RequestColumns::modelName,
            byText(RequestColumns::modelName))),
        hidden(text("key", "key", 90, "wp-dim", t -> t.namespace().key(),
            byText(t -> t.namespace().key()))),
        text("cached", "cached / prompt", 122, "wp-number",
            t -> Figures.count(t.counts().cached()) + " / " + Figures.count(t.counts().prompt()),
            byLong(t -> t.counts().cached())),
        drawn("hit", "hit", 68, trace -> new HitCell(palette),
            Comparator.comparingDouble(RequestColumns::hit)),
        drawn("latency", "latency (ghost = cold)", 146, trace -> new LatencyCell(model, palette),
            byLong(t -> t.phases().firstToken())),
        text("ttft", "first token", 74, "wp-number", RequestColumns::firstToken,
            byLong(t -> t.phases().firstToken())),
        text("rate", "tok/s", 52, "wp-number",
            t -> Figures.rate(t.counts().completion() - 1L, t.phases().decode()),
            Comparator.comparingDouble(RequestColumns::rate)),
        drawn("why", "why", 118, trace -> new WhyCell(model),
            byText(t -> model.verdict(t).text())));
  }

  private static String modelName(Trace trace) {
    return trace.source().model().isEmpty() ? trace.namespace().model() : trace.source().model();
  }

  private static String firstToken(Trace trace) {
    return trace.phases().firstToken() == 0 ? "–" : Figures.duration(trace.phases().firstToken());
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

  private static Comparator<Trace> byLong(java.util.function.ToLongFunction<Trace> value) {
    return Comparator.comparingLong(value);
  }

  private static Comparator<Trace> byText(Function<Trace, String> value) {
    return Comparator.comparing(value, String.CASE_INSENSITIVE_ORDER);
  }

  private static TableColumn<Trace, ?> hidden(TableColumn<Trace, ?> column) {
    column.setVisible(false);
    return column;
  }

  private static TableColumn<Trace, Trace> text(
      String id, String title, double width, String style, Function<Trace, String> text,
      Comparator<Trace> order) {
    TableColumn<Trace, Trace> column =
        drawn(id, title, width, trace -> new TextCell(text, style), order);
    if (style.equals("wp-number")) {
      // Words may end in dots, a number cut short says something else.
      column.setMinWidth(width);
    }
    return column;
  }

  private static TableColumn<Trace, Trace> drawn(
      String id, String title, double width,
      Function<TableColumn<Trace, Trace>, TableCell<Trace, Trace>> cell,
      Comparator<Trace> order) {
    TableColumn<Trace, Trace> column = new TableColumn<>(title);
    column.setId("requests-" + id);
    column.setPrefWidth(width);
    column.setMinWidth(width * SQUEEZE);
    column.setComparator(order);
    column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
    column.setCellFactory(cell::apply);
    return column;
  }

  private static final class TextCell extends TableCell<Trace, Trace> {
    private final Function<Trace, String> text;

    TextCell(Function<Trace, String> text, String style) {
      this.text = text;
      if (!style.isEmpty()) {
        getStyleClass().add(style);
      }
    }

    @Override
    protected void updateItem(Trace trace, boolean empty) {
      super.updateItem(trace, empty);
      String wanted = empty || trace == null ? null : text.apply(trace);
      if (!java.util.Objects.equals(wanted, getText())) {
        setText(wanted);
      }
    }
  }

  private static final class WhyCell extends TableCell<Trace, Trace> {
    private final RequestLogViewModel model;
    private final Label pill = new Label();
    private VerdictLabel.Tone tone;

    WhyCell(RequestLogViewModel model) {
      this.model = model;
      pill.getStyleClass().add("wp-pill");
    }

    @Override
    protected void updateItem(Trace trace, boolean empty) {
      super.updateItem(trace, empty);
      if (empty || trace == null) {
        setGraphic(null);
        return;
      }
      VerdictLabel verdict = model.verdict(trace);
      pill.setText(verdict.text());
      if (tone != verdict.tone()) {
        tone = verdict.tone();
        pill.getStyleClass().setAll(
            "label", "wp-pill", tone.name().toLowerCase(java.util.Locale.ROOT));
      }
      if (getGraphic() != pill) {
        setGraphic(pill);
      }
    }
  }
}
