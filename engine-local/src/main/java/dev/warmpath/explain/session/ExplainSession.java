package dev.warmpath.explain.session;

import dev.warmpath.explain.MissExplainer;
import dev.warmpath.explain.Question;
import dev.warmpath.explain.Turn;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.lens.Lens;
import dev.warmpath.template.TemplateException;
import java.util.ArrayList;
import java.util.List;

/** Explains requests one after the other, each with all before it as its history. */
public final class ExplainSession {
  /**
   * Earlier requests kept as history. A conversation's own turns are among the newest; more would
   * make long recordings quadratic.
   */
  private static final int HISTORY = 200;

  private final Renderer renderer;
  private final Lens lens;
  private final MissExplainer explainer;

  /**
   * @param renderer template and vocabulary of the model
   * @param lens the cache's rules
   */
  public ExplainSession(Renderer renderer, Lens lens) {
    this.renderer = renderer;
    this.lens = lens;
    this.explainer = new MissExplainer(lens, renderer);
  }

  /** Explains every request of a session. */
  public List<ExplainResult> explain(List<Step> steps) {
    return explain(List.of(), steps);
  }

  /**
   * Explains requests.
   *
   * @param before requests that came earlier and are not explained themselves
   * @param asked the requests to explain, in order
   * @throws IllegalArgumentException when a body is no request or the template refuses it; the
   *     message names file and line
   */
  public List<ExplainResult> explain(List<Step> before, List<Step> asked) {
    List<Turn> history = new ArrayList<>();
    for (Step step : before) {
      history.add(turn(step, history.size() + 1));
    }
    List<ExplainResult> results = new ArrayList<>();
    int number = history.size();
    for (Step step : asked) {
      Turn turn = turn(step, ++number);
      int from = Math.max(0, history.size() - HISTORY);
      List<Turn> earlier = history.subList(from, history.size());
      results.add(new ExplainResult(step, explainer.explain(Question.of(turn, earlier))));
      history.add(turn);
    }
    return results;
  }

  private Turn turn(Step step, int id) {
    String where = step.file() + ":" + step.line() + ": ";
    try {
      Rendered rendered = renderer.render(step.body());
      return Turn.of(id, rendered, lens)
          .withTimes(step.started(), step.readable())
          .withCount(step.count());
    } catch (IllegalArgumentException | TemplateException e) {
      throw new IllegalArgumentException(where + e.getMessage(), e);
    }
  }
}
