package dev.warmpath.template.syntax;

import dev.warmpath.template.syntax.Token.Kind;
import dev.warmpath.template.value.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Expressions, with jinja2's precedence. Postfix forms are in {@link PostfixParser}. */
class ExpressionParser {
  /** Operators in a row; jinja2 gives up at about the same length. */
  private static final int MAX_CHAIN = 300;

  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> ADDITIVE = Set.of("+", "-");
  private static final Set<String> MULTIPLICATIVE = Set.of("*", "/", "//", "%");

  final Tokens tokens;
  private final PostfixParser postfix;

  /** Names read so far in each macro being parsed, innermost first. */
  final Deque<Set<String>> reads = new ArrayDeque<>();

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
    this.postfix = new PostfixParser(this);
  }

  Set<String> startReads() {
    Set<String> names = new HashSet<>();
    reads.push(names);
    return names;
  }

  void endReads() {
    reads.pop();
  }

  void chain(int links) {
    if (links > MAX_CHAIN) {
      throw tokens.error(
          "an expression chains more than " + MAX_CHAIN + " operators", tokens.current().at());
    }
  }

  Expr expression() {
    return expression(true);
  }

  private Expr expression(boolean conditional) {
    tokens.enter();
    Expr result = conditional ? conditional() : or();
    tokens.leave();
    return result;
  }

  private Expr conditional() {
    Expr result = or();
    int links = 0;
    while (tokens.current().isName("if")) {
      chain(++links);
      int at = tokens.next().at();
      Expr test = or();
      Expr otherwise = tokens.skipName("else") ? expression(true) : null;
      result = new Expr.Conditional(test, result, otherwise, at);
    }
    return result;
  }

  private Expr or() {
    Expr left = and();
    int links = 0;
    while (tokens.current().isName("or")) {
      chain(++links);
      int at = tokens.next().at();
      left = new Expr.Or(left, and(), at);
    }
    return left;
  }

  private Expr and() {
    Expr left = not();
    int links = 0;
    while (tokens.current().isName("and")) {
      chain(++links);
      int at = tokens.next().at();
      left = new Expr.And(left, not(), at);
    }
    return left;
  }

  private Expr not() {
    if (tokens.current().isName("not")) {
      tokens.enter();
      int at = tokens.next().at();
      Expr result = new Expr.Not(not(), at);
      tokens.leave();
      return result;
    }
    return compare();
  }

  private Expr compare() {
    int at = tokens.current().at();
    Expr first = additive();
    List<Expr.Operand> rest = new ArrayList<>();
    while (true) {
      Token token = tokens.current();
      if (token.is(Kind.OPERATOR) && COMPARISONS.contains(token.text())) {
        tokens.next();
        rest.add(new Expr.Operand(token.text(), additive()));
      } else if (tokens.skipName("in")) {
        rest.add(new Expr.Operand("in", additive()));
      } else if (token.isName("not") && tokens.look().isName("in")) {
        tokens.next();
        tokens.next();
        rest.add(new Expr.Operand("not in", additive()));
      } else {
        return rest.isEmpty() ? first : new Expr.Compare(first, List.copyOf(rest), at);
      }
    }
  }

  private @Nullable Token operator(Set<String> wanted) {
    Token token = tokens.current();
    return token.is(Kind.OPERATOR) && wanted.contains(token.text()) ? tokens.next() : null;
  }

  private Expr additive() {
    Expr left = concat();
    int links = 0;
    for (Token op = operator(ADDITIVE); op != null; op = operator(ADDITIVE)) {
      chain(++links);
      left = new Expr.Arithmetic(op.text(), left, concat(), op.at());
    }
    return left;
  }

  private Expr concat() {
    int at = tokens.current().at();
    Expr first = multiplicative();
    if (!tokens.current().isOperator("~")) {
      return first;
    }
    List<Expr> parts = new ArrayList<>();
    parts.add(first);
    while (tokens.skipOperator("~")) {
      parts.add(multiplicative());
    }
    return new Expr.Concat(List.copyOf(parts), at);
  }

  private Expr multiplicative() {
    Expr left = power();
    int links = 0;
    for (Token op = operator(MULTIPLICATIVE); op != null; op = operator(MULTIPLICATIVE)) {
      chain(++links);
      left = new Expr.Arithmetic(op.text(), left, power(), op.at());
    }
    return left;
  }

  private Expr power() {
    Expr left = unary(true);
    int links = 0;
    while (tokens.current().isOperator("**")) {
      chain(++links);
      int at = tokens.next().at();
      left = raised(left, unary(true), at);
    }
    return left;
  }

  /** A negative number is written bare into jinja2's Python, where ** binds tighter than minus. */
  private static Expr raised(Expr base, Expr exponent, int at) {
    boolean bare =
        base instanceof Expr.Sign sign && sign.minus() && sign.operand() instanceof Expr.Const;
    return bare && !isNumber(exponent)
        ? new Expr.Sign(
            true, new Expr.Arithmetic("**", ((Expr.Sign) base).operand(), exponent, at), at)
        : new Expr.Arithmetic("**", base, exponent, at);
  }

  private static boolean isNumber(Expr expr) {
    return expr instanceof Expr.Const || expr instanceof Expr.Sign sign && isNumber(sign.operand());
  }

  private Expr unary(boolean withFilter) {
    Token token = tokens.current();
    Expr node;
    if (token.isOperator("-") || token.isOperator("+")) {
      tokens.enter();
      tokens.next();
      node = new Expr.Sign(token.text().equals("-"), unary(false), token.at());
      tokens.leave();
    } else {
      node = primary(false);
    }
    node = postfix.postfix(node);
    return withFilter ? postfix.filters(node) : node;
  }

  Expr primary(boolean namespaceTarget) {
    Token token = tokens.current();
    int at = token.at();
    switch (token.kind()) {
      case NAME -> {
        tokens.next();
        return name(token, namespaceTarget);
      }
      case STRING -> {
        StringBuilder value = new StringBuilder();
        while (tokens.current().is(Kind.STRING)) {
          value.append(tokens.next().text());
        }
        return new Expr.Const(Text.of(value.toString()), at);
      }
      case INTEGER, FLOAT -> {
        return new Expr.Const(tokens.next().value(), at);
      }
      default -> {
        if (tokens.skipOperator("(")) {
          Expr inner = tuple(false, true, true);
          tokens.expectOperator(")");
          return inner;
        }
        if (tokens.skipOperator("[")) {
          return list(at);
        }
        if (tokens.skipOperator("{")) {
          return dict(at);
        }
        throw tokens.error("unexpected '" + token.words() + "'", at);
      }
    }
  }

  private Expr name(Token token, boolean namespaceTarget) {
    int at = token.at();
    switch (token.text()) {
      case "true", "True" -> {
        return new Expr.Const(true, at);
      }
      case "false", "False" -> {
        return new Expr.Const(false, at);
      }
      case "none", "None" -> {
        return new Expr.Const(null, at);
      }
      default -> {
        if (namespaceTarget && tokens.skipOperator(".")) {
          String attribute = tokens.expect(Kind.NAME).text();
          return new Expr.NamespaceTarget(token.text(), attribute, at);
        }
        reads.forEach(names -> names.add(token.text()));
        return new Expr.Name(token.text(), at);
      }
    }
  }

  private Expr list(int at) {
    List<Expr> items = new ArrayList<>();
    while (!tokens.current().isOperator("]")) {
      if (!items.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.current().isOperator("]")) {
          break;
        }
      }
      items.add(expression());
    }
    tokens.expectOperator("]");
    return new Expr.Sequence(List.copyOf(items), false, at);
  }

  private Expr dict(int at) {
    List<Expr.Pair> pairs = new ArrayList<>();
    while (!tokens.current().isOperator("}")) {
      if (!pairs.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.current().isOperator("}")) {
          break;
        }
      }
      Expr key = expression();
      tokens.expectOperator(":");
      pairs.add(new Expr.Pair(key, expression()));
    }
    tokens.expectOperator("}");
    return new Expr.Dict(List.copyOf(pairs), at);
  }

  /**
   * One expression, or several as a tuple.
   *
   * @param targets only names and parentheses, as on the left of an assignment
   * @param conditional inline {@code if} allowed
   * @param empty {@code ()} allowed
   */
  Expr tuple(boolean targets, boolean conditional, boolean empty) {
    return tuple(targets, conditional, empty, false);
  }

  Expr tuple(boolean targets, boolean conditional, boolean empty, boolean namespaces) {
    tokens.enter();
    int at = tokens.current().at();
    List<Expr> items = new ArrayList<>();
    boolean tuple = false;
    while (true) {
      if (!items.isEmpty()) {
        tokens.expectOperator(",");
      }
      if (endsTuple()) {
        break;
      }
      items.add(targets ? primary(namespaces) : expression(conditional));
      if (!tokens.current().isOperator(",")) {
        break;
      }
      tuple = true;
    }
    tokens.leave();
    if (!tuple && !items.isEmpty()) {
      return items.getFirst();
    }
    if (!tuple && !empty) {
      Token token = tokens.current();
      throw tokens.error("Expected an expression, got '" + token.words() + "'", token.at());
    }
    return new Expr.Sequence(List.copyOf(items), true, at);
  }

  private boolean endsTuple() {
    Token token = tokens.current();
    return token.is(Kind.VARIABLE_END)
        || token.is(Kind.BLOCK_END)
        || token.isOperator(")");
  }

  Expr.Filter filterChain(@Nullable Expr target) {
    return postfix.filterChain(target);
  }
}
