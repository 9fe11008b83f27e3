package dev.warmpath.llama.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest lines llama.cpp logged, for error messages; nothing is printed. Any thread.
 */
public final class NativeLog {
  /** Enough for all that one failing load says. */
  private static final int LINES = 400;

  /** A longer line is a dump of the file's content, useless in a message. */
  private static final int LINE_CHARS = 2_000;

  /** ggml's level for a text that goes on with the line before. */
  private static final int CONTINUED = 5;

  private static final int WARNING = 3;

  /** One logged line; level 1 debug, 2 info, 3 warning, 4 error. */
  public record Line(long number, int level, String text) {}

  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  private final StringBuilder open = new StringBuilder();
  private int openLevel;
  private long count;

  /** A native function that logs here; lives as long as {@code arena}. */
  public MemorySegment callback(Arena arena) {
    try {
      var target =
          MethodHandles.lookup()
              .bind(
                  this,
                  "onLog",
                  MethodType.methodType(
                      void.class, int.class, MemorySegment.class, MemorySegment.class));
      return Linker.nativeLinker()
          .upcallStub(
              target,
              FunctionDescriptor.ofVoid(
                  ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
              arena);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unused") // called by native code
  private void onLog(int level, MemorySegment text, MemorySegment data) {
    try {
      String part = LlamaApi.string(text);
      if (part != null) {
        add(level, part);
      }
    } catch (RuntimeException | Error e) {
      // An exception that leaves an upcall ends the process; a lost log line does not matter.
      openLevel = WARNING;
    }
  }

  synchronized void add(int level, String text) {
    if (level != CONTINUED) {
      endLine();
      openLevel = level;
    }
    int at = 0;
    for (int end; (end = text.indexOf('\n', at)) >= 0; at = end + 1) {
      append(text.substring(at, end));
      endLine();
    }
    append(text.substring(at));
  }

  private void append(String part) {
    open.append(part, 0, Math.min(part.length(), Math.max(0, LINE_CHARS - open.length())));
  }

  private void endLine() {
    if (!open.isEmpty()) {
      lines.addLast(new Line(++count, openLevel, open.toString()));
      open.setLength(0);
      if (lines.size() > LINES) {
        lines.removeFirst();
      }
    }
  }

  /** A place in the log to look back to. */
  public synchronized long mark() {
    endLine();
    return count;
  }

  /** All kept lines after {@code mark}, oldest first. */
  public synchronized List<Line> since(long mark) {
    endLine();
    List<Line> result = new ArrayList<>();
    for (Line line : lines) {
      if (line.number() > mark) {
        result.add(line);
      }
    }
    return result;
  }

  /** Warnings and errors after {@code mark}, oldest first. */
  public List<String> problemsSince(long mark) {
    return since(mark).stream()
        .filter(line -> line.level() >= WARNING)
        .map(line -> line.text().strip())
        .toList();
  }
}
