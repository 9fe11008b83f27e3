package dev.warmpath.template.run;

import dev.warmpath.template.python.Arithmetic;
import dev.warmpath.template.python.Comparison;
import dev.warmpath.template.python.Html;
import dev.warmpath.template.python.Py;
import dev.warmpath.template.python.Repr;
import dev.warmpath.template.syntax.Expr;
import dev.warmpath.template.syntax.TemplateSource;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyCallable;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions. */
final class Evaluator {
  private final TemplateSource source;
  private final Budget budget;
  private final Repr repr;
  private final Arithmetic arithmetic;
  private final Access access;
  private final Slicing slicing;
  private final Filters filters;
  private final Tests tests;
  private boolean autoescape;

  Evaluator(TemplateSource source, Budget budget) {
    this.source = source;
    this.budget = budget;
    this.repr = new Repr(budget);
    this.arithmetic = new Arithmetic(budget);
    this.access = new Access(budget);
    this.slicing = new Slicing(budget);
    this.tests = new Tests(this::namedFilter);
    this.filters = new Filters(new FilterContext(budget, access, arithmetic, tests));
  }

  Set<String> filterNames() {
    return filters.names();
  }

  private boolean namedFilter(String name) {
    return filters.has(name);
  }

  Budget budget() {
    return budget;
  }

  boolean autoescape() {
    return autoescape;
  }

  void autoescape(boolean on) {
    autoescape = on;
  }

  /** What <code>{{ value }}</code> writes. */
  Text printed(@Nullable Object value) {
    Text text = repr.str(value);
    return autoescape ? Html.escape(text, budget) : text;
  }

  RuntimeException located(PyException failure, int at) {
    return source.error(String.valueOf(failure.getMessage()), at);
  }

  /** The value; failures become a TemplateException at the innermost expression. */
  @Nullable Object eval(Expr expr, Scope scope) {
    budget.step();
    try {
      return value(expr, scope);
    } catch (PyException e) {
      throw located(e, expr.at());
    }
  }

  private @Nullable Object value(Expr expr, Scope scope) {
    return switch (expr) {
      case Expr.Const constant -> constant.value();
      case Expr.Name name -> {
        Object found = scope.find(name.name());
        yield found == Args.MISSING ? Undefined.variable(name.name()) : found;
      }
      case Expr.Attribute node -> access.attribute(eval(node.target(), scope), node.name());
      case Expr.Item node -> item(node, scope);
      case Expr.Call node -> call(node, scope, null);
      case Expr.Filter node -> {
        Object target = node.target() == null ? null : eval(node.target(), scope);
        yield filter(node, target, scope);
      }
      case Expr.Test node -> {
        Object target = eval(node.target(), scope);
        yield tests.test(node.name(), target, arguments(node.arguments(), scope));
      }
      case Expr.Sign node -> Arithmetic.sign(node.minus(), eval(node.operand(), scope));
      case Expr.Arithmetic node ->
          arithmetic.apply(
              node.operator(), eval(node.left(), scope), eval(node.right(), scope));
      case Expr.Concat node -> concat(node, scope);
      case Expr.Compare node -> compare(node, scope);
      case Expr.And node -> {
        Object left = eval(node.left(), scope);
        yield Py.truth(left) ? eval(node.right(), scope) : left;
      }
      case Expr.Or node -> {
        Object left = eval(node.left(), scope);
        yield Py.truth(left) ? left : eval(node.right(), scope);
      }
      case Expr.Not node -> !Py.truth(eval(node.operand(), scope));
      case Expr.Conditional node -> conditional(node, scope);
      case Expr.Sequence node -> {
        List<@Nullable Object> items = all(node.items(), scope);
        yield node.tuple() ? PyList.tuple(items) : PyList.list(items);
      }
      case Expr.Dict node -> {
        PyDict dict = new PyDict();
        for (Expr.Pair pair : node.pairs()) {
          Object key = eval(pair.key(), scope);
          dict.put(key, eval(pair.value(), scope));
        }
        yield dict;
      }
      case Expr.Slice node -> throw PyException.type("a slice stands only between [ and ]");
      case Expr.NamespaceTarget node ->
          throw PyException.type("a namespace target stands only left of =");
    };
  }

  private List<@Nullable Object> all(List<Expr> nodes, Scope scope) {
    List<@Nullable Object> values = new ArrayList<>(nodes.size());
    for (Expr node : nodes) {
      values.add(eval(node, scope));
    }
    return values;
  }

  private @Nullable Object item(Expr.Item node, Scope scope) {
    Object target = eval(node.target(), scope);
    if (node.key() instanceof Expr.Slice slice) {
      return slicing.slice(
          target, optional(slice.start(), scope), optional(slice.stop(), scope),
          optional(slice.step(), scope));
    }
    return access.item(target, eval(node.key(), scope));
  }

  private @Nullable Object optional(@Nullable Expr node, Scope scope) {
    return node == null ? null : eval(node, scope);
  }

  /** Calls, with the body of a call block as {@code caller} when there is one. */
  @Nullable Object call(Expr.Call node, Scope scope, @Nullable PyCallable caller) {
    Object target = eval(node.target(), scope);
    Args args = arguments(node.arguments(), scope);
    if (caller != null) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>(args.named());
      named.put("caller", caller);
      args = new Args(args.positional(), named);
    }
    try {
      return switch (target) {
        case PyCallable callable -> callable.call(args);
        case Undefined undefined -> throw undefined.failure();
        case null, default ->
            throw PyException.type("'" + Py.type(target) + "' object is not callable");
      };
    } catch (PyException e) {
      throw located(e, node.at());
    }
  }

  private Args arguments(Expr.Arguments nodes, Scope scope) {
    if (nodes.positional().isEmpty() && nodes.named().isEmpty() && nodes.star() == null
        && nodes.starStar() == null) {
      return Args.NONE;
    }
    List<@Nullable Object> positional = all(nodes.positional(), scope);
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    for (Expr.Keyword keyword : nodes.named()) {
      named.put(keyword.name(), eval(keyword.value(), scope));
    }
    if (nodes.star() != null) {
      List<@Nullable Object> more = Py.items(eval(nodes.star(), scope));
      budget.items(more.size());
      positional.addAll(more);
    }
    if (nodes.starStar() != null) {
      if (!(eval(nodes.starStar(), scope) instanceof PyDict dict)) {
        throw PyException.type("argument after ** must be a mapping");
      }
      for (PyDict.Entry entry : dict.entries()) {
        if (!(entry.key() instanceof Text key)) {
          throw PyException.type("keywords must be strings");
        }
        if (named.containsKey(key.string())) {
          throw PyException.type("got multiple values for keyword argument '" + key + "'");
        }
        named.put(key.string(), entry.value());
      }
    }
    return new Args(positional, named);
  }

  /** Applies a filter, or a chain of a filter block, to {@code target}. */
  @Nullable Object filterBlock(Expr.Filter node, @Nullable Object target, Scope scope) {
    try {
      Object inner =
          node.target() instanceof Expr.Filter first ? filterBlock(first, target, scope) : target;
      return filter(node, inner, scope);
    } catch (PyException e) {
      throw located(e, node.at());
    }
  }

  private @Nullable Object filter(Expr.Filter node, @Nullable Object target, Scope scope) {
    return filters.apply(node.name(), target, arguments(node.arguments(), scope));
  }

  private Text concat(Expr.Concat node, Scope scope) {
    List<Text> parts = new ArrayList<>(node.parts().size());
    boolean markup = false;
    for (Expr part : node.parts()) {
      Text text = repr.str(eval(part, scope));
      markup |= text.isMarkup();
      parts.add(text);
    }
    if (!autoescape || !markup) {
      return Text.concat(parts, budget);
    }
    parts.replaceAll(text -> Html.escape(text, budget));
    return Text.concat(parts, budget).asMarkup();
  }

  private Object compare(Expr.Compare node, Scope scope) {
    Object left = eval(node.first(), scope);
    for (Expr.Operand operand : node.rest()) {
      Object right = eval(operand.value(), scope);
      charge(left);
      charge(right);
      boolean holds =
          switch (operand.operator()) {
            case "==" -> Comparison.equal(left, right);
            case "!=" -> !Comparison.equal(left, right);
            case "in" -> Comparison.contains(right, left);
            case "not in" -> !Comparison.contains(right, left);
            default -> Comparison.holds(operand.operator(), left, right);
          };
      if (!holds) {
        return false;
      }
      left = right;
    }
    return true;
  }

  private void charge(@Nullable Object value) {
    if (value instanceof Text text) {
      budget.step(text.length() / 64);
    } else if (value instanceof PyList list) {
      budget.step(list.size());
    }
  }

  private @Nullable Object conditional(Expr.Conditional node, Scope scope) {
    if (Py.truth(eval(node.test(), scope))) {
      return eval(node.then(), scope);
    }
    return node.otherwise() != null
        ? eval(node.otherwise(), scope)
        : Undefined.because(
            "the inline if-expression on line " + source.error("", node.at()).line()
                + " evaluated to false and no else section was defined.");
  }
}
