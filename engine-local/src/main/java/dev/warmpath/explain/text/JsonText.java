package dev.warmpath.explain.text;

import dev.warmpath.explain.body.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON written inside a text: found, compared and brought into one form. */
public final class JsonText {
  /** A candidate longer than this is not parsed: a tool's answer of that size is no record. */
  private static final int LONGEST = 200_000;

  /** Characters looked at, as a multiple of the text. */
  private static final int SEARCHES = 4;

  private JsonText() {}

  /**
   * A JSON object or array inside a text.
   *
   * @param start first UTF-16 unit
   * @param end after the last one
   * @param value what it says
   */
  public record Region(int start, int end, @Nullable Object value) {}

  /** The outermost JSON objects and arrays of a text, in order. */
  public static List<Region> regions(String text) {
    List<Region> regions = new ArrayList<>();
    // Unclosed brackets would be searched to the end each: hostile text must not take long.
    long budget = SEARCHES * (long) text.length() + LONGEST;
    int at = 0;
    while (at < text.length() && budget > 0) {
      char c = text.charAt(at);
      if (c == '{' || c == '[') {
        int end = close(text, at);
        budget -= (end < 0 ? Math.min(text.length() - at, LONGEST) : 2 * (end - at));
        if (end > at + 2 && end - at <= LONGEST) {
          Object value = JsonTree.parse(text.substring(at, end));
          if (value instanceof Map || value instanceof List) {
            regions.add(new Region(at, end, value));
            at = end;
            continue;
          }
        }
      }
      at++;
    }
    return regions;
  }

  /** End of the bracket opened at {@code at}, or -1. */
  private static int close(String text, int at) {
    int depth = 0;
    boolean quoted = false;
    int limit = Math.min(text.length(), at + LONGEST);
    for (int i = at; i < limit; i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return -1;
  }

  /** True when two different texts are equal once their JSON is in one form. */
  public static boolean onlyForm(String before, String after) {
    return !before.equals(after)
        && mayHoldJson(before)
        && mayHoldJson(after)
        && canonical(before).equals(canonical(after));
  }

  /**
   * True when the JSON around the first difference says the same in both texts.
   *
   * @param at first differing UTF-16 unit
   */
  public static boolean sameValueAt(String before, String after, int at) {
    if (!mayHoldJson(before) || !mayHoldJson(after)) {
      return false;
    }
    Region left = regionAt(before, at);
    Region right = regionAt(after, at);
    return left != null
        && right != null
        && !before.substring(left.start(), left.end())
            .equals(after.substring(right.start(), right.end()))
        && JsonTree.canonicalText(left.value()).equals(JsonTree.canonicalText(right.value()));
  }

  /** True when the JSON around the first difference is one list in two orders. */
  public static boolean reorderedAt(String before, String after, int at) {
    Region left = mayHoldJson(before) ? regionAt(before, at) : null;
    Region right = mayHoldJson(after) ? regionAt(after, at) : null;
    if (left == null || right == null) {
      return false;
    }
    String one = JsonTree.canonicalText(left.value());
    String other = JsonTree.canonicalText(right.value());
    return !one.equals(other)
        && JsonTree.canonicalText(sorted(left.value()))
            .equals(JsonTree.canonicalText(sorted(right.value())));
  }

  private static @Nullable Region regionAt(String text, int at) {
    for (Region region : regions(text)) {
      if (region.start() <= at && at <= region.end()) {
        return region;
      }
    }
    return null;
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = JsonTree.copyObject(map);
        copy.replaceAll((key, child) -> sorted(child));
        yield copy;
      }
      case List<?> list ->
          list.stream().map(JsonText::sorted).map(JsonTree::canonicalText).sorted().toList();
      case null, default -> value;
    };
  }

  /** The text with all its JSON compact and in one form. */
  public static String canonical(String text) {
    List<Region> regions = regions(text);
    StringBuilder result = new StringBuilder(text.length());
    int at = 0;
    for (Region region : regions) {
      result.append(text, at, region.start());
      result.append(JsonTree.canonicalText(region.value()));
      at = region.end();
    }
    return result.append(text, at, text.length()).toString();
  }

  private static boolean mayHoldJson(String text) {
    return text.indexOf('{') >= 0 || text.indexOf('[') >= 0;
  }
}
