package dev.warmpath.template.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression; {@link #at} is its offset in the template's source. */
public sealed interface Expr {
  int at();

  /** A literal: text, number, boolean or none. */
  record Const(@Nullable Object value, int at) implements Expr {}

  /** A variable. */
  record Name(String name, int at) implements Expr {}

  /** {@code target.name}. */
  record Attribute(Expr target, String name, int at) implements Expr {}

  /** {@code target[key]}. */
  record Item(Expr target, Expr key, int at) implements Expr {}

  /** {@code start:stop:step} inside brackets. */
  record Slice(@Nullable Expr start, @Nullable Expr stop, @Nullable Expr step, int at)
      implements Expr {}

  /** {@code target(arguments)}. */
  record Call(Expr target, Arguments arguments, int at) implements Expr {}

  /** {@code target|name(arguments)}; no target in filter and set blocks. */
  record Filter(@Nullable Expr target, String name, Arguments arguments, int at) implements Expr {}

  /** {@code target is name(arguments)}. */
  record Test(Expr target, String name, Arguments arguments, int at) implements Expr {}

  /** {@code -x} or {@code +x}. */
  record Sign(boolean minus, Expr operand, int at) implements Expr {}

  /** Arithmetic: {@code + - * / // % **}. */
  record Arithmetic(String operator, Expr left, Expr right, int at) implements Expr {}

  /** {@code a ~ b ~ c}. */
  record Concat(List<Expr> parts, int at) implements Expr {}

  /** {@code a < b <= c}, {@code a in b}: one chain. */
  record Compare(Expr first, List<Operand> rest, int at) implements Expr {}

  /** One link of a comparison; operator also {@code in} and {@code not in}. */
  record Operand(String operator, Expr value) {}

  record And(Expr left, Expr right, int at) implements Expr {}

  record Or(Expr left, Expr right, int at) implements Expr {}

  record Not(Expr operand, int at) implements Expr {}

  /** {@code then if test else otherwise}. */
  record Conditional(Expr test, Expr then, @Nullable Expr otherwise, int at) implements Expr {}

  /** A list or tuple literal. */
  record Sequence(List<Expr> items, boolean tuple, int at) implements Expr {}

  record Dict(List<Pair> pairs, int at) implements Expr {}

  record Pair(Expr key, Expr value) {}

  /** {@code name.attribute} as the target of {@code set}. */
  record NamespaceTarget(String name, String attribute, int at) implements Expr {}

  /** Arguments of a call, filter or test. */
  record Arguments(
      List<Expr> positional, List<Keyword> named, @Nullable Expr star, @Nullable Expr starStar) {
    static final Arguments NONE = new Arguments(List.of(), List.of(), null, null);
  }

  record Keyword(String name, Expr value) {}
}
