package dev.warmpath.app.http.answer;

import dev.warmpath.app.http.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a call's arguments: usually an object, sometimes an object inside a string,
 * rarely nothing. One thread.
 */
final class ArgumentScanner {
  private final StringBuilder ready = new StringBuilder();
  private final StringBuilder quoted = new StringBuilder();
  private char kind;
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean complete;

  /** Reads on; returns how many characters belong to the arguments. */
  int accept(CharSequence text) {
    int at = 0;
    while (at < text.length() && !complete) {
      char c = text.charAt(at);
      if (kind == 0) {
        if (Character.isWhitespace(c)) {
          at++;
          continue;
        }
        kind = c == '{' ? '{' : c == '"' ? '"' : 'x';
      }
      if (kind == 'x' && (c == '}' || c == ',')) {
        String word = quoted.toString().strip();
        ready.append(word.equals("null") || word.isEmpty() ? "{}" : word);
        complete = true;
        break; // the brace belongs to the call
      }
      (kind == '{' ? ready : quoted).append(c);
      at++;
      follow(c);
    }
    return at;
  }

  private void follow(char c) {
    if (inString) {
      if (escaped) {
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == '"') {
        inString = false;
        if (kind == '"') {
          complete = true;
          ready.append(unquoted());
        }
      }
      return;
    }
    switch (c) {
      case '"' -> inString = true;
      case '{', '[' -> depth++;
      case '}', ']' -> complete = --depth == 0 && kind == '{';
      default -> {}
    }
  }

  private String unquoted() {
    Map<String, @Nullable Object> wrapped = Json.objectOrNull("{\"v\":" + quoted + "}");
    return wrapped != null && wrapped.get("v") instanceof String text ? text : quoted.toString();
  }

  /** The arguments' text since the last time. */
  String take() {
    String text = ready.toString();
    ready.setLength(0);
    return text;
  }

  boolean complete() {
    return complete;
  }

  /** The answer ended inside the arguments: what was held back. */
  String rest() {
    String text = take();
    return kind == '"' && !complete ? text + quoted : text;
  }
}
