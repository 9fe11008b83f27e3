package dev.warmpath.template.python;

import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.TextBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** String operations that cut and join, keeping every character's source. */
public final class Texts {
  private Texts() {}

  /** Python's str.isspace for one code point. */
  public static boolean isSpace(int point) {
    return Character.isWhitespace(point) || point == 0xa0 || point == 0x2007 || point == 0x202f
        || point == 0x85;
  }

  static boolean isLineEnd(char c) {
    return c >= '\n' && c <= '\r' || c >= 0x1c && c <= 0x1e || c == 0x85 || c == 0x2028
        || c == 0x2029;
  }

  static Text repeat(Text text, int count) {
    TextBuilder out = new TextBuilder(text.length() * count);
    for (int i = 0; i < count; i++) {
      out.append(text);
    }
    return out.build();
  }

  /** @param chars what to strip; null for white space */
  public static Text strip(Text text, @Nullable Text chars, boolean left, boolean right) {
    String string = text.string();
    IntPredicate stripped =
        chars == null ? Texts::isSpace : point -> chars.string().indexOf(point) >= 0;
    int start = 0;
    int end = string.length();
    while (left && start < end && stripped.test(string.codePointAt(start))) {
      start += Character.charCount(string.codePointAt(start));
    }
    while (right && end > start && stripped.test(string.codePointBefore(end))) {
      end -= Character.charCount(string.codePointBefore(end));
    }
    return text.sub(start, end);
  }

  /** Splits at white space; {@code limit} &lt; 0 for no limit. */
  static List<@Nullable Object> splitSpace(Text text, int limit) {
    List<@Nullable Object> parts = new ArrayList<>();
    String string = text.string();
    int at = 0;
    while (true) {
      while (at < string.length() && isSpace(string.charAt(at))) {
        at++;
      }
      if (at == string.length()) {
        return parts;
      }
      if (parts.size() == limit) {
        parts.add(text.sub(at, string.length()));
        return parts;
      }
      int end = at;
      while (end < string.length() && !isSpace(string.charAt(end))) {
        end++;
      }
      parts.add(text.sub(at, end));
      at = end;
    }
  }

  static List<@Nullable Object> rsplitSpace(Text text, int limit) {
    List<@Nullable Object> parts = new ArrayList<>();
    String string = text.string();
    int at = string.length();
    while (true) {
      while (at > 0 && isSpace(string.charAt(at - 1))) {
        at--;
      }
      if (at == 0) {
        break;
      }
      if (parts.size() == limit) {
        parts.add(text.sub(0, at));
        break;
      }
      int start = at;
      while (start > 0 && !isSpace(string.charAt(start - 1))) {
        start--;
      }
      parts.add(text.sub(start, at));
      at = start;
    }
    Collections.reverse(parts);
    return parts;
  }

  static List<@Nullable Object> split(Text text, Text separator, int limit) {
    requireSeparator(separator);
    List<@Nullable Object> parts = new ArrayList<>();
    String string = text.string();
    int at = 0;
    while (limit < 0 || parts.size() < limit) {
      int found = string.indexOf(separator.string(), at);
      if (found < 0) {
        break;
      }
      parts.add(text.sub(at, found));
      at = found + separator.length();
    }
    parts.add(text.sub(at, string.length()));
    return parts;
  }

  static List<@Nullable Object> rsplit(Text text, Text separator, int limit) {
    requireSeparator(separator);
    List<@Nullable Object> parts = new ArrayList<>();
    String string = text.string();
    int end = string.length();
    while (limit < 0 || parts.size() < limit) {
      int found = string.lastIndexOf(separator.string(), end - separator.length());
      if (found < 0 || end < separator.length()) {
        break;
      }
      parts.add(text.sub(found + separator.length(), end));
      end = found;
    }
    parts.add(text.sub(0, end));
    Collections.reverse(parts);
    return parts;
  }

  private static void requireSeparator(Text separator) {
    if (separator.isEmpty()) {
      throw PyException.value("empty separator");
    }
  }

  public static List<@Nullable Object> lines(Text text, boolean keepEnds) {
    List<@Nullable Object> lines = new ArrayList<>();
    String string = text.string();
    int start = 0;
    int at = 0;
    while (at < string.length()) {
      char c = string.charAt(at++);
      if (isLineEnd(c)) {
        int end = at - 1;
        if (c == '\r' && at < string.length() && string.charAt(at) == '\n') {
          at++;
        }
        lines.add(text.sub(start, keepEnds ? at : end));
        start = at;
      }
    }
    if (start < string.length()) {
      lines.add(text.sub(start, string.length()));
    }
    return lines;
  }

  /** Python's replace; {@code limit} &lt; 0 for all. */
  public static Text replace(Text text, Text old, Text with, int limit, Budget budget) {
    String string = text.string();
    int left = limit < 0 ? Integer.MAX_VALUE : limit;
    TextBuilder out = new TextBuilder(string.length());
    int copied = 0;
    int at = 0;
    while (left > 0) {
      int found = string.indexOf(old.string(), at);
      if (found < 0) {
        break;
      }
      out.append(text.sub(copied, found)).append(with);
      budget.step();
      if ((long) out.length() + with.length() > Budget.MAX_TEXT) {
        budget.text((long) out.length() + with.length());
      }
      copied = found + old.length();
      left--;
      at = copied;
      if (old.isEmpty()) {
        if (at == string.length()) {
          break;
        }
        at += Character.charCount(string.codePointAt(at));
      }
    }
    if (copied == 0 && out.length() == 0) {
      return text.asPlain();
    }
    out.append(text.sub(copied, string.length()));
    budget.text(out.length());
    return out.build();
  }

  /** {@code separator.join(items)}; the items must be text. */
  static Text join(Text separator, Iterator<@Nullable Object> items, Budget budget) {
    List<Text> parts = new ArrayList<>();
    int index = 0;
    while (items.hasNext()) {
      Object item = items.next();
      budget.step();
      if (!(item instanceof Text text)) {
        throw PyException.type(
            "sequence item " + index + ": expected str instance, " + Py.type(item) + " found");
      }
      if (index++ > 0) {
        parts.add(separator);
      }
      parts.add(text);
    }
    return Text.concat(parts, budget);
  }

  static PyList partition(Text text, Text separator, boolean last) {
    requireSeparator(separator);
    String string = text.string();
    int found =
        last ? string.lastIndexOf(separator.string()) : string.indexOf(separator.string());
    List<@Nullable Object> parts =
        found < 0
            ? last ? List.of(Text.EMPTY, Text.EMPTY, text) : List.of(text, Text.EMPTY, Text.EMPTY)
            : List.of(
                text.sub(0, found), separator, text.sub(found + separator.length(), text.length()));
    return PyList.tuple(parts);
  }

  /** Pads to {@code width} code points. */
  static Text pad(Text text, int left, int right, Text fill, Budget budget) {
    budget.text((long) text.length() + (long) (left + right) * fill.length());
    return new TextBuilder(text.length() + left + right)
        .append(repeat(fill, left))
        .append(text)
        .append(repeat(fill, right))
        .build();
  }
}
