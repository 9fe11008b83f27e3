package dev.warmpath.ui.prompt.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The visual lines of a text, soft-wrapped at a width. After an edit only lines whose wrapping
 * could see it are wrapped again, until a line starts where one started before; the rest is
 * shifted. One marker of some width (where the cache ends) may stand before one character. One
 * thread.
 */
public final class LineLayout {
  /** How far the first letter of a paragraph is looked for. */
  private static final int DIRECTION_LOOK = 1_000;

  /** Must not start a line in Chinese and Japanese. */
  private static final String CLOSING = "、。，．・：；？！）」』】〉》〕ー…";

  private final CharSequence text;
  private final Advances advances;
  private final LinePlaces places;
  private final LineEdges scratch = new LineEdges();
  private double width;
  private int[] starts = new int[16];

  /** How far each line's wrapping looked: an edit before that may move the line's end. */
  private int[] looks = new int[16];

  private int looked;
  private int count;
  private int markAt = -1;
  private double markWidth;

  /**
   * @param text read again after each {@link #edited}
   * @param width in pixels; at least one character per line is always placed
   */
  public LineLayout(CharSequence text, Advances advances, double width) {
    this.text = text;
    this.advances = advances;
    places = new LinePlaces(text, advances);
    this.width = width;
    wrapAll();
  }

  /** Lines, at least 1. */
  public int count() {
    return count;
  }

  public double width() {
    return width;
  }

  /** Wraps everything at another width. */
  public void resize(double newWidth) {
    if (newWidth != width) {
      width = newWidth;
      wrapAll();
    }
  }

  /** Tells of a change of the text that has already happened. */
  public void edited(int from, int removed, int inserted) {
    int delta = inserted - removed;
    if (markAt >= 0) {
      markAt = shifted(markAt, from, removed, inserted);
    }
    rewrap(from, from + removed, delta);
  }

  /** Puts the marker before the unit at {@code offset}; −1 removes it. */
  public void mark(int offset, double newWidth) {
    if (offset == markAt && (newWidth == markWidth || offset < 0)) {
      return;
    }
    int old = markAt;
    markAt = offset;
    markWidth = newWidth;
    if (old >= 0) {
      rewrap(Math.min(old, text.length()), Math.min(old, text.length()), 0);
    }
    if (offset >= 0 && offset <= text.length()) {
      rewrap(offset, offset, 0);
    }
  }

  /** Where the marker is; −1 for nowhere. */
  public int markAt() {
    return markAt;
  }

  public double markWidth() {
    return markWidth;
  }

  /** First unit of a line. */
  public int start(int line) {
    return starts[line];
  }

  /** After the last unit of a line, its line end included. */
  public int end(int line) {
    return line + 1 < count ? starts[line + 1] : text.length();
  }

  /** After the last unit of a line, without the line end. */
  public int contentEnd(int line) {
    int end = end(line);
    return end > starts[line] && text.charAt(end - 1) == '\n' ? end - 1 : end;
  }

  /** True when the line ends because it was full. */
  public boolean wraps(int line) {
    return line + 1 < count && text.charAt(starts[line + 1] - 1) != '\n';
  }

  /** The line a unit is on; an offset where a line was wrapped belongs to the next line. */
  public int lineAt(int offset) {
    int found = Arrays.binarySearch(starts, 0, count, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** As {@link #lineAt(int)}; with {@code upstream} a wrapped place belongs to the line before. */
  public int lineAt(int offset, boolean upstream) {
    int line = lineAt(offset);
    return upstream && line > 0 && starts[line] == offset && wraps(line - 1) ? line - 1 : line;
  }

  /** Distance of an offset from its line's left edge. */
  public double x(int line, int offset) {
    return x(line, offset, false);
  }

  /**
   * As {@link #x(int, int)}; with {@code upstream} where the cluster before the offset ends, which
   * is elsewhere where the direction of reading changes.
   */
  public double x(int line, int offset, boolean upstream) {
    LineEdges mixed = mixed(line);
    if (mixed != null) {
      return mixed.caret(text, offset, upstream, contentEnd(line));
    }
    double x = 0;
    int at = starts[line];
    int stop = Math.min(offset, end(line));
    while (true) {
      if (at == markAt && at <= stop) {
        x += markWidth;
      }
      if (at >= stop) {
        return x;
      }
      int next = Graphemes.next(text, at);
      x += places.advance(at, next, x);
      at = next;
    }
  }

  /** Fills in where a line's units are drawn. */
  public void edges(int line, LineEdges out) {
    int from = starts[line];
    int contentEnd = contentEnd(line);
    if (places.mixed(from, contentEnd)) {
      places.ordered(
          from, contentEnd, end(line), readsBackward(line), markAt, markWidth, out);
    } else {
      places.plain(from, contentEnd, end(line), markAt, markWidth, out);
    }
  }

  /** Where units of a line with right-to-left text are; null for any other line. */
  @Nullable LineEdges mixed(int line) {
    if (!places.mixed(starts[line], contentEnd(line))) {
      return null;
    }
    edges(line, scratch);
    return scratch;
  }

  /** True when a line with right-to-left text belongs to a paragraph that starts with such text. */
  boolean readsBackward(int line) {
    if (!places.mixed(starts[line], contentEnd(line))) {
      return false;
    }
    int first = line;
    while (first > 0 && wraps(first - 1)) {
      first--;
    }
    return places.readsBackward(starts[first], DIRECTION_LOOK);
  }

  /** The offset nearest to {@code x} on a line, at most its {@link #contentEnd}. */
  public int offsetAt(int line, double x) {
    int to = contentEnd(line);
    LineEdges mixed = mixed(line);
    if (mixed != null) {
      int unit = mixed.nearest(x, to);
      return mixed.inRightHalf(unit, x) != mixed.backward(unit)
          ? Math.min(to, Graphemes.next(text, unit))
          : unit;
    }
    int at = starts[line];
    double left = 0;
    while (at < to) {
      if (at == markAt) {
        left += markWidth;
      }
      int next = Graphemes.next(text, at);
      double advance = places.advance(at, next, left);
      if (x < left + advance / 2) {
        return at;
      }
      left += advance;
      at = next;
    }
    return Math.min(at, to);
  }

  /** True when a caret put at {@code x} stands behind the cluster before its offset. */
  boolean upstreamAt(int line, double x) {
    LineEdges mixed = mixed(line);
    if (mixed == null) {
      return wraps(line) && offsetAt(line, x) == end(line);
    }
    int unit = mixed.nearest(x, contentEnd(line));
    return mixed.inRightHalf(unit, x) != mixed.backward(unit);
  }

  /** The unit drawn at {@code x}, or −1 right of the text or on the marker. */
  public int unitAt(int line, double x) {
    int to = contentEnd(line);
    LineEdges mixed = mixed(line);
    if (mixed != null) {
      return mixed.at(x, to);
    }
    int at = starts[line];
    double left = 0;
    while (at < to && left <= x) {
      if (at == markAt) {
        left += markWidth;
        if (x < left) {
          return -1;
        }
      }
      int next = Graphemes.next(text, at);
      left += places.advance(at, next, left);
      if (x < left && x >= 0) {
        return at;
      }
      at = next;
    }
    return -1;
  }

  private void wrapAll() {
    count = 0;
    add(0);
    int length = text.length();
    for (int at = wrapLast(); at < length; at = wrapLast()) {
      add(at);
    }
    addLastEmpty(length);
  }

  private void addLastEmpty(int length) {
    if (length > 0 && text.charAt(length - 1) == '\n' && starts[count - 1] < length) {
      add(length);
    }
  }

  /** Wraps the last line known so far. */
  private int wrapLast() {
    int next = nextStart(starts[count - 1]);
    looks[count - 1] = looked;
    return next;
  }

  /** Wraps again what a change of {@code from}..{@code oldTo}, now longer by delta, may move. */
  private void rewrap(int from, int oldTo, int delta) {
    int first = lineAt(from);
    while (first > 0 && looks[first - 1] >= from) {
      first--;
    }
    int[] old = starts;
    int[] oldLooks = looks;
    int oldCount = count;
    int oldLine = first + 1;
    starts = Arrays.copyOf(old, Math.max(16, oldCount + 16));
    looks = Arrays.copyOf(oldLooks, starts.length);
    count = first + 1;
    int length = text.length();
    int at = wrapLast();
    while (at < length) {
      while (oldLine < oldCount && old[oldLine] + delta < at) {
        oldLine++;
      }
      boolean same = oldLine < oldCount && old[oldLine] + delta == at;
      if (same && old[oldLine] > oldTo) {
        appendShifted(old, oldLooks, oldLine, oldCount, delta);
        return;
      }
      add(at);
      at = wrapLast();
    }
    addLastEmpty(length);
  }

  private void appendShifted(int[] old, int[] oldLooks, int from, int to, int delta) {
    reserve(count + to - from);
    for (int line = from; line < to; line++) {
      starts[count] = old[line] + delta;
      looks[count++] = oldLooks[line] + delta;
    }
  }

  private void add(int start) {
    reserve(count + 1);
    starts[count++] = start;
  }

  private void reserve(int lines) {
    if (lines > starts.length) {
      starts = Arrays.copyOf(starts, Math.max(lines + 16, starts.length * 2));
      looks = Arrays.copyOf(looks, starts.length);
    }
  }

  /** Where the line after the one that starts at {@code from} starts; the length for none. */
  private int nextStart(int from) {
    int length = text.length();
    double x = 0;
    double cell = advances.cell();
    int breakAt = -1;
    int at = from;
    looked = from;
    while (at < length) {
      if (at == markAt) {
        x += markWidth;
      }
      char c = text.charAt(at);
      looked = at + 1;
      if (c == '\n') {
        return at + 1;
      }
      boolean blank = c == ' ' || c == '\t';
      boolean plain =
          c > ' ' && c < 0x7f && (at + 1 == length || text.charAt(at + 1) < 0x300);
      int next = plain ? at + 1 : Graphemes.next(text, at);
      looked = next + 1;
      double advance = plain ? cell : places.advance(at, next, x);
      // One blank may hang over the edge; more of them start a line like any other character.
      if (at > from && x + advance > width && (!blank || x > width)) {
        return breakAt > from ? breakAt : at;
      }
      x += advance;
      at = next;
      if (blank || breaksAfter(c) && (at == length || CLOSING.indexOf(text.charAt(at)) < 0)) {
        breakAt = at;
      }
    }
    return length;
  }

  /** Scripts without blanks between words break anywhere. */
  private static boolean breaksAfter(char c) {
    return c >= 0x2E80 && c <= 0x9FFF || c >= 0xAC00 && c <= 0xD7A3;
  }

  static int shifted(int offset, int from, int removed, int inserted) {
    if (offset <= from) {
      return offset;
    }
    return offset < from + removed ? from + inserted : offset + inserted - removed;
  }
}
