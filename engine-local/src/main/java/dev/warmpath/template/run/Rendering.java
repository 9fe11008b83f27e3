package dev.warmpath.template.run;

import dev.warmpath.template.TemplateException;
import dev.warmpath.template.syntax.Stmt;
import dev.warmpath.template.syntax.TemplateSource;
import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.Text;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of a parsed template, within its {@link Budget}. */
public final class Rendering {
  private static final Set<String> FILTERS =
      new Evaluator(new TemplateSource(""), new Budget()).filterNames();

  private final TemplateSource source;
  private final List<Stmt> body;

  /**
   * @param body what {@code Parser} made of {@code source}
   * @throws TemplateException when a filter or test does not exist
   */
  public Rendering(TemplateSource source, List<Stmt> body) {
    this.source = source;
    this.body = body;
    new KnownNames(source, FILTERS::contains).check(body, false);
  }

  /**
   * @param variables the template's variables; they hide the global functions
   * @param now what {@code strftime_now} shows
   * @throws TemplateException with the place in the template
   */
  public Text run(Map<String, @Nullable Object> variables, LocalDateTime now) {
    Map<String, @Nullable Object> all = new HashMap<>();
    Globals.addTo(all, now);
    all.putAll(variables);
    Evaluator evaluator = new Evaluator(source, new Budget());
    Scope top = new Scope(new Scope(null, all));
    try {
      Text text = new Executor(evaluator, top).capture(body, top);
      text.string();
      return text;
    } catch (PyException e) {
      throw evaluator.located(e, 0);
    } catch (StackOverflowError e) {
      throw source.error("the template nests too deeply to run: simplify its macros or loops", 0);
    }
  }
}
