package dev.warmpath.ui.explain;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.plan.BreakpointPlan;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.canvas.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Where the chosen lens's cache markers should stand in the selected request. FX thread. */
public final class MarkerPlanViewModel {
  /**
   * What the planner found.
   *
   * @param plan null when it failed
   * @param problem why it failed; empty when it did not
   */
  public record Outcome(@Nullable BreakpointPlan plan, String problem) {}

  private final ExplainViewModel explain;
  private final LatestTask<BreakpointPlan> planning;
  private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome = new ReadOnlyObjectWrapper<>();

  public MarkerPlanViewModel(ExplainViewModel explain, Executor work, Executor fx) {
    this.explain = explain;
    planning = new LatestTask<>(work, fx);
    explain.rows().addListener((o, was, is) -> refresh());
    explain.lens().addListener((o, was, is) -> refresh());
    refresh();
  }

  private void refresh() {
    Callable<BreakpointPlan> task = explain.markerPlan();
    if (task == null) {
      planning.cancel();
      outcome.set(null);
      return;
    }
    planning.submit(
        task,
        plan -> outcome.set(new Outcome(plan, "")),
        failure ->
            outcome.set(
                new Outcome(null, "The markers could not be planned: " + failure.getMessage())));
  }

  /** Null where the lens has no markers or nothing is selected. */
  public ReadOnlyObjectProperty<@Nullable Outcome> outcome() {
    return outcome.getReadOnlyProperty();
  }

  /** Where a marker ends, and how good the place is. */
  static String place(BreakpointPlan plan, BreakpointPlan.Mark mark) {
    String at = "token " + Figures.count(mark.end());
    // Of one request nobody knows what stays the same.
    return plan.runs().size() < 2
        ? at
        : at + " · same in " + Math.round(100 * mark.stability()) + " % of the requests";
  }

  /** What the markers bring. */
  static String words(BreakpointPlan plan) {
    List<String> facts = new ArrayList<>();
    String over = plan.runs().size() == 1 ? "this request" : plan.runs().size() + " requests";
    facts.add(
        plan.marks().isEmpty()
            ? "No marker pays: nothing long enough stays the same."
            : "Of " + Figures.count(plan.promptTokens()) + " tokens in " + over + " "
                + Figures.count(plan.cachedWith()) + " would hit; with the automatic marker"
                + " alone " + Figures.count(plan.cachedWithout()) + ".");
    plan.breakEvenRequests()
        .filter(count -> !plan.marks().isEmpty())
        .ifPresent(count -> facts.add("Cheaper than no marker from request " + count + " on."));
    facts.addAll(plan.notes());
    return String.join(" ", facts);
  }

  /** The request with the markers, as JSON. */
  static String body(BreakpointPlan plan) {
    return JsonTree.pretty(plan.body());
  }
}
