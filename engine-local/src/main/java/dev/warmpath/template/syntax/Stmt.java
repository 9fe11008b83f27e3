package dev.warmpath.template.syntax;

import dev.warmpath.template.value.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement; {@link #at} is its offset in the template's source. */
public sealed interface Stmt {
  int at();

  /** Literal text. */
  record Data(Text text, int at) implements Stmt {}

  /** <code>{{ value }}</code>. */
  record Print(Expr value, int at) implements Stmt {}

  record If(List<Branch> branches, List<Stmt> otherwise, int at) implements Stmt {}

  record Branch(Expr test, List<Stmt> body) {}

  record For(
      Expr target, Expr items, @Nullable Expr test, boolean recursive, List<Stmt> body,
      List<Stmt> otherwise, int at) implements Stmt {}

  record Set(Expr target, Expr value, int at) implements Stmt {}

  /** {@code set x} … {@code endset}; filter is null when there is none. */
  record SetBlock(Expr target, Expr.@Nullable Filter filter, List<Stmt> body, int at)
      implements Stmt {}

  record Macro(Signature signature, int at) implements Stmt {}

  /** {@code call(parameters) target(arguments)}: the body is the callee's {@code caller}. */
  record CallBlock(Expr.Call call, Signature caller, int at) implements Stmt {}

  /**
   * What a macro takes and does.
   *
   * @param defaults of the last parameters, in order
   * @param uses which of {@code caller}, {@code varargs}, {@code kwargs} the body reads
   */
  record Signature(
      @Nullable String name, List<String> parameters, List<Expr> defaults,
      java.util.Set<String> uses, List<Stmt> body) {}

  record FilterBlock(Expr.Filter filter, List<Stmt> body, int at) implements Stmt {}

  record With(List<Expr> targets, List<Expr> values, List<Stmt> body, int at) implements Stmt {}

  /** A body with variables of its own ({@code generation}). */
  record Scoped(List<Stmt> body, int at) implements Stmt {}

  /** A named block; without inheritance it is its body, seeing top-level variables only. */
  record Block(String name, boolean scoped, List<Stmt> body, int at) implements Stmt {}

  record Autoescape(Expr on, List<Stmt> body, int at) implements Stmt {}

  record Break(int at) implements Stmt {}

  record Continue(int at) implements Stmt {}
}
