package dev.warmpath.template.run;

import dev.warmpath.template.python.Py;
import dev.warmpath.template.syntax.Expr;
import dev.warmpath.template.syntax.Stmt;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.Namespace;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Runs statements into a list of text parts. */
final class Executor {

  /** How a statement ended. */
  private enum Flow { NEXT, BREAK, CONTINUE }

  private final Evaluator evaluator;
  private final Budget budget;
  private final Scope top;

  Executor(Evaluator evaluator, Scope top) {
    this.evaluator = evaluator;
    this.budget = evaluator.budget();
    this.top = top;
  }

  /** Runs a body and returns what it wrote. */
  Text capture(List<Stmt> body, Scope scope) {
    List<Text> parts = new ArrayList<>();
    run(body, scope, parts);
    return Text.concat(parts, budget);
  }

  private Flow run(List<Stmt> body, Scope scope, List<Text> out) {
    for (Stmt statement : body) {
      budget.step();
      Flow flow;
      try {
        flow = run(statement, scope, out);
      } catch (PyException e) {
        throw evaluator.located(e, statement.at());
      }
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  private Flow run(Stmt statement, Scope scope, List<Text> out) {
    switch (statement) {
      case Stmt.Data data -> out.add(data.text());
      case Stmt.Print print -> out.add(evaluator.printed(evaluator.eval(print.value(), scope)));
      case Stmt.If node -> {
        return runIf(node, scope, out);
      }
      case Stmt.For node -> {
        Object items = evaluator.eval(node.items(), scope);
        loop(node, items, scope, 0, out);
      }
      case Stmt.Set node -> assign(node.target(), evaluator.eval(node.value(), scope), scope);
      case Stmt.SetBlock node -> {
        return setBlock(node, scope);
      }
      case Stmt.Macro node -> {
        Stmt.Signature signature = node.signature();
        scope.set(
            String.valueOf(signature.name()), new Macro(signature, scope, this, evaluator));
      }
      case Stmt.CallBlock node -> {
        Macro caller = new Macro(node.caller(), scope, this, evaluator);
        out.add(evaluator.printed(evaluator.call(node.call(), scope, caller)));
      }
      case Stmt.FilterBlock node -> {
        return filterBlock(node, scope, out);
      }
      case Stmt.With node -> {
        Scope inner = new Scope(scope);
        for (int i = 0; i < node.targets().size(); i++) {
          assign(node.targets().get(i), evaluator.eval(node.values().get(i), scope), inner);
        }
        return run(node.body(), inner, out);
      }
      case Stmt.Scoped node -> {
        return run(node.body(), new Scope(scope), out);
      }
      case Stmt.Block node -> {
        return run(node.body(), new Scope(node.scoped() ? scope : top), out);
      }
      case Stmt.Autoescape node -> {
        boolean before = evaluator.autoescape();
        evaluator.autoescape(Py.truth(evaluator.eval(node.on(), scope)));
        Flow flow = run(node.body(), new Scope(scope), out);
        evaluator.autoescape(before);
        return flow;
      }
      case Stmt.Break node -> {
        return Flow.BREAK;
      }
      case Stmt.Continue node -> {
        return Flow.CONTINUE;
      }
    }
    return Flow.NEXT;
  }

  /** A loop left inside the block leaves the variable as it was. */
  private Flow setBlock(Stmt.SetBlock node, Scope scope) {
    List<Text> parts = new ArrayList<>();
    Flow flow = run(node.body(), new Scope(scope), parts);
    if (flow == Flow.NEXT) {
      Object value = markup(Text.concat(parts, budget));
      assign(
          node.target(),
          node.filter() == null ? value : evaluator.filterBlock(node.filter(), value, scope),
          scope);
    }
    return flow;
  }

  /** A loop left inside the block leaves nothing written. */
  private Flow filterBlock(Stmt.FilterBlock node, Scope scope, List<Text> out) {
    List<Text> parts = new ArrayList<>();
    Flow flow = run(node.body(), new Scope(scope), parts);
    if (flow != Flow.NEXT) {
      return flow;
    }
    Object result =
        evaluator.filterBlock(node.filter(), markup(Text.concat(parts, budget)), scope);
    if (!(result instanceof Text text)) {
      // jinja2 joins a filter block's result unconverted.
      throw PyException.type(
          "sequence item " + out.size() + ": expected str instance, " + Py.type(result)
              + " found");
    }
    out.add(text);
    return Flow.NEXT;
  }

  /** Text a block wrote: already escaped when autoescape is on. */
  Text markup(Text text) {
    return evaluator.autoescape() ? text.asMarkup() : text;
  }

  private Flow runIf(Stmt.If node, Scope scope, List<Text> out) {
    for (Stmt.Branch branch : node.branches()) {
      if (Py.truth(evaluator.eval(branch.test(), scope))) {
        return run(branch.body(), scope, out);
      }
    }
    return run(node.otherwise(), scope, out);
  }

  /** Like jinja2's: {@code else} runs also when every round was left early. */
  private void loop(
      Stmt.For node, @Nullable Object items, Scope scope, int depth, List<Text> out) {
    Iterator<@Nullable Object> walk = Py.iterate(items);
    if (node.test() != null) {
      walk = new Filtered(node, walk, scope);
    }
    Loop loop =
        new Loop(
            node.test() == null ? items : null, walk, depth,
            node.recursive() ? inner -> recurse(node, inner, scope, depth + 1) : null);
    boolean completed = false;
    while (loop.hasNext()) {
      budget.step();
      Scope inner = new Scope(scope);
      inner.set("loop", loop);
      assign(node.target(), loop.next(), inner);
      Flow flow = run(node.body(), inner, out);
      if (flow == Flow.BREAK) {
        break;
      }
      completed |= flow == Flow.NEXT;
    }
    if (!completed) {
      run(node.otherwise(), new Scope(scope), out);
    }
  }

  private Text recurse(Stmt.For node, @Nullable Object items, Scope scope, int depth) {
    budget.enterCall();
    List<Text> parts = new ArrayList<>();
    loop(node, items, scope, depth, parts);
    budget.leaveCall();
    return markup(Text.concat(parts, budget));
  }

  /** Binds a name, the names of a tuple, or an attribute of a namespace. */
  void assign(Expr target, @Nullable Object value, Scope scope) {
    switch (target) {
      case Expr.Name name -> scope.set(name.name(), value);
      case Expr.NamespaceTarget node -> {
        Object namespace = scope.find(node.name());
        if (!(namespace instanceof Namespace found)) {
          throw new PyException(
              PyException.Kind.RUNTIME, "cannot assign attribute on non-namespace object");
        }
        found.attributes().put(node.attribute(), value);
      }
      case Expr.Sequence sequence -> unpack(sequence.items(), value, scope);
      default -> throw PyException.type("can't assign to this expression");
    }
  }

  private void unpack(List<Expr> targets, @Nullable Object value, Scope scope) {
    if (!Py.isIterable(value)) {
      throw PyException.type("cannot unpack non-iterable " + Py.type(value) + " object");
    }
    List<@Nullable Object> values = new ArrayList<>();
    Iterator<@Nullable Object> walk = Py.iterate(value);
    while (walk.hasNext() && values.size() <= targets.size()) {
      values.add(walk.next());
    }
    if (values.size() > targets.size()) {
      throw PyException.value("too many values to unpack (expected " + targets.size() + ")");
    }
    if (values.size() < targets.size()) {
      throw PyException.value(
          "not enough values to unpack (expected " + targets.size() + ", got " + values.size()
              + ")");
    }
    for (int i = 0; i < targets.size(); i++) {
      assign(targets.get(i), values.get(i), scope);
    }
  }

  /** The items of {@code for … if test}; the test runs when the item is reached. */
  private final class Filtered implements Iterator<@Nullable Object> {
    private final Stmt.For node;
    private final Iterator<@Nullable Object> walk;
    private final Scope scope;
    private @Nullable Object next = Args.MISSING;

    Filtered(Stmt.For node, Iterator<@Nullable Object> walk, Scope scope) {
      this.node = node;
      this.walk = walk;
      this.scope = scope;
    }

    @Override
    public boolean hasNext() {
      Expr test = node.test();
      while (next == Args.MISSING && test != null && walk.hasNext()) {
        Object item = walk.next();
        Scope inner = new Scope(scope);
        assign(node.target(), item, inner);
        if (Py.truth(evaluator.eval(test, inner))) {
          next = item;
        }
      }
      return next != Args.MISSING;
    }

    @Override
    public @Nullable Object next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Object item = next;
      next = Args.MISSING;
      return item;
    }
  }
}
