package dev.warmpath.template.run;

import dev.warmpath.template.syntax.Expr;
import dev.warmpath.template.syntax.Stmt;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.PyCallable;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A macro, or the body of a call block, with the variables around its definition. */
final class Macro implements PyCallable, Attributes {
  private final Stmt.Signature signature;
  private final Scope around;
  private final Executor executor;
  private final Evaluator evaluator;

  Macro(Stmt.Signature signature, Scope around, Executor executor, Evaluator evaluator) {
    this.signature = signature;
    this.around = around;
    this.executor = executor;
    this.evaluator = evaluator;
  }

  @Override
  public Object call(Args args) {
    evaluator.budget().enterCall();
    Scope scope = new Scope(around);
    bind(args, scope);
    Text text = executor.capture(signature.body(), scope);
    evaluator.budget().leaveCall();
    return executor.markup(text);
  }

  private void bind(Args args, Scope scope) {
    List<String> names = signature.parameters();
    Map<String, @Nullable Object> left = new LinkedHashMap<>(args.named());
    int given = Math.min(names.size(), args.positional().size());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (i < given) {
        scope.set(name, args.positional().get(i));
      } else if (left.containsKey(name)) {
        scope.set(name, left.remove(name));
      } else {
        scope.set(name, missing(i, scope));
      }
    }
    if (signature.uses().contains("caller") && !names.contains("caller")) {
      Object caller = left.remove("caller");
      scope.set("caller", caller == null ? Undefined.because("No caller defined") : caller);
    }
    if (signature.uses().contains("kwargs")) {
      PyDict extra = new PyDict();
      left.forEach((name, value) -> extra.put(Text.of(name), value));
      scope.set("kwargs", extra);
    } else if (!left.isEmpty()) {
      throw PyException.type(
          "macro '" + signature.name() + "' takes no keyword argument '"
              + left.keySet().iterator().next() + "'");
    }
    if (signature.uses().contains("varargs")) {
      scope.set(
          "varargs",
          PyList.tuple(args.positional().subList(given, args.positional().size())));
    } else if (args.positional().size() > names.size()) {
      throw PyException.type(
          "macro '" + signature.name() + "' takes not more than " + names.size()
              + " argument(s)");
    }
  }

  private @Nullable Object missing(int index, Scope scope) {
    int first = signature.parameters().size() - signature.defaults().size();
    String name = signature.parameters().get(index);
    if (index < first) {
      return Undefined.because("parameter '" + name + "' was not provided");
    }
    Expr value = signature.defaults().get(index - first);
    return evaluator.eval(value, scope);
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "name" -> signature.name() == null ? null : Text.of(signature.name());
      case "arguments" -> {
        List<@Nullable Object> names =
            signature.parameters().stream().<@Nullable Object>map(Text::of).toList();
        yield PyList.tuple(names);
      }
      case "catch_kwargs" -> signature.uses().contains("kwargs");
      case "catch_varargs" -> signature.uses().contains("varargs");
      case "caller" -> signature.uses().contains("caller");
      default -> Args.MISSING;
    };
  }

  @Override
  public String typeName() {
    return "jinja2.runtime.Macro";
  }

  @Override
  public String description() {
    return "<Macro " + (signature.name() == null ? "anonymous" : "'" + signature.name() + "'")
        + ">";
  }
}
