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
  private final ExplainViewModel explain;
  private final LatestTask<BreakpointPlan> planning;
  private final ReadOnlyObjectWrapper<@Nullable BreakpointPlan> plan =
      new ReadOnlyObjectWrapper<>();

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
      plan.set(null);
      return;
    }
    planning.submit(
        task,
        plan::set,
        failure -> {
          throw new IllegalStateException("the cache markers could not be planned", failure);
        });
  }

  /** The plan; null where the lens has no markers or nothing is selected. */
  public ReadOnlyObjectProperty<@Nullable BreakpointPlan> plan() {
    return plan.getReadOnlyProperty();
  }

  /** One line per proposed marker. */
  static List<String> marks(BreakpointPlan plan) {
    return plan.marks().stream()
        .map(
            mark ->
                "after " + mark.path() + " · token " + Figures.count(mark.end()) + " · kept by "
                    + Math.round(100 * mark.stability()) + " %")
        .toList();
  }

  /** What they bring. */
  static String outcome(BreakpointPlan plan) {
    List<String> facts = new ArrayList<>();
    facts.add(
        plan.marks().isEmpty()
            ? "No marker pays: nothing long enough stayed the same."
            : Figures.count((int) plan.cachedWith()) + " of "
                + Figures.count((int) plan.promptTokens()) + " tok would hit over "
                + plan.runs().size() + " requests; " + Figures.count((int) plan.cachedWithout())
                + " without.");
    plan.breakEvenRequests()
        .filter(count -> !plan.marks().isEmpty())
        .ifPresent(count -> facts.add("Cheaper than none from request " + count + " on."));
    facts.addAll(plan.notes());
    return String.join(" ", facts);
  }

  /** The request with the markers, as JSON. */
  static String body(BreakpointPlan plan) {
    return JsonTree.pretty(plan.body());
  }
}
