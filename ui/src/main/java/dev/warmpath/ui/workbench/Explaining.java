package dev.warmpath.ui.workbench;

import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.ui.Background;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.document.Notices.Subject;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.explain.ExplainViewModel;
import dev.warmpath.ui.explain.MarkerPlanViewModel;
import dev.warmpath.ui.fix.FixBarViewModel;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.prompt.model.ForecastLens;
import dev.warmpath.ui.prompt.model.PromptRun;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Brings explanations, lenses and fixes to the other view models. FX thread. */
public final class Explaining {
  private final Ports ports;
  private final Notices notices;
  private final Selection selection;
  private final Background background;
  private final ExplainViewModel explain;
  private final FixBarViewModel fixes;
  private final MarkerPlanViewModel markers;
  private @Nullable Long selected;
  private boolean selecting;

  Explaining(WorkbenchViewModel model) {
    ports = model.ports();
    notices = model.notices();
    selection = model.selection();
    background =
        new Background(ports.work(), ports.fx(), failure -> notices.fail(Subject.LENSES, failure));
    explain =
        new ExplainViewModel(
            model.feed(), selection, ports.work(), ports.fx(), LensCatalog.bundled());
    fixes = new FixBarViewModel(explain, model.prompt());
    markers = new MarkerPlanViewModel(explain, ports.work(), ports.fx());
    explain.revision().addListener((p, old, now) -> tell(model));
    tell(model);
    model.prompt().run().addListener((p, old, now) -> sent(now));
  }

  /** Verdicts came, or the lens or its prices changed: rows and forecast are made anew. */
  private void tell(WorkbenchViewModel model) {
    model.requests().verdicts().set(explain.labels());
    ForecastLens rules = explain.forecastLens();
    if (rules != null || model.prompt().lens().get() != null) {
      model.prompt().lens().set(rules);
    }
  }

  /** Takes over the user's own lenses. */
  void start() {
    background.run(
        ports.lenses()::load,
        catalog -> {
          explain.catalog().set(catalog);
          if (!catalog.problems().isEmpty()) {
            notices.show(
                Notices.Kind.WARNING, Subject.LENSES, String.join("\n", catalog.problems()));
          }
        });
  }

  /** The newest own request is looked at unless the user looks at something else. */
  private void sent(@Nullable PromptRun run) {
    if (run == null) {
      return;
    }
    if (run.cold()) {
      explain.ranCold(run.id());
    }
    Long now = selection.request().get();
    boolean free =
        (now == null || now.equals(selected))
            && selection.block().get() == null
            && selection.compared().get() == null;
    if (free) {
      selected = run.id();
      selecting = true;
      selection.request().set(run.id());
      selecting = false;
    }
  }

  /** True while a request is selected because it was sent, not because somebody picked it. */
  boolean selecting() {
    return selecting;
  }

  /** Keeps a lens that the user changed. */
  public void store(Lens lens) {
    background.run(
        () -> {
          try {
            ports.lenses().store(lens);
          } catch (IOException e) {
            throw new IOException("The prices of " + lens.name() + " could not be kept: " + e, e);
          }
          return lens;
        },
        stored -> { });
  }

  public ExplainViewModel explain() {
    return explain;
  }

  public FixBarViewModel fixes() {
    return fixes;
  }

  public MarkerPlanViewModel markers() {
    return markers;
  }
}
