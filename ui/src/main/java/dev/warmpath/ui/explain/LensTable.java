package dev.warmpath.ui.explain;

import dev.warmpath.ui.look.FactFlow;
import dev.warmpath.ui.look.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The selected prompt under every other cache's rules. FX thread. */
public final class LensTable extends VBox {
  /** Belongs to the line above more than to the one below. */
  private static final Insets UNDER = new Insets(-3, 0, 2, 8);

  private final GridPane grid = new GridPane(8, 4);

  public LensTable(ExplainViewModel model) {
    super(6);
    setId("card-lenses");
    getStyleClass().add("wp-card");
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.ALWAYS);
    names.setMinWidth(80);
    grid.getColumnConstraints().setAll(names, number(), number());
    getChildren()
        .addAll(
            Parts.label("Same prompt, other lenses", "wp-card-title"),
            Parts.paragraph(
                "Estimated from each cache’s published rules. ? = a rule is unknown or"
                    + " unverified.",
                "wp-verdict-note"),
            grid);
    model.rows().addListener((o, was, is) -> show(is));
    show(model.rows().get());
  }

  private static ColumnConstraints number() {
    ColumnConstraints column = new ColumnConstraints();
    column.setHalignment(HPos.RIGHT);
    column.setMinWidth(USE_PREF_SIZE);
    return column;
  }

  private void show(List<LensRow> rows) {
    grid.getChildren().clear();
    for (int i = 0; i < rows.size(); i++) {
      LensRow row = rows.get(i);
      Label name =
          Parts.label(row.lens().name() + (row.doubtful() ? " ?" : ""), "wp-fact");
      Label cached = Parts.label(row.cached(), "wp-fact", "wp-number");
      Label share = Parts.label(row.share(), "wp-fact", "wp-number");
      Tooltip tip = new Tooltip(explain(row));
      for (Label label : List.of(name, cached, share)) {
        label.setTooltip(tip);
      }
      name.setAccessibleText(explain(row));
      name.setMinWidth(0);
      grid.addRow(2 * i, name, cached, share);
      String about = about(row);
      if (!about.isEmpty()) {
        FactFlow facts = new FactFlow("wp-verdict-note", "wp-verdict-note");
        facts.show(about, "");
        facts.setPadding(UNDER);
        grid.add(facts, 0, 2 * i + 1, 3, 1);
      }
    }
  }

  private static String about(LensRow row) {
    List<String> facts = new ArrayList<>();
    if (row.marked()) {
      facts.add("with one marker at its end");
    }
    if (row.verdict().cost().isPresent()) {
      facts.add("costs " + row.cost() + " uncached");
    }
    return String.join(" · ", facts);
  }

  private static String explain(LensRow row) {
    StringBuilder text = new StringBuilder(row.lens().name() + " · " + row.rules());
    text.append("\ncached ").append(row.cached());
    if (!row.share().isEmpty()) {
      text.append(" (").append(row.share()).append(')');
    }
    text.append("\ncost ").append(row.cost());
    row.notes().forEach(note -> text.append('\n').append(note));
    return text.toString();
  }
}
