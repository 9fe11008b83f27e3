package dev.warmpath.ui.pair;

import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.latency.LatencyPane;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.models.ModelSheet.Row;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One model's half: name, counts, phases, tree, answer. FX thread. */
final class PairColumn extends VBox {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
  private static final double NAME = 84;
  private static final double ANSWER = 132;

  private final Label model = Parts.label("", "wp-strong");
  private final Label badge = Parts.label("", "wp-badge");
  private final Label state = Parts.paragraph("", "wp-minor", "wp-secondary");
  private final GridPane figures = new GridPane(8, 3);
  private final LatencyPane phases;
  private final StackPane tree = new StackPane();
  private final Label answer = Parts.paragraph("", "wp-text");

  /**
   * @param id ends the ids of what tests look up: {@code first} or {@code second}
   */
  PairColumn(String id, FrameClock clock, ObservableValue<Palette> palette) {
    super(10);
    phases = new LatencyPane(clock, palette);
    phases.setAccessibleText("Phases of the request, on the time scale of both models");
    getStyleClass().add("wp-pair-column");
    setId("pair-" + id);
    setMinWidth(0);
    model.setId("pair-model-" + id);
    model.setMinWidth(0);
    badge.setMinWidth(0);
    state.setId("pair-state-" + id);
    VBox head = new VBox(5, model, badge);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    figures.getColumnConstraints().setAll(new ColumnConstraints(NAME, NAME, NAME), values);
    figures.setId("pair-figures-" + id);
    tree.getStyleClass().add("wp-pair-tree");
    tree.setMinSize(0, 0);
    VBox.setVgrow(tree, Priority.ALWAYS);
    answer.setId("pair-answer-" + id);
    ScrollPane scroll = Parts.scrolling(answer);
    VBox card = new VBox(6, Parts.label("Answer", "wp-card-title"), scroll);
    card.getStyleClass().add("wp-card");
    card.setMinHeight(ANSWER);
    card.setPrefHeight(ANSWER);
    card.setMaxHeight(ANSWER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().setAll(head, figures, phases, state, tree, card);
  }

  /** Holds the model's tree. */
  StackPane tree() {
    return tree;
  }

  /**
   * @param scaleNanos time of the longer of both requests
   */
  void show(PairSheet sheet, long scaleNanos) {
    model.setText(sheet.model());
    model.setTooltip(new Tooltip(sheet.model()));
    badge.setText(sheet.badge());
    badge.setTooltip(new Tooltip(sheet.badge()));
    badge.setVisible(!sheet.badge().isEmpty());
    state.setText(sheet.state());
    state.pseudoClassStateChanged(ERROR, sheet.problem());
    figures.getChildren().clear();
    for (int i = 0; i < sheet.rows().size(); i++) {
      figures.addRow(i, name(sheet.rows().get(i)), value(sheet.rows().get(i)));
    }
    phases.show(sheet.phases(), scaleNanos);
    boolean none = sheet.answer().isEmpty();
    answer.setText(none ? "It appears here when the prompt was sent." : sheet.answer());
    answer.pseudoClassStateChanged(PseudoClass.getPseudoClass("empty"), none);
  }

  private static Node name(Row row) {
    Label name = Parts.label(row.name(), "wp-fact-name");
    GridPane.setValignment(name, VPos.TOP);
    return name;
  }

  private static Node value(Row row) {
    Label value = Parts.label(row.value(), "wp-mono");
    value.setMinWidth(Region.USE_PREF_SIZE);
    Label note = Parts.label(row.note(), "wp-minor", "wp-secondary");
    note.setMinWidth(0);
    HBox box = new HBox(10, value, note);
    box.setAlignment(Pos.BASELINE_LEFT);
    box.setMinWidth(0);
    return box;
  }
}
