package dev.warmpath.template.value;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Python string that knows where each of its characters came from. Concatenation is a rope, made
 * flat when the characters are first needed, so that building a long prompt stays linear. Offsets
 * are UTF-16 units here; {@link #points} and {@link #unit} translate to Python's code points.
 */
public final class Text {
  public static final Text EMPTY = new Text("", Pieces.of(0, Source.TEMPLATE, -1), false);

  private final int length;
  private final boolean markup;
  private Text @Nullable [] parts;
  private @Nullable String flat;
  private @Nullable Pieces pieces;
  private volatile int @Nullable [] unitOfPoint;
  private int points = -1;
  private @Nullable Budget budget;

  private Text(String flat, Pieces pieces, boolean markup) {
    this.flat = flat;
    this.pieces = pieces;
    this.length = flat.length();
    this.markup = markup;
  }

  private Text(Text[] parts, int length, Budget budget) {
    this.parts = parts;
    this.budget = budget;
    this.length = length;
    this.markup = false;
  }

  /** Text the template wrote. */
  public static Text of(String text) {
    return text.isEmpty() ? EMPTY : of(text, Source.TEMPLATE, -1);
  }

  /** Text of one source; {@code at} is the offset in the field, -1 when it has none. */
  public static Text of(String text, Source source, int at) {
    return new Text(text, Pieces.of(text.length(), source, at), false);
  }

  static Text of(String text, Pieces pieces) {
    return new Text(text, pieces, false);
  }

  /** The parts one after another; costs nothing until the characters are needed. */
  public static Text concat(List<Text> parts, Budget budget) {
    Text[] kept = parts.stream().filter(part -> part.length > 0).toArray(Text[]::new);
    if (kept.length == 0) {
      return EMPTY;
    }
    if (kept.length == 1) {
      return kept[0].asPlain();
    }
    long total = 0;
    int longest = 0;
    for (Text part : kept) {
      total += part.length;
      longest = Math.max(longest, part.length);
    }
    budget.length(total);
    budget.text(total - longest);
    return new Text(kept, (int) total, budget);
  }

  public static Text concat(Text left, Text right, Budget budget) {
    return concat(List.of(left, right), budget);
  }

  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** True for jinja2's Markup: text that needs no HTML escaping. */
  public boolean isMarkup() {
    return markup;
  }

  public Text asMarkup() {
    return markup ? this : new Text(string(), pieces(), true);
  }

  public Text asPlain() {
    return markup ? new Text(string(), pieces(), false) : this;
  }

  public String string() {
    String known = flat;
    return known != null ? known : flatten();
  }

  public Pieces pieces() {
    string();
    return pieces == null ? Pieces.of(0, Source.TEMPLATE, -1) : pieces;
  }

  private String flatten() {
    if (budget != null) {
      budget.join(length);
    }
    TextBuilder builder = new TextBuilder(length);
    ArrayDeque<Text> todo = new ArrayDeque<>();
    todo.push(this);
    while (!todo.isEmpty()) {
      Text next = todo.pop();
      Text[] inner = next.parts;
      if (next.flat != null || inner == null) {
        builder.append(next);
      } else {
        for (int i = inner.length - 1; i >= 0; i--) {
          todo.push(inner[i]);
        }
      }
    }
    String text = builder.string();
    pieces = builder.pieces();
    flat = text;
    parts = null;
    budget = null;
    return text;
  }

  /** Part of the text, in UTF-16 units. */
  public Text sub(int start, int end) {
    if (start >= end) {
      return EMPTY;
    }
    if (start == 0 && end == length) {
      return asPlain();
    }
    return new Text(string().substring(start, end), pieces().sub(start, end), false);
  }

  /** The same characters changed one for one or altogether: sources stay, offsets are lost. */
  public Text transformed(String changed) {
    if (changed.equals(string())) {
      return asPlain();
    }
    Pieces kept = pieces().withoutOffsets();
    return new Text(
        changed,
        changed.length() == length ? kept : Pieces.of(changed.length(), kept.main(), -1),
        false);
  }

  /** Length in code points: Python's {@code len}. */
  public int points() {
    if (points < 0) {
      String text = string();
      points = text.codePointCount(0, text.length());
    }
    return points;
  }

  /** The UTF-16 offset of code point {@code point}, 0 ≤ point ≤ {@link #points}. */
  public int unit(int point) {
    if (points() == length) {
      return point;
    }
    int[] table = unitOfPoint;
    if (table == null) {
      table = unitTable();
      unitOfPoint = table;
    }
    return table[point];
  }

  private int[] unitTable() {
    String text = string();
    int[] table = new int[points() + 1];
    int unit = 0;
    for (int point = 0; point < table.length; point++) {
      table[point] = unit;
      if (unit < text.length()) {
        unit += Character.charCount(text.codePointAt(unit));
      }
    }
    return table;
  }

  /** The code point index of UTF-16 offset {@code unit}. */
  public int point(int unit) {
    if (points() == length) {
      return unit;
    }
    unit(0);
    int[] table = unitOfPoint;
    int found = table == null ? unit : Arrays.binarySearch(table, unit);
    return found < 0 ? -found - 1 : found;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Text that
        && length == that.length
        && (this == that || string().equals(that.string()));
  }

  @Override
  public int hashCode() {
    return string().hashCode();
  }

  @Override
  public String toString() {
    return string();
  }
}
