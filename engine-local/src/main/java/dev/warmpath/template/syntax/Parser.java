package dev.warmpath.template.syntax;

import dev.warmpath.template.TemplateException;
import dev.warmpath.template.syntax.Token.Kind;
import dev.warmpath.template.value.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Statements, and the whole template. */
public final class Parser {
  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final Deque<List<String>> endings = new ArrayDeque<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> blocks = new HashSet<>();
  private int loops;

  private Parser(TemplateSource source) {
    this.tokens = new Tokens(source);
    this.expressions = new ExpressionParser(tokens);
  }

  /** @throws TemplateException with line and column when the template is malformed */
  public static Parsed parse(TemplateSource source) {
    Parser parser = new Parser(source);
    Set<String> reads = parser.expressions.startReads();
    return new Parsed(parser.body(List.of()), Set.copyOf(reads));
  }

  /**
   * A whole template.
   *
   * @param reads every variable name it reads anywhere
   */
  public record Parsed(List<Stmt> body, Set<String> reads) {}

  private List<Stmt> body(List<String> ends) {
    tokens.enter();
    List<Stmt> body = new ArrayList<>();
    if (!ends.isEmpty()) {
      endings.push(ends);
    }
    while (!tokens.current().is(Kind.EOF)) {
      Token token = tokens.next();
      switch (token.kind()) {
        case DATA -> body.add(new Stmt.Data(Text.of(token.text()), token.at()));
        case VARIABLE_BEGIN -> {
          Expr value = expressions.tuple(false, true, false);
          body.add(new Stmt.Print(value, value.at()));
          tokens.expect(Kind.VARIABLE_END);
        }
        case BLOCK_BEGIN -> {
          Token name = tokens.current();
          if (name.is(Kind.NAME) && ends.contains(name.text())) {
            endings.pop();
            tokens.leave();
            return List.copyOf(body);
          }
          statement(body);
          tokens.expect(Kind.BLOCK_END);
        }
        default -> throw tokens.error("unexpected '" + token.words() + "'", token.at());
      }
    }
    if (!ends.isEmpty()) {
      throw unclosed("Unexpected end of template.", "", tokens.current().at());
    }
    tokens.leave();
    return List.copyOf(body);
  }

  private TemplateException unclosed(String message, String tag, int at) {
    String text = message;
    if (!endings.isEmpty()) {
      String looking =
          endings.peek().stream().map(name -> "'" + name + "'").collect(Collectors.joining(" or "));
      boolean nested = endings.stream().anyMatch(names -> names.contains(tag));
      text +=
          nested
              ? " You probably made a nesting mistake. Jinja is expecting this tag, but currently"
                  + " looking for " + looking + "."
              : " Jinja was looking for the following tags: " + looking + ".";
    }
    if (!open.isEmpty()) {
      text += " The innermost block that needs to be closed is '" + open.peek() + "'.";
    }
    return tokens.error(text, at);
  }

  /** The body of a tag whose head was just read; the ending name is current afterwards. */
  private List<Stmt> block(String... ends) {
    tokens.skipOperator(":");
    tokens.expect(Kind.BLOCK_END);
    return body(List.of(ends));
  }

  private List<Stmt> closedBlock(String end) {
    List<Stmt> body = block(end);
    tokens.next();
    return body;
  }

  /** A body that jinja2 makes a function of its own: no loop around it can be left from inside. */
  private List<Stmt> loopless(String end) {
    int outer = loops;
    loops = 0;
    List<Stmt> body = closedBlock(end);
    loops = outer;
    return body;
  }

  private void statement(List<Stmt> out) {
    Token token = tokens.current();
    if (!token.is(Kind.NAME)) {
      throw tokens.error("tag name expected", token.at());
    }
    tokens.next();
    int at = token.at();
    open.push(token.text());
    switch (token.text()) {
      case "print" -> print(out);
      case "set" -> out.add(set(at));
      case "if" -> out.add(ifStatement(at));
      case "for" -> out.add(forStatement(at));
      case "macro" -> {
        String name = tokens.expect(Kind.NAME).text();
        out.add(new Stmt.Macro(macro(name, "endmacro"), at));
      }
      case "call" -> out.add(callBlock(at));
      case "filter" -> {
        Expr.Filter filter = expressions.filterChain(null);
        out.add(new Stmt.FilterBlock(filter, closedBlock("endfilter"), at));
      }
      case "with" -> out.add(with(at));
      case "generation" -> out.add(new Stmt.Scoped(loopless("endgeneration"), at));
      case "autoescape" ->
          out.add(
              new Stmt.Autoescape(expressions.expression(), closedBlock("endautoescape"), at));
      case "block" -> out.add(namedBlock(at));
      case "break", "continue" -> {
        if (loops == 0) {
          throw tokens.error("'" + token.text() + "' outside loop", at);
        }
        out.add(token.text().equals("break") ? new Stmt.Break(at) : new Stmt.Continue(at));
      }
      case "include", "import", "from", "extends" ->
          throw tokens.error(
              "'" + token.text() + "' loads another file, which a chat template cannot do: put"
                  + " the text into this template",
              at);
      default -> {
        open.pop();
        throw unclosed("Encountered unknown tag '" + token.text() + "'.", token.text(), at);
      }
    }
    open.pop();
  }

  private void print(List<Stmt> out) {
    boolean first = true;
    while (!tokens.current().is(Kind.BLOCK_END)) {
      if (!first) {
        tokens.expectOperator(",");
      }
      first = false;
      Expr value = expressions.expression();
      out.add(new Stmt.Print(value, value.at()));
    }
  }

  private Expr target(boolean namespaces) {
    Expr target = expressions.tuple(true, true, false, namespaces);
    if (!assignable(target)) {
      throw tokens.error("can't assign to '" + kind(target) + "'", target.at());
    }
    return target;
  }

  private boolean assignable(Expr target) {
    return switch (target) {
      case Expr.Name name -> {
        if (loops > 0 && name.name().equals("loop")) {
          throw tokens.error("Can't assign to special loop variable in for-loop", name.at());
        }
        yield true;
      }
      case Expr.NamespaceTarget namespace -> true;
      case Expr.Sequence tuple when tuple.tuple() ->
          tuple.items().stream().allMatch(this::assignable);
      default -> false;
    };
  }

  /** jinja2's name for what stands where a name should. */
  private static String kind(Expr expr) {
    return switch (expr) {
      case Expr.Item item -> "getitem";
      case Expr.Attribute attribute -> "getattr";
      case Expr.Conditional conditional -> "condexpr";
      case Expr.Sequence sequence -> sequence.tuple() ? "tuple" : "list";
      case Expr.Sign sign -> sign.minus() ? "neg" : "pos";
      case Expr.Arithmetic arithmetic ->
          switch (arithmetic.operator()) {
            case "+" -> "add";
            case "-" -> "sub";
            case "*" -> "mul";
            case "/" -> "div";
            case "//" -> "floordiv";
            case "%" -> "mod";
            default -> "pow";
          };
      default -> expr.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    };
  }

  private Stmt set(int at) {
    Expr target = target(true);
    if (tokens.skipOperator("=")) {
      return new Stmt.Set(target, expressions.tuple(false, true, false), at);
    }
    Expr.Filter filter = tokens.skipOperator("|") ? expressions.filterChain(null) : null;
    return new Stmt.SetBlock(target, filter, closedBlock("endset"), at);
  }

  private Stmt ifStatement(int at) {
    List<Stmt.Branch> branches = new ArrayList<>();
    while (true) {
      Expr test = expressions.tuple(false, false, false);
      branches.add(new Stmt.Branch(test, block("elif", "else", "endif")));
      String end = tokens.next().text();
      if (end.equals("else")) {
        return new Stmt.If(List.copyOf(branches), closedBlock("endif"), at);
      }
      if (end.equals("endif")) {
        return new Stmt.If(List.copyOf(branches), List.of(), at);
      }
    }
  }

  private Stmt forStatement(int at) {
    loops++;
    Expr target = target(false);
    loops--;
    tokens.expectName("in");
    Expr items = expressions.tuple(false, false, false);
    Expr test = tokens.skipName("if") ? expressions.expression() : null;
    boolean recursive = tokens.skipName("recursive");
    loops++;
    List<Stmt> body = block("endfor", "else");
    loops--;
    List<Stmt> otherwise =
        tokens.next().isName("else") ? closedBlock("endfor") : List.of();
    return new Stmt.For(target, items, test, recursive, body, otherwise, at);
  }

  private Stmt.Signature macro(@Nullable String name, String end) {
    return signature(name, end, null);
  }

  private Stmt callBlock(int at) {
    Expr.Call[] call = new Expr.Call[1];
    Stmt.Signature caller = signature(null, "endcall", call);
    return new Stmt.CallBlock(call[0], caller, at);
  }

  private Stmt.Signature signature(
      @Nullable String name, String end, Expr.Call @Nullable [] called) {
    List<String> parameters = new ArrayList<>();
    List<Expr> defaults = new ArrayList<>();
    Set<String> reads = expressions.startReads();
    if (called == null || tokens.current().isOperator("(")) {
      parameters(parameters, defaults);
    }
    if (called != null) {
      int at = tokens.current().at();
      if (!(expressions.expression() instanceof Expr.Call call)) {
        throw tokens.error("expected call", at);
      }
      called[0] = call;
      expressions.endReads();
      reads = expressions.startReads();
    }
    List<Stmt> body = loopless(end);
    expressions.endReads();
    parameters.forEach(reads::remove);
    reads.retainAll(Set.of("caller", "varargs", "kwargs"));
    return new Stmt.Signature(
        name, List.copyOf(parameters), List.copyOf(defaults), Set.copyOf(reads), body);
  }

  private void parameters(List<String> names, List<Expr> defaults) {
    tokens.expectOperator("(");
    while (!tokens.current().isOperator(")")) {
      if (!names.isEmpty()) {
        tokens.expectOperator(",");
      }
      int at = tokens.current().at();
      String name = tokens.expect(Kind.NAME).text();
      if (names.contains(name)) {
        throw tokens.error("duplicate argument '" + name + "' in function definition", at);
      }
      names.add(name);
      if (tokens.skipOperator("=")) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw tokens.error("non-default argument follows default argument", at);
      }
    }
    tokens.expectOperator(")");
  }

  private Stmt with(int at) {
    List<Expr> targets = new ArrayList<>();
    List<Expr> values = new ArrayList<>();
    while (!tokens.current().is(Kind.BLOCK_END)) {
      if (!targets.isEmpty()) {
        tokens.expectOperator(",");
      }
      targets.add(target(false));
      tokens.expectOperator("=");
      values.add(expressions.expression());
    }
    return new Stmt.With(
        List.copyOf(targets), List.copyOf(values), closedBlock("endwith"), at);
  }

  private Stmt namedBlock(int at) {
    String name = tokens.expect(Kind.NAME).text();
    if (!blocks.add(name)) {
      throw tokens.error("block '" + name + "' defined twice", at);
    }
    boolean scoped = tokens.skipName("scoped");
    tokens.skipName("required");
    List<Stmt> body = loopless("endblock");
    tokens.skipName(name);
    return new Stmt.Block(name, scoped, body, at);
  }
}
