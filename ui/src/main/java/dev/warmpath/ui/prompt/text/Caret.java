package dev.warmpath.ui.prompt.text;

/**
 * Caret and selection over a laid out text: every move a text field knows. The selection lies
 * between anchor and position. Left and right are those of the screen, also in lines with
 * right-to-left text. One thread.
 */
public final class Caret {
  private final CharSequence text;
  private final LineLayout lines;
  private int position;
  private int anchor;
  private boolean upstream;
  private double goal = -1;

  public Caret(CharSequence text, LineLayout lines) {
    this.text = text;
    this.lines = lines;
  }

  public int position() {
    return position;
  }

  public int anchor() {
    return anchor;
  }

  public int from() {
    return Math.min(position, anchor);
  }

  public int to() {
    return Math.max(position, anchor);
  }

  public boolean selects() {
    return position != anchor;
  }

  /** The visual line the caret is drawn on. */
  public int line() {
    return lines.lineAt(position, upstream);
  }

  /** Its distance from the left edge. */
  public double x() {
    return lines.x(line(), position, upstream);
  }

  /** The distance that moves up and down keep. */
  public double goal() {
    return goal >= 0 ? goal : x();
  }

  /** Puts the caret at a cluster boundary; {@code select} keeps the anchor. */
  public void moveTo(int offset, boolean select) {
    place(Graphemes.floor(text, Math.clamp(offset, 0, text.length())), select, false);
  }

  /** Puts the caret behind what was just written: text goes on in its direction. */
  public void behind(int offset) {
    place(offset, false, lines.mixed(lines.lineAt(offset, true)) != null);
  }

  public void select(int newAnchor, int newPosition) {
    moveTo(newAnchor, false);
    moveTo(newPosition, true);
  }

  public void selectAll() {
    select(0, text.length());
  }

  public void left(boolean select) {
    step(false, select);
  }

  public void right(boolean select) {
    step(true, select);
  }

  public void wordLeft(boolean select) {
    word(lines.readsBackward(line()), select);
  }

  public void wordRight(boolean select) {
    word(!lines.readsBackward(line()), select);
  }

  private void word(boolean forward, boolean select) {
    int to = forward ? Words.next(text, position) : Words.previous(text, position);
    place(to, select, false);
  }

  private void step(boolean right, boolean select) {
    int line = line();
    boolean forward = right != lines.readsBackward(line);
    if (selects() && !select) {
      moveTo(forward ? to() : from(), false);
      return;
    }
    LineEdges mixed = lines.mixed(line);
    if (mixed == null) {
      int to = forward ? Graphemes.next(text, position) : Graphemes.previous(text, position);
      int toLine = lines.lineAt(to);
      if (toLine != line && lines.mixed(toLine) != null) {
        enter(toLine, forward, select);
      } else {
        place(to, select, false);
      }
      return;
    }
    int content = lines.contentEnd(line);
    double x = x();
    int over = right ? mixed.rightOf(x, content) : mixed.leftOf(x, content);
    if (over >= 0) {
      boolean behind = right != mixed.backward(over);
      place(behind ? Math.min(content, Graphemes.next(text, over)) : over, select, behind);
    } else if (forward ? line + 1 < lines.count() : line > 0) {
      enter(forward ? line + 1 : line - 1, forward, select);
    }
  }

  /** To the side of a line where reading begins, or coming backward to where it ends. */
  private void enter(int line, boolean forward, boolean select) {
    boolean left = forward != lines.readsBackward(line);
    toLine(line, left ? -1 : Double.MAX_VALUE, select);
    goal = -1;
  }

  /**
   * Moves by visual lines, keeping the column.
   *
   * @return false when the caret was on the outermost line already
   */
  public boolean vertical(int by, boolean select) {
    int line = line();
    double x = goal();
    int target = line + by;
    if (target < 0 || target >= lines.count()) {
      int end = target < 0 ? 0 : text.length();
      boolean moved = end != position;
      place(end, select, false);
      goal = x;
      return moved && Math.abs(by) > 1;
    }
    toLine(target, x, select);
    goal = x;
    return true;
  }

  /** Puts the caret on a line as near to {@code x} as it goes. */
  public void toLine(int line, double x, boolean select) {
    place(lines.offsetAt(line, x), select, lines.upstreamAt(line, x));
  }

  public void lineStart(boolean select) {
    place(lines.start(line()), select, false);
  }

  /** To the first sign of the line; from there, or when it is blank, to the line's start. */
  public void home(boolean select) {
    int line = line();
    int start = lines.start(line);
    int first = start;
    int end = lines.contentEnd(line);
    while (first < end && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    place(first == end || position == first ? start : first, select, false);
  }

  /** To the start of this paragraph; from there to the start of the one before. */
  public void paragraphUp(boolean select) {
    place(paragraphStart(position == 0 ? 0 : position - 1), select, false);
  }

  /** To the start of the next paragraph, or to the end. */
  public void paragraphDown(boolean select) {
    place(paragraphEnd(position), select, false);
  }

  public void lineEnd(boolean select) {
    int line = line();
    int end = lines.contentEnd(line);
    place(end, select, lines.wraps(line));
  }

  public void textStart(boolean select) {
    place(0, select, false);
  }

  public void textEnd(boolean select) {
    place(text.length(), select, false);
  }

  public void selectWord(int offset) {
    select(Words.startAround(text, offset), Words.endAround(text, offset));
  }

  /** Selects the paragraph around {@code offset} with its line end. */
  public void selectParagraph(int offset) {
    select(paragraphStart(offset), paragraphEnd(offset));
  }

  /** First unit of the paragraph around {@code offset}. */
  public int paragraphStart(int offset) {
    int at = Math.clamp(offset, 0, text.length());
    while (at > 0 && text.charAt(at - 1) != '\n') {
      at--;
    }
    return at;
  }

  /** After the paragraph's line end. */
  public int paragraphEnd(int offset) {
    int at = Math.clamp(offset, 0, text.length());
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
    return Math.min(text.length(), at + 1);
  }

  /** Follows a change of the text made by somebody else. */
  public void edited(int from, int removed, int inserted) {
    position = Math.min(text.length(), LineLayout.shifted(position, from, removed, inserted));
    anchor = Math.min(text.length(), LineLayout.shifted(anchor, from, removed, inserted));
    upstream = false;
    goal = -1;
  }

  private void place(int offset, boolean select, boolean beforeWrap) {
    position = offset;
    upstream = beforeWrap;
    goal = -1;
    if (!select) {
      anchor = offset;
    }
  }
}
