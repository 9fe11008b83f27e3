package dev.warmpath.ui.explain;

import dev.warmpath.explain.plan.BreakpointPlan;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.look.FactFlow;
import dev.warmpath.ui.look.Parts;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Proposed cache markers of the chosen lens; not there for lenses without. FX thread. */
public final class MarkerCard extends VBox {
  private final VBox marks = new VBox(6);
  private final Label words = Parts.paragraph("", "wp-verdict-note");
  private final Button copy;

  /** @param clipboard takes the request with its markers */
  public MarkerCard(MarkerPlanViewModel model, Consumer<String> clipboard) {
    super(6);
    setId("card-markers");
    getStyleClass().add("wp-card");
    copy = Parts.button("Copy request with markers", () -> copy(model, clipboard), "wp-button");
    copy.setId("markers-copy");
    for (Node node : new Node[] {marks, copy, this}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    getChildren()
        .addAll(Parts.label("Cache markers to set", "wp-card-title"), marks, words, copy);
    model.outcome().addListener((o, was, is) -> show(is));
    show(model.outcome().get());
  }

  private static void copy(MarkerPlanViewModel model, Consumer<String> clipboard) {
    MarkerPlanViewModel.Outcome outcome = model.outcome().get();
    BreakpointPlan plan = outcome == null ? null : outcome.plan();
    if (plan != null) {
      clipboard.accept(MarkerPlanViewModel.body(plan));
    }
  }

  private void show(MarkerPlanViewModel.@Nullable Outcome outcome) {
    setVisible(outcome != null);
    BreakpointPlan plan = outcome == null ? null : outcome.plan();
    marks.setVisible(plan != null && !plan.marks().isEmpty());
    copy.setVisible(marks.isVisible());
    if (plan == null) {
      words.setText(outcome == null ? "" : outcome.problem());
      marks.getChildren().clear();
      return;
    }
    marks.getChildren().setAll(plan.marks().stream().map(mark -> mark(plan, mark)).toList());
    words.setText(Figures.unbroken(MarkerPlanViewModel.words(plan)));
  }

  private static Node mark(BreakpointPlan plan, BreakpointPlan.Mark mark) {
    FactFlow place = new FactFlow("wp-verdict-note", "wp-verdict-note");
    place.show(MarkerPlanViewModel.place(plan, mark), "");
    return new VBox(1, Parts.paragraph("after " + mark.path(), "wp-fact", "wp-mono"), place);
  }
}
