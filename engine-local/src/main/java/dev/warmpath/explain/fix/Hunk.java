package dev.warmpath.explain.fix;

import dev.warmpath.explain.text.FirstHunk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One place that a fix changes.
 *
 * @param path the field, as in the body
 * @param removed text that goes, with a little around it
 * @param added text that comes, with a little around it
 */
public record Hunk(String path, String removed, String added) {
  private static final int AROUND = 30;

  /** Every text field that a change touches. */
  static List<Hunk> between(
      Map<String, ? extends @Nullable Object> before,
      Map<String, ? extends @Nullable Object> after) {
    Map<String, String> older = texts(before);
    Map<String, String> newer = texts(after);
    List<Hunk> hunks = new ArrayList<>();
    List<String> paths = new ArrayList<>(older.keySet());
    newer.keySet().stream().filter(path -> !older.containsKey(path)).forEach(paths::add);
    for (String path : paths) {
      String left = older.getOrDefault(path, "");
      String right = newer.getOrDefault(path, "");
      if (!left.equals(right)) {
        hunks.add(of(path, left, right));
      }
    }
    return hunks;
  }

  private static Map<String, String> texts(Map<String, ? extends @Nullable Object> body) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Draft.Field field : new BodyDraft(body).fields()) {
      texts.put(field.path(), field.text());
    }
    return texts;
  }

  private static Hunk of(String path, String before, String after) {
    FirstHunk hunk = FirstHunk.of(before, after);
    int start = whole(before, Math.max(0, hunk.start() - AROUND));
    return new Hunk(
        path,
        before.substring(start, whole(before, Math.min(before.length(),
            hunk.beforeEnd() + AROUND))),
        after.substring(start, whole(after, Math.min(after.length(), hunk.afterEnd() + AROUND))));
  }

  private static int whole(String text, int at) {
    return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }
}
