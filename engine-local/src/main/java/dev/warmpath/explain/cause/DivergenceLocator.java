package dev.warmpath.explain.cause;

import dev.warmpath.explain.body.FieldMap;
import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.body.Message;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.text.FirstHunk;
import dev.warmpath.token.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the field and the character where two prompts part. */
final class DivergenceLocator {
  private final Comparison comparison;
  private final Rendered before;
  private final Rendered after;
  private final int at;

  DivergenceLocator(Comparison comparison) {
    this.comparison = comparison;
    this.before = comparison.before();
    this.after = comparison.after();
    this.at = comparison.textStart();
  }

  /**
   * A place in a body.
   *
   * @param path field as sent
   * @param character code points into it
   */
  private record Place(String path, int character) {}

  @Nullable Divergence locate() {
    int shared = comparison.sharedTokens();
    if (shared == before.tokens().size() || shared >= after.tokens().size()) {
      return null;
    }
    if (after.tokens().charStart(shared) < at
        && before.tokens().ids()[shared] == after.tokens().ids()[shared]) {
      return media(shared);
    }
    Place place = inTexts(place());
    return new Divergence(
        shared, place.path(), place.character(),
        FirstHunk.from(before.text(), after.text(), at));
  }

  /** The character at which the two texts of the field part, whatever the template adds to them. */
  private Place inTexts(Place place) {
    return JsonTree.at(before.body().sent(), place.path()) instanceof String older
            && JsonTree.at(after.body().sent(), place.path()) instanceof String newer
            && !older.equals(newer)
        ? new Place(place.path(), newer.codePointCount(0, FirstHunk.common(older, newer)))
        : place;
  }

  /** The texts agree here; the attached data does not. */
  private Divergence media(int token) {
    int start = after.tokens().charStart(token);
    String path = after.prompt().spanAt(start).path();
    int into = start - after.prompt().spanAt(start).start();
    int offset = Math.max(0, after.prompt().spanAt(start).pathStart()) + into;
    int end = after.text().indexOf(']', start) + 1;
    String block = after.body().fields().place(path, offset).path();
    Place leaf =
        leaf(
            block, JsonTree.at(before.body().sent(), block),
            JsonTree.at(after.body().sent(), block));
    return new Divergence(
        token, leaf.path(), leaf.character(),
        new FirstHunk(before.text(), after.text(), start, end, end));
  }

  /** The first text inside a block that differs, such as {@code image_url.url}. */
  private static Place leaf(String path, @Nullable Object left, @Nullable Object right) {
    if (left instanceof Map<?, ?> older && right instanceof Map<?, ?> newer) {
      for (Map.Entry<?, ?> entry : newer.entrySet()) {
        Object other = older.get(entry.getKey());
        if (!JsonTree.text(entry.getValue()).equals(JsonTree.text(other))) {
          return leaf(path + "." + entry.getKey(), other, entry.getValue());
        }
      }
    }
    return left instanceof String older && right instanceof String newer
        ? new Place(path, newer.codePointCount(0, FirstHunk.common(older, newer)))
        : new Place(path, 0);
  }

  private Place place() {
    Place exact = exact(after, at);
    if (exact != null) {
      Place role = exact.character() == 0 ? otherRole() : null;
      return role == null ? exact : role;
    }
    // The newer field ended here, while the older one goes on, perhaps in another part.
    Prompt.Span older = Comparison.spanAt(before, at);
    if (older != null && older.pathStart() > 0 && at > 0) {
      Prompt.Span ended = after.prompt().spanAt(at - 1);
      if (ended.path().equals(older.path()) && ended.pathStart() >= 0) {
        return ended(older.path(), older.pathStart() + at - older.start());
      }
    }
    String path = comparison.afterPath();
    String olderPath = comparison.beforePath();
    if (comparison.partsInTools()) {
      Place tool = tool();
      if (tool != null) {
        return tool;
      }
    }
    Place message = message();
    if (message != null) {
      return message;
    }
    Place tool = tool();
    return tool != null ? tool : nearest(path.isEmpty() ? olderPath : path);
  }

  /** Where the newer field ends and the older one goes on: the older part if it is a part more. */
  private Place ended(String path, int units) {
    Place end = inField(after, path, units);
    Place more = inField(before, path, units);
    return end.path().equals(more.path()) ? end : more;
  }

  /** The texts part before a content because the template writes the other role differently. */
  private @Nullable Place otherRole() {
    String path = comparison.afterPath();
    int index = Comparison.index(path);
    Message older = index < 0 ? null : comparison.beforeMessage(index);
    Message newer = index < 0 ? null : comparison.afterMessage(index);
    return older != null && newer != null && index == comparison.firstMessage()
            && !comparison.beforePath().equals(path) && !older.role().equals(newer.role())
        ? new Place(
            after.body().fields().place("messages[" + index + "].role", 0).path(),
            FirstHunk.common(older.role(), newer.role()))
        : null;
  }

  private static @Nullable Place exact(Rendered side, int at) {
    Prompt.Span span = Comparison.spanAt(side, at);
    return span == null || span.path().isEmpty() || span.pathStart() < 0
        ? null
        : inField(side, span.path(), span.pathStart() + at - span.start());
  }

  /** Code points into the field as sent, for UTF-16 units into the normal field. */
  private static Place inField(Rendered side, String path, int units) {
    FieldMap.Place place = side.body().fields().place(path, units);
    Object value = JsonTree.at(side.body().sent(), place.path());
    int points =
        value instanceof String text
            ? text.codePointCount(0, Math.min(place.offset(), text.length()))
            : place.offset();
    return new Place(place.path(), points);
  }

  /** The first tool whose definition differs, and the part of it that does. */
  private @Nullable Place tool() {
    List<@Nullable Object> older = before.body().tools();
    List<@Nullable Object> newer = after.body().tools();
    for (int i = 0; i < Math.max(older.size(), newer.size()); i++) {
      Object left = i < older.size() ? older.get(i) : null;
      Object right = i < newer.size() ? newer.get(i) : null;
      if (left != null && right != null && JsonTree.text(left).equals(JsonTree.text(right))) {
        continue;
      }
      String path = "tools[" + i + "]";
      Rendered side = right == null ? before : after;
      if (left == null || right == null) {
        return new Place(side.body().fields().place(path, 0).path(), 0);
      }
      return different(path + ".function", part(left), part(right));
    }
    return null;
  }

  private static @Nullable Object part(Object tool) {
    return JsonTree.asObject(tool).get("function");
  }

  /** The first key, in rendered order, whose value differs. */
  private Place different(String path, @Nullable Object left, @Nullable Object right) {
    List<Map.Entry<String, @Nullable Object>> older =
        new ArrayList<>(JsonTree.asObject(left).entrySet());
    List<Map.Entry<String, @Nullable Object>> newer =
        new ArrayList<>(JsonTree.asObject(right).entrySet());
    for (int i = 0; i < Math.min(older.size(), newer.size()); i++) {
      String key = newer.get(i).getKey();
      boolean sameKey = older.get(i).getKey().equals(key);
      Object one = older.get(i).getValue();
      Object other = newer.get(i).getValue();
      if (sameKey && Objects.equals(JsonTree.text(one), JsonTree.text(other))) {
        continue;
      }
      String where = after.body().fields().place(path + "." + key, 0).path();
      if (!sameKey) {
        return new Place(where, 0);
      }
      String leftText = shown(one);
      String rightText = shown(other);
      int units = FirstHunk.common(leftText, rightText);
      return new Place(where, rightText.codePointCount(0, units));
    }
    return new Place(after.body().fields().place(path, 0).path(), 0);
  }

  private static String shown(@Nullable Object value) {
    return value instanceof String text ? text : JsonTree.text(value);
  }

  /** The part of the first different message that differs, in the order templates write it. */
  private @Nullable Place message() {
    int index = comparison.firstMessage();
    Message older = comparison.beforeMessage(index);
    Message newer = comparison.afterMessage(index);
    String path = "messages[" + index + "]";
    if (older == null || newer == null) {
      return null;
    }
    if (!older.role().equals(newer.role())) {
      return new Place(
          after.body().fields().place(path + ".role", 0).path(),
          FirstHunk.common(older.role(), newer.role()));
    }
    if (!older.text().equals(newer.text())) {
      int units = FirstHunk.common(older.text(), newer.text());
      return units == newer.text().length()
          ? ended(path + ".content", units)
          : inField(after, path + ".content", units);
    }
    if (!older.reasoning().equals(newer.reasoning())) {
      int units = FirstHunk.common(older.reasoning(), newer.reasoning());
      Rendered side = newer.reasoning().isEmpty() ? before : after;
      return new Place(
          side.body().fields().place(path + ".reasoning_content", 0).path(),
          older.reasoning().codePointCount(0, units));
    }
    return older.callsText().equals(newer.callsText()) ? null : calls(path, older, newer);
  }

  private Place calls(String path, Message older, Message newer) {
    int calls = Math.min(older.toolCalls().size(), newer.toolCalls().size());
    for (int i = 0; i < calls; i++) {
      Object left = older.toolCalls().get(i);
      Object right = newer.toolCalls().get(i);
      if (!JsonTree.text(left).equals(JsonTree.text(right))) {
        Object one = JsonTree.asObject(left).get("function");
        Object other = JsonTree.asObject(right).get("function");
        String call = path + ".tool_calls[" + i + "]";
        return JsonTree.text(one).equals(JsonTree.text(other))
            ? different(call, left, right)
            : different(call + ".function", one, other);
      }
    }
    return new Place(
        after.body().fields().place(path + ".tool_calls[" + calls + "]", 0).path(), 0);
  }

  /** The next field of the newer prompt, or the one before it at the prompt's end. */
  private Place nearest(String path) {
    if (!path.isEmpty()) {
      return new Place(after.body().fields().place(path, 0).path(), 0);
    }
    for (Prompt.Span span : after.prompt().spans()) {
      if (span.start() >= at && !span.path().isEmpty()) {
        return inField(after, span.path(), Math.max(0, span.pathStart()));
      }
    }
    List<Prompt.Span> spans = after.prompt().spans();
    for (int i = spans.size() - 1; i >= 0; i--) {
      Prompt.Span span = spans.get(i);
      if (!span.path().isEmpty()) {
        int into = Math.max(0, span.pathStart()) + span.end() - span.start();
        return inField(after, span.path(), into);
      }
    }
    return new Place("", 0);
  }
}
