package dev.warmpath.template.syntax;

import dev.warmpath.template.TemplateException;
import dev.warmpath.template.syntax.Token.Kind;
import java.util.List;

/** The token a parser looks at, and the next ones. */
final class Tokens {
  /** Expressions or statements inside each other; Python's own limit is lower. */
  private static final int MAX_NESTING = 90;

  private final TemplateSource source;
  private final List<Token> tokens;
  private int at;
  private int nesting;

  Tokens(TemplateSource source) {
    this.source = source;
    this.tokens = Lexer.tokens(source);
  }

  Token current() {
    return token(at);
  }

  Token look() {
    return token(Math.min(at + 1, tokens.size() - 1));
  }

  private Token token(int index) {
    Token token = tokens.get(index);
    if (token.value() instanceof TemplateException failure) {
      throw failure;
    }
    return token;
  }

  Token next() {
    Token token = current();
    if (at < tokens.size() - 1) {
      at++;
      current();
    }
    return token;
  }

  boolean skipName(String name) {
    boolean found = current().isName(name);
    if (found) {
      next();
    }
    return found;
  }

  boolean skipOperator(String operator) {
    boolean found = current().isOperator(operator);
    if (found) {
      next();
    }
    return found;
  }

  Token expect(Kind kind) {
    if (!current().is(kind)) {
      throw expected(kind == Kind.NAME ? "name" : new Token(kind, "", null, 0).words());
    }
    return next();
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw expected(name);
    }
  }

  void expectOperator(String operator) {
    if (!skipOperator(operator)) {
      throw expected(operator);
    }
  }

  private TemplateException expected(String what) {
    Token token = current();
    return error(
        token.is(Kind.EOF)
            ? "unexpected end of template, expected '" + what + "'."
            : "expected token '" + what + "', got '" + token.words() + "'",
        token.at());
  }

  TemplateException error(String message, int offset) {
    return source.error(message, offset);
  }

  void enter() {
    if (++nesting > MAX_NESTING) {
      throw error("the template nests more than " + MAX_NESTING + " deep", current().at());
    }
  }

  void leave() {
    nesting--;
  }
}
