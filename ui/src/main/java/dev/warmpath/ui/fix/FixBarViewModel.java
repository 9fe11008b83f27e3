package dev.warmpath.ui.fix;

import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.fix.Fix;
import dev.warmpath.token.Segment;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.explain.ExplainViewModel;
import dev.warmpath.ui.explain.Explanations;
import dev.warmpath.ui.explain.LensWords;
import dev.warmpath.ui.prompt.PromptViewModel;
import dev.warmpath.ui.prompt.model.Forecast;
import dev.warmpath.ui.prompt.model.PromptRun;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What would help the prompt being edited: the best fix for its last run, then what it brought. FX
 * thread.
 */
public final class FixBarViewModel {
  /** Less than this much of the predicted gain and the next run is waited for. */
  private static final double REALISED = 0.95;

  /** The first run stores the new form, the second one finds it. */
  private static final int RUNS_TO_REALISE = 2;

  /** What the bar shows. */
  public enum Stage { HIDDEN, PROPOSED, APPLIED, MEASURED }

  /**
   * The bar.
   *
   * @param title what the fix does
   * @param facts what it brings
   * @param problem why it cannot be applied here; empty when it can
   * @param before the segments now
   * @param after the segments with the fix
   * @param others other fixes that can be applied instead
   */
  public record Bar(
      Stage stage, String title, String facts, String problem, List<Segment> before,
      List<Segment> after, int others) {
    static final Bar HIDDEN = new Bar(Stage.HIDDEN, "", "", "", List.of(), List.of(), 0);
  }

  /** A fix that was applied, with what it should bring. */
  private static final class Applied {
    private final Fix fix;
    private final List<Segment> before;
    private final List<Segment> after;
    private final int cachedBefore;
    private final long firstTokenBefore;
    private long lastRun;
    private int runs;

    private Applied(Fix fix, Bar bar, int cachedBefore, long firstTokenBefore, long lastRun) {
      this.fix = fix;
      this.before = bar.before();
      this.after = bar.after();
      this.cachedBefore = cachedBefore;
      this.firstTokenBefore = firstTokenBefore;
      this.lastRun = lastRun;
    }
  }

  private final ExplainViewModel explain;
  private final PromptViewModel prompt;
  private final ReadOnlyObjectWrapper<Bar> bar = new ReadOnlyObjectWrapper<>(Bar.HIDDEN);
  private final ReadOnlyLongWrapper request = new ReadOnlyLongWrapper();
  private @Nullable Applied applied;
  private @Nullable Fix offered;
  private long dismissed;
  private int choice;

  public FixBarViewModel(ExplainViewModel explain, PromptViewModel prompt) {
    this.explain = explain;
    this.prompt = prompt;
    explain.revision().addListener((p, was, is) -> refresh());
    prompt.run().addListener((p, was, is) -> ran(is));
    prompt.running().addListener((p, was, is) -> refresh());
    prompt.workspace().addListener((p, was, is) -> edited());
  }

  public ReadOnlyObjectProperty<Bar> bar() {
    return bar.getReadOnlyProperty();
  }

  /** Trace id of the run that the bar is about; 0 while it shows nothing. */
  public ReadOnlyLongProperty request() {
    return request.getReadOnlyProperty();
  }

  /** True while {@link #apply} would change the prompt. */
  public boolean applicable() {
    return bar.get().stage() == Stage.PROPOSED && bar.get().problem().isEmpty();
  }

  /** Changes the prompt's segments, as one step that can be undone. */
  public void apply() {
    Bar now = bar.get();
    Fix fix = offered;
    PromptRun run = prompt.run().get();
    if (!applicable() || fix == null || run == null) {
      return;
    }
    Verdict verdict = explain.verdictOf(run.id());
    Trace trace = run.trace().get();
    if (verdict == null || trace == null) {
      return;
    }
    applied =
        new Applied(fix, now, cached(verdict), trace.phases().firstToken(), run.id());
    prompt.document().replaceAll(now.after());
    refresh();
  }

  /** Offers the next fix that would help as well. */
  public void other() {
    choice++;
    refresh();
  }

  /** Undoes the applied fix if it was the last change. */
  public void undo() {
    prompt.document().undo();
  }

  /** Hides the bar until another run asks for it. */
  public void dismiss() {
    applied = null;
    PromptRun run = prompt.run().get();
    dismissed = run == null ? 0 : run.id();
    refresh();
  }

  private void ran(@Nullable PromptRun run) {
    choice = 0;
    if (run == null) {
      applied = null; // another prompt was opened, or the conversation went on
    }
    refresh();
  }

  private void edited() {
    Applied fix = applied;
    if (fix != null && fix.runs == 0 && same(prompt.workspace().get().segments(), fix.before)) {
      applied = null;
    }
    refresh();
  }

  private static boolean same(List<Segment> one, List<Segment> other) {
    return Segment.unfolded(one).equals(Segment.unfolded(other));
  }

  private void refresh() {
    PromptRun run = prompt.run().get();
    Verdict verdict = run == null || prompt.running().get() ? null : explain.verdictOf(run.id());
    Trace trace = run == null ? null : run.trace().get();
    offered = null;
    Applied fix = applied;
    boolean measured = bar.get().stage() == Stage.MEASURED;
    if (fix != null && measured && verdict != null && run != null && run.id() > fix.lastRun) {
      applied = null; // it was shown until the run after
    }
    if (applied != null) {
      bar.set(progress(applied, run, verdict, trace));
    } else if (verdict == null || run.cold() || run.id() == dismissed || trace == null) {
      bar.set(Bar.HIDDEN);
    } else {
      bar.set(proposal(run, verdict));
    }
    boolean shown = bar.get().stage() != Stage.HIDDEN && run != null;
    request.set(shown ? run.id() : 0);
  }

  private Bar proposal(PromptRun run, Verdict verdict) {
    List<Fix> possible = new ArrayList<>();
    List<Bar> bars = new ArrayList<>();
    Bar described = Bar.HIDDEN;
    for (Fix fix : verdict.fixes()) {
      Bar one = proposal(run, fix);
      if (one.problem().isEmpty()) {
        possible.add(fix);
        bars.add(one);
      }
      described = described == Bar.HIDDEN ? one : described;
    }
    if (bars.isEmpty()) {
      return described;
    }
    int at = choice % bars.size();
    offered = possible.get(at);
    Bar one = bars.get(at);
    return new Bar(
        one.stage(), one.title(), one.facts(), "", one.before(), one.after(), bars.size() - 1);
  }

  private Bar proposal(PromptRun run, Fix fix) {
    Forecast.Prepared sent = run.forecast().prepared();
    List<Segment> now = prompt.workspace().get().segments();
    boolean asSent = same(now, sent.workspace().segments());
    List<Segment> after =
        asSent ? new WorkspaceFix(now, sent.composition()).apply(fix.change()) : now;
    String problem =
        !asSent
            ? "The prompt changed since this run; send it again first."
            : same(now, after) ? "This has to change where the request is made." : "";
    return new Bar(Stage.PROPOSED, fix.description(), gains(fix), problem, now, after, 0);
  }

  private Bar progress(
      Applied fix, @Nullable PromptRun run, @Nullable Verdict verdict, @Nullable Trace trace) {
    if (run != null && verdict != null && trace != null && !run.cold() && run.id() > fix.lastRun) {
      fix.lastRun = run.id();
      fix.runs++;
      int realised = cached(verdict) - fix.cachedBefore;
      boolean enough = realised >= REALISED * fix.fix.gainTokens();
      if (enough || fix.runs >= RUNS_TO_REALISE) {
        long saved = fix.firstTokenBefore - trace.phases().firstToken();
        return bar(fix, Stage.MEASURED, measured(fix.fix, realised, saved));
      }
    }
    if (bar.get().stage() == Stage.MEASURED && run != null && run.id() == fix.lastRun) {
      return bar.get();
    }
    String next =
        fix.runs == 0
            ? "Predicted " + gains(fix.fix) + " once the new order is stored: send twice"
            : "The new order is stored now: the next run should reuse "
                + signed(fix.fix.gainTokens()) + " tok";
    return bar(fix, Stage.APPLIED, next);
  }

  private static Bar bar(Applied fix, Stage stage, String facts) {
    return new Bar(stage, fix.fix.description(), facts, "", fix.before, fix.after, 0);
  }

  private String measured(Fix fix, int realised, long savedNanos) {
    String tokens =
        "Predicted " + signed(fix.gainTokens()) + " tok · realised " + signed(realised) + " tok ("
            + Figures.share(realised, fix.gainTokens()) + ")";
    if (fix.gainMillis().isEmpty()) {
      return tokens;
    }
    return tokens + " · " + minus(fix.gainMillis().getAsDouble()) + " predicted, "
        + minus(savedNanos / Figures.NANOS_PER_MS) + " realised";
  }

  private String gains(Fix fix) {
    List<String> facts = new ArrayList<>();
    facts.add(signed(fix.gainTokens()) + " tok reused");
    if (fix.gainMillis().isPresent()) {
      facts.add(minus(fix.gainMillis().getAsDouble()));
    }
    fix.gainCost()
        .ifPresent(cost -> facts.add("−" + LensWords.money(explain.lens().get(), cost)));
    return String.join(" · ", facts);
  }

  private static String signed(int tokens) {
    return tokens < 0 ? "−" + Figures.count(-tokens) : "+" + Figures.count(tokens);
  }

  private static String minus(double millis) {
    String time = Figures.millis(Math.abs(millis));
    return (millis < 0 ? "+" : "−") + time;
  }

  /** Measured under the local engine's rules, estimated under another lens. */
  private int cached(Verdict verdict) {
    return Explanations.isLocal(explain.lens().get())
        ? verdict.cached().orElse(0)
        : verdict.lens().cached().orElse(0);
  }
}
