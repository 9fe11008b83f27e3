package dev.warmpath.app.http.answer;

import dev.warmpath.app.http.chat.CallFormat;
import dev.warmpath.app.http.chat.Tools;
import dev.warmpath.app.http.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds tool calls in an answer's text while it comes. What turns out not to be a call is text
 * again, to the letter. One thread.
 */
final class ToolCallReader {
  private static final String OPEN = CallFormat.OPEN;
  private static final String CLOSE = CallFormat.CLOSE;

  /** A call up to its arguments, as models write it. */
  private static final String HEAD =
      "\\s*+\\{\\s*+(?:\"type\"\\s*+:\\s*+\"function\"\\s*+,\\s*+)?\"name\"\\s*+:\\s*+"
          + "\"([^\"\\\\]{1,128}+)\"\\s*+,\\s*+\"(?:arguments|parameters)\"\\s*+:\\s*+";

  private static final Pattern HERMES_HEAD = Pattern.compile(HEAD);
  private static final Pattern LLAMA_HEAD =
      Pattern.compile("[\\s;]*+(?:<\\|python_tag\\|>)?+" + HEAD);

  private enum State { TEXT, HEAD, ARGUMENTS, TAIL, PLAIN }

  /** One piece of an answer. */
  public sealed interface Piece {
    /** Words. */
    record Text(String text) implements Piece {}

    /** A call begins. */
    record Call(int index, String name) implements Piece {}

    /** More of a call's arguments. */
    record Arguments(int index, String json) implements Piece {}
  }

  private final boolean hermes;
  private final boolean parallel;
  private final Set<String> known;
  private final StringBuilder held = new StringBuilder();
  private final List<Piece> out = new ArrayList<>();
  private State state;
  private int calls;
  private @Nullable ArgumentScanner arguments;

  public ToolCallReader(Tools tools) {
    hermes = tools.format() == CallFormat.HERMES;
    parallel = tools.parallel();
    known = tools.names();
    state = hermes ? State.TEXT : State.HEAD;
  }

  /** Calls found so far. */
  public int calls() {
    return calls;
  }

  /** What is certain now that {@code text} came. */
  public List<Piece> accept(String text) {
    held.append(text);
    while (step()) {
      // Each step decides something; the rest waits for more text.
    }
    return taken();
  }

  /** The answer is over: what was held back. */
  public List<Piece> finish() {
    switch (state) {
      case TEXT, PLAIN -> {
        if (calls == 0 || !held.toString().isBlank()) {
          text(held.toString());
        }
      }
      case HEAD -> {
        if (!wholeCall(held.toString()) && (calls == 0 || !held.toString().isBlank())) {
          text(hermes ? OPEN + held : held.toString());
        }
      }
      case ARGUMENTS -> {
        if (arguments != null) {
          arguments(arguments.rest());
        }
      }
      case TAIL -> {}
    }
    held.setLength(0);
    return taken();
  }

  private List<Piece> taken() {
    List<Piece> pieces = List.copyOf(out);
    out.clear();
    return pieces;
  }

  private boolean step() {
    return switch (state) {
      case TEXT -> findCall();
      case HEAD -> readHead();
      case ARGUMENTS -> readArguments();
      case TAIL -> skipTail();
      case PLAIN -> {
        text(held.toString());
        held.setLength(0);
        yield false;
      }
    };
  }

  private boolean findCall() {
    int at = held.indexOf(OPEN);
    if (at >= 0) {
      String before = held.substring(0, at).stripTrailing();
      text(before);
      held.delete(0, at + OPEN.length());
      state = State.HEAD;
      return true;
    }
    int keep = Math.min(held.length(), OPEN.length() - 1);
    while (keep > 0 && !OPEN.startsWith(held.substring(held.length() - keep))) {
      keep--;
    }
    int end = held.length() - keep;
    while (end > 0 && Character.isWhitespace(held.charAt(end - 1))) {
      end--; // white space before a call is not part of the text
    }
    text(held.substring(0, end));
    held.delete(0, end);
    return false;
  }

  private boolean readHead() {
    Matcher matcher = (hermes ? HERMES_HEAD : LLAMA_HEAD).matcher(held);
    if (matcher.lookingAt()) {
      String name = matcher.group(1);
      if (hermes || known.contains(name)) {
        out.add(new Piece.Call(calls++, name));
        held.delete(0, matcher.end());
        arguments = new ArgumentScanner();
        state = State.ARGUMENTS;
        return true;
      }
      state = State.PLAIN;
      return true;
    }
    if (hermes) {
      int end = held.indexOf(CLOSE);
      if (end < 0) {
        return false;
      }
      String inside = held.substring(0, end);
      if (!wholeCall(inside)) {
        text(OPEN + inside + CLOSE);
      }
      held.delete(0, end + CLOSE.length());
      state = State.TEXT;
      return true;
    }
    if (matcher.hitEnd()) {
      return false;
    }
    if (calls == 0) {
      state = State.PLAIN;
      return true;
    }
    state = State.TAIL;
    return true;
  }

  /** A call whose fields come in another order, or that has no arguments. */
  private boolean wholeCall(String text) {
    Map<String, @Nullable Object> call = Json.objectOrNull(text.strip());
    if (call == null || !(call.get("name") instanceof String name)
        || (!hermes && !known.contains(name))) {
      return false;
    }
    Object given = call.containsKey("arguments") ? call.get("arguments") : call.get("parameters");
    out.add(new Piece.Call(calls, name));
    String json = given instanceof String string ? string : given == null ? "{}" : Json.text(given);
    out.add(new Piece.Arguments(calls++, json));
    return true;
  }

  private boolean readArguments() {
    ArgumentScanner scanner = arguments;
    if (scanner == null) {
      throw new IllegalStateException("arguments without a call");
    }
    int used = scanner.accept(held);
    arguments(scanner.take());
    held.delete(0, used);
    if (!scanner.complete()) {
      return false;
    }
    state = State.TAIL;
    return true;
  }

  private boolean skipTail() {
    if (!hermes) {
      int brace = held.indexOf("}");
      if (!parallel || brace < 0) {
        return false;
      }
      held.delete(0, brace + 1);
      state = State.HEAD;
      return true;
    }
    int end = held.indexOf(CLOSE);
    if (end < 0) {
      held.delete(0, Math.max(0, held.length() - CLOSE.length()));
      return false;
    }
    held.delete(0, end + CLOSE.length());
    state = State.TEXT;
    return true;
  }

  private void text(String text) {
    if (!text.isEmpty() && (calls == 0 || !text.isBlank())) {
      out.add(new Piece.Text(text));
    }
  }

  private void arguments(String json) {
    if (!json.isEmpty()) {
      out.add(new Piece.Arguments(calls - 1, json));
    }
  }
}
