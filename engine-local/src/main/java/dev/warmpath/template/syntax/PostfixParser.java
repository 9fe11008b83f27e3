package dev.warmpath.template.syntax;

import dev.warmpath.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows an operand: attributes, brackets, calls, filters and tests. */
final class PostfixParser {
  private final ExpressionParser expressions;
  private final Tokens tokens;

  PostfixParser(ExpressionParser expressions) {
    this.expressions = expressions;
    this.tokens = expressions.tokens;
  }

  Expr postfix(Expr operand) {
    Expr node = operand;
    for (int links = 0; ; links++) {
      expressions.chain(links);
      int at = tokens.current().at();
      if (tokens.skipOperator(".")) {
        node = dot(node, at);
      } else if (tokens.skipOperator("[")) {
        node = brackets(node, at);
      } else if (tokens.current().isOperator("(")) {
        node = new Expr.Call(node, arguments(), at);
      } else {
        return node;
      }
    }
  }

  Expr filters(Expr operand) {
    Expr node = operand;
    for (int links = 0; ; links++) {
      expressions.chain(links);
      Token token = tokens.current();
      if (token.isOperator("|")) {
        tokens.next();
        node = filter(node);
      } else if (token.isName("is")) {
        node = test(node);
      } else if (token.isOperator("(")) {
        node = new Expr.Call(node, arguments(), token.at());
      } else {
        return node;
      }
    }
  }

  private Expr dot(Expr target, int at) {
    Token token = tokens.next();
    if (token.is(Kind.NAME)) {
      return new Expr.Attribute(target, token.text(), at);
    }
    if (!token.is(Kind.INTEGER)) {
      throw tokens.error("expected name or number", token.at());
    }
    return new Expr.Item(target, new Expr.Const(token.value(), token.at()), at);
  }

  private Expr brackets(Expr target, int at) {
    List<Expr> keys = new ArrayList<>();
    while (!tokens.current().isOperator("]")) {
      if (!keys.isEmpty()) {
        tokens.expectOperator(",");
      }
      keys.add(subscript());
    }
    tokens.expectOperator("]");
    Expr key =
        keys.size() == 1 ? keys.getFirst() : new Expr.Sequence(List.copyOf(keys), true, at);
    return new Expr.Item(target, key, at);
  }

  private Expr subscript() {
    int at = tokens.current().at();
    Expr start = null;
    if (!tokens.skipOperator(":")) {
      start = expressions.expression();
      if (!tokens.skipOperator(":")) {
        return start;
      }
    }
    Expr stop = tokens.current().isOperator(":") ? null : sliceEnd();
    Expr step = tokens.skipOperator(":") ? sliceEnd() : null;
    return new Expr.Slice(start, stop, step, at);
  }

  private @Nullable Expr sliceEnd() {
    Token token = tokens.current();
    return token.isOperator("]") || token.isOperator(",") ? null : expressions.expression();
  }

  Expr.Arguments arguments() {
    int open = tokens.current().at();
    tokens.expectOperator("(");
    List<Expr> positional = new ArrayList<>();
    List<Expr.Keyword> named = new ArrayList<>();
    Expr star = null;
    Expr starStar = null;
    boolean first = true;
    while (!tokens.current().isOperator(")")) {
      if (!first) {
        tokens.expectOperator(",");
        if (tokens.current().isOperator(")")) {
          break;
        }
      }
      first = false;
      if (tokens.current().isOperator("*")) {
        ensure(star == null && starStar == null, open);
        tokens.next();
        star = expressions.expression();
      } else if (tokens.current().isOperator("**")) {
        ensure(starStar == null, open);
        tokens.next();
        starStar = expressions.expression();
      } else if (tokens.current().is(Kind.NAME) && tokens.look().isOperator("=")) {
        ensure(starStar == null, open);
        int at = tokens.current().at();
        String name = tokens.next().text();
        if (named.stream().anyMatch(keyword -> keyword.name().equals(name))) {
          throw tokens.error("keyword argument repeated: " + name, at);
        }
        tokens.next();
        named.add(new Expr.Keyword(name, expressions.expression()));
      } else {
        ensure(star == null && starStar == null && named.isEmpty(), open);
        positional.add(expressions.expression());
      }
    }
    tokens.expectOperator(")");
    return new Expr.Arguments(List.copyOf(positional), List.copyOf(named), star, starStar);
  }

  private void ensure(boolean valid, int at) {
    if (!valid) {
      throw tokens.error("invalid syntax for function call expression", at);
    }
  }

  private String dottedName() {
    StringBuilder name = new StringBuilder(tokens.expect(Kind.NAME).text());
    while (tokens.skipOperator(".")) {
      name.append('.').append(tokens.expect(Kind.NAME).text());
    }
    return name.toString();
  }

  private Expr.Filter filter(@Nullable Expr target) {
    int at = tokens.current().at();
    String name = dottedName();
    Expr.Arguments arguments =
        tokens.current().isOperator("(") ? arguments() : Expr.Arguments.NONE;
    return new Expr.Filter(target, name, arguments, at);
  }

  /** {@code name(…)|name(…)…} of a block; the first has {@code target}. */
  Expr.Filter filterChain(@Nullable Expr target) {
    Expr.Filter node = filter(target);
    int links = 0;
    while (tokens.skipOperator("|")) {
      expressions.chain(++links);
      node = filter(node);
    }
    return node;
  }

  private Expr test(Expr target) {
    int at = tokens.next().at();
    boolean negated = tokens.skipName("not");
    String name = dottedName();
    Expr.Arguments arguments = Expr.Arguments.NONE;
    Token token = tokens.current();
    if (token.isOperator("(")) {
      arguments = arguments();
    } else if (startsArgument(token)) {
      if (token.isName("is")) {
        throw tokens.error("You cannot chain multiple tests with is", token.at());
      }
      Expr argument = postfix(expressions.primary(false));
      arguments = new Expr.Arguments(List.of(argument), List.of(), null, null);
    }
    Expr test = new Expr.Test(target, name, arguments, at);
    return negated ? new Expr.Not(test, at) : test;
  }

  private static boolean startsArgument(Token token) {
    return switch (token.kind()) {
      case NAME -> !token.isName("else") && !token.isName("or") && !token.isName("and");
      case STRING, INTEGER, FLOAT -> true;
      default -> token.isOperator("[") || token.isOperator("{");
    };
  }
}
