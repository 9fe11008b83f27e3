package dev.warmpath.template.run;

import dev.warmpath.template.TemplateException;
import dev.warmpath.template.syntax.Expr;
import dev.warmpath.template.syntax.Stmt;
import dev.warmpath.template.syntax.TemplateSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Refuses filters and tests that do not exist before anything is rendered, as jinja2's compiler
 * does. Directly inside an {@code if} they fail only when they are reached: templates ask first
 * whether a filter is there.
 */
final class KnownNames {
  private final TemplateSource source;
  private final Predicate<String> filters;

  KnownNames(TemplateSource source, Predicate<String> filters) {
    this.source = source;
    this.filters = filters;
  }

  /**
   * @param soft true directly inside an {@code if}: jinja2 keeps this for what stands in the same
   *     scope only, so a loop or macro in there is strict again
   * @throws TemplateException at the first unknown name
   */
  void check(List<Stmt> body, boolean soft) {
    body.forEach(statement -> check(statement, soft));
  }

  private void check(Stmt statement, boolean soft) {
    switch (statement) {
      case Stmt.Print node -> check(node.value(), soft);
      case Stmt.If node -> {
        for (Stmt.Branch branch : node.branches()) {
          check(branch.test(), true);
          check(branch.body(), true);
        }
        check(node.otherwise(), true);
      }
      case Stmt.For node -> {
        check(node.items(), soft);
        check(node.test(), false);
        check(node.body(), false);
        check(node.otherwise(), false);
      }
      case Stmt.Set node -> check(node.value(), soft);
      case Stmt.SetBlock node -> {
        check(node.body(), false);
        check(node.filter(), false);
      }
      case Stmt.Macro node -> check(node.signature());
      case Stmt.CallBlock node -> {
        check(node.caller());
        check(node.call(), soft);
      }
      case Stmt.FilterBlock node -> {
        check(node.body(), false);
        check(node.filter(), false);
      }
      case Stmt.With node -> {
        node.values().forEach(value -> check(value, false));
        check(node.body(), false);
      }
      case Stmt.Scoped node -> check(node.body(), false);
      case Stmt.Block node -> check(node.body(), false);
      case Stmt.Autoescape node -> {
        check(node.on(), false);
        check(node.body(), false);
      }
      case Stmt.Data node -> { }
      case Stmt.Break node -> { }
      case Stmt.Continue node -> { }
    }
  }

  private void check(Stmt.Signature signature) {
    signature.defaults().forEach(value -> check(value, false));
    check(signature.body(), false);
  }

  private void check(@Nullable Expr expr, boolean soft) {
    switch (expr) {
      case null -> { }
      case Expr.Filter node -> {
        require(filters.test(node.name()), "filter", node.name(), node.at(), soft);
        check(node.target(), soft);
        check(node.arguments(), soft);
      }
      case Expr.Test node -> {
        require(Tests.has(node.name()), "test", node.name(), node.at(), soft);
        check(node.target(), soft);
        check(node.arguments(), soft);
      }
      case Expr.Conditional node -> {
        check(node.test(), true);
        check(node.then(), true);
        check(node.otherwise(), true);
      }
      case Expr.Attribute node -> check(node.target(), soft);
      case Expr.Item node -> {
        check(node.target(), soft);
        check(node.key(), soft);
      }
      case Expr.Slice node -> {
        check(node.start(), soft);
        check(node.stop(), soft);
        check(node.step(), soft);
      }
      case Expr.Call node -> {
        check(node.target(), soft);
        check(node.arguments(), soft);
      }
      case Expr.Sign node -> check(node.operand(), soft);
      case Expr.Not node -> check(node.operand(), soft);
      case Expr.Arithmetic node -> {
        check(node.left(), soft);
        check(node.right(), soft);
      }
      case Expr.And node -> {
        check(node.left(), soft);
        check(node.right(), soft);
      }
      case Expr.Or node -> {
        check(node.left(), soft);
        check(node.right(), soft);
      }
      case Expr.Concat node -> node.parts().forEach(part -> check(part, soft));
      case Expr.Compare node -> {
        check(node.first(), soft);
        node.rest().forEach(operand -> check(operand.value(), soft));
      }
      case Expr.Sequence node -> node.items().forEach(item -> check(item, soft));
      case Expr.Dict node ->
          node.pairs().forEach(
              pair -> {
                check(pair.key(), soft);
                check(pair.value(), soft);
              });
      case Expr.Const node -> { }
      case Expr.Name node -> { }
      case Expr.NamespaceTarget node -> { }
    }
  }

  private void check(Expr.Arguments arguments, boolean soft) {
    arguments.positional().forEach(value -> check(value, soft));
    arguments.named().forEach(keyword -> check(keyword.value(), soft));
    check(arguments.star(), soft);
    check(arguments.starStar(), soft);
  }

  private void require(boolean known, String type, String name, int at, boolean soft) {
    if (!known && !soft) {
      throw source.error("No " + type + " named '" + name + "'.", at);
    }
  }
}
