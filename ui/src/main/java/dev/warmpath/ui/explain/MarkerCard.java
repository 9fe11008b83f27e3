package dev.warmpath.ui.explain;

import dev.warmpath.explain.plan.BreakpointPlan;
import dev.warmpath.ui.look.Parts;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Proposed cache markers of the chosen lens; not there for lenses without. FX thread. */
public final class MarkerCard extends VBox {
  private final VBox marks = new VBox(4);
  private final Label outcome = Parts.paragraph("", "wp-verdict-note");
  private final Button copy;

  /** @param clipboard takes the request with its markers */
  public MarkerCard(MarkerPlanViewModel model, Consumer<String> clipboard) {
    super(6);
    setId("card-markers");
    getStyleClass().add("wp-card");
    copy =
        Parts.button(
            "Copy request with markers",
            () -> {
              BreakpointPlan plan = model.plan().get();
              if (plan != null) {
                clipboard.accept(MarkerPlanViewModel.body(plan));
              }
            },
            "wp-button");
    copy.setId("markers-copy");
    copy.managedProperty().bind(copy.visibleProperty());
    getChildren()
        .addAll(Parts.label("Cache markers to set", "wp-card-title"), marks, outcome, copy);
    managedProperty().bind(visibleProperty());
    model.plan().addListener((o, was, is) -> show(is));
    show(model.plan().get());
  }

  private void show(@Nullable BreakpointPlan plan) {
    setVisible(plan != null);
    if (plan == null) {
      return;
    }
    marks.getChildren()
        .setAll(
            MarkerPlanViewModel.marks(plan).stream()
                .map(line -> Parts.paragraph(line, "wp-fact"))
                .toList());
    outcome.setText(MarkerPlanViewModel.outcome(plan));
    copy.setVisible(!plan.marks().isEmpty());
  }
}
