package dev.warmpath.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Typed access to a JSON object's fields; a wrong type is an error that names the field.
 *
 * @param json the object
 * @param where named in errors
 */
record Fields(Map<String, @Nullable Object> json, String where) {

  String string(String name) {
    return switch (json.get(name)) {
      case null -> "";
      case String text -> text;
      case Object other -> throw wrong(name, "a string", other);
    };
  }

  boolean flag(String name) {
    return switch (json.get(name)) {
      case null -> false;
      case Boolean flag -> flag;
      case Object other -> throw wrong(name, "true or false", other);
    };
  }

  @Nullable Double number(String name) {
    return switch (json.get(name)) {
      case null -> null;
      case Number number -> number.doubleValue();
      case Object other -> throw wrong(name, "a number", other);
    };
  }

  /** {@code max_completion_tokens}, else the older {@code max_tokens}. */
  @Nullable Double answerLimit() {
    Double limit = number("max_completion_tokens");
    return limit != null ? limit : number("max_tokens");
  }

  List<Object> list(String name) {
    return switch (json.get(name)) {
      case null -> List.of();
      case List<?> list -> new ArrayList<>(list);
      case Object other -> throw wrong(name, "an array", other);
    };
  }

  /** An array of strings; one string counts as an array of it, as in {@code stop}. */
  List<String> strings(String name) {
    if (json.get(name) instanceof String one) {
      return List.of(one);
    }
    List<String> strings = new ArrayList<>();
    for (Object item : list(name)) {
      if (!(item instanceof String text)) {
        throw wrong(name, "an array of strings", item);
      }
      strings.add(text);
    }
    return strings;
  }

  Map<String, @Nullable Object> map(String name) {
    return switch (json.get(name)) {
      case null -> Map.of();
      case Map<?, ?> map -> Json.copy(map);
      case Object other -> throw wrong(name, "an object", other);
    };
  }

  private WorkspaceException wrong(String name, String wanted, @Nullable Object found) {
    return new WorkspaceException(
        where + ": \"" + name + "\" must be " + wanted + ", but is " + Json.kind(found) + ".");
  }
}
