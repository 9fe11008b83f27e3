package dev.warmpath.ui.prompt.text;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/**
 * Widths and places of one line's clusters. A line without right-to-left text is placed cluster by
 * cluster from the left; any other in the order of Unicode's bidirectional algorithm (UAX 9), its
 * right-to-left words measured as a whole, because their letters join. One thread.
 */
final class LinePlaces {
  private static final int TAB_CELLS = 4;

  /** Control characters are drawn as two signs: {@code ^M}. */
  private static final int CONTROL_CELLS = 2;

  private static final int DELETE = 0x7f;

  private final CharSequence text;
  private final Advances advances;

  /** What is placed in one go. */
  private record Piece(int start, int end, byte level) {
    boolean backward() {
      return level % 2 != 0;
    }
  }

  LinePlaces(CharSequence text, Advances advances) {
    this.text = text;
    this.advances = advances;
  }

  /** True when units need another order than that of reading. */
  boolean mixed(int from, int to) {
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if (c >= 0x590 && turns(c)) {
        return true;
      }
    }
    return false;
  }

  /** Hebrew to Arabic Extended-A, marks and overrides, presentation forms, such scripts' planes. */
  private static boolean turns(char c) {
    return c <= 0x8FF
        || c == 0x200F || c == 0x202B || c == 0x202E || c == 0x2067
        || c >= 0xFB1D && c <= 0xFDFF
        || c >= 0xFE70 && c <= 0xFEFC
        || c == 0xD802 || c == 0xD803 || c == 0xD83A || c == 0xD83B;
  }

  /** Width of a cluster that starts {@code x} from the left edge. */
  double advance(int at, int next, double x) {
    char c = text.charAt(at);
    if (next == at + 1 && c < 0x80) {
      if (c == '\t') {
        double tab = TAB_CELLS * advances.cell();
        return tab - x % tab;
      }
      boolean control = c < ' ' || c == DELETE;
      return c == '\n' ? 0 : (control ? CONTROL_CELLS : 1) * advances.cell();
    }
    return advances.cluster(text, at, next);
  }

  /** Places a line without right-to-left text. */
  void plain(int from, int contentEnd, int to, int markAt, double markWidth, LineEdges out) {
    out.start(from, to);
    out.piece(to, false);
    double x = 0;
    int at = from;
    while (true) {
      if (at == markAt && (at < to || at == from)) {
        out.mark(x);
        x += markWidth;
      }
      if (at >= contentEnd) {
        out.end(contentEnd, x);
        return;
      }
      int next = Graphemes.next(text, at);
      double after = x + advance(at, next, x);
      out.cluster(at, next, x, after);
      x = after;
      at = next;
    }
  }

  /**
   * Places any line in the order of drawing.
   *
   * @param backward the paragraph is read from right to left
   */
  void ordered(
      int from, int contentEnd, int to, boolean backward, int markAt, double markWidth,
      LineEdges out) {
    out.start(from, to);
    List<Piece> pieces = pieces(from, contentEnd, backward, markAt);
    byte[] levels = new byte[pieces.size()];
    Piece[] drawn = pieces.toArray(Piece[]::new);
    for (int i = 0; i < levels.length; i++) {
      levels[i] = drawn[i].level();
      out.piece(drawn[i].end(), drawn[i].backward());
    }
    Bidi.reorderVisually(levels, 0, drawn, 0, drawn.length);
    double x = 0;
    for (Piece piece : drawn) {
      boolean marked = piece.start() == markAt;
      if (marked && !piece.backward()) {
        out.mark(x);
        x += markWidth;
      }
      x = piece.backward() ? placeBackward(piece, x, out) : placeForward(piece, x, out);
      if (marked && piece.backward()) {
        out.mark(x);
        x += markWidth;
      }
    }
    if (markAt == contentEnd && markAt < to) {
      out.mark(x);
      x += markWidth;
    }
    out.end(contentEnd, x);
  }

  private double placeForward(Piece piece, double left, LineEdges out) {
    double x = left;
    int at = piece.start();
    while (at < piece.end()) {
      int next = Math.min(piece.end(), Graphemes.next(text, at));
      double after = x + advance(at, next, x);
      out.cluster(at, next, x, after);
      x = after;
      at = next;
    }
    return x;
  }

  private double placeBackward(Piece piece, double left, LineEdges out) {
    int start = piece.start();
    double[] read = new double[piece.end() - start + 1];
    double x = 0;
    int end;
    for (int at = start; at < piece.end(); at = end) {
      end = Graphemes.joined(text, at, piece.end());
      if (end > at) {
        double[] word = advances.backward(text, at, end);
        for (int i = 0; i < word.length; i++) {
          read[at - start + i] = x + word[i];
        }
      } else {
        end = Math.min(piece.end(), Graphemes.next(text, at));
        read[end - start] = x + advance(at, end, x);
      }
      x = read[end - start];
    }
    double right = left + x;
    int next;
    for (int at = start; at < piece.end(); at = next) {
      next = Math.min(piece.end(), Graphemes.next(text, at));
      out.cluster(at, next, right - read[next - start], right - read[at - start]);
    }
    return right;
  }

  /** Runs of one level; the mark stands between pieces. */
  private List<Piece> pieces(int from, int contentEnd, boolean backward, int markAt) {
    int flags = backward ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT;
    Bidi bidi = new Bidi(text.subSequence(from, contentEnd).toString(), flags);
    boolean cut = markAt > from && markAt < contentEnd && Graphemes.floor(text, markAt) == markAt;
    List<Piece> pieces = new ArrayList<>();
    int start = from;
    for (int run = 0; run < bidi.getRunCount(); run++) {
      byte level = (byte) bidi.getRunLevel(run);
      int limit = from + bidi.getRunLimit(run);
      int end = limit == contentEnd ? limit : Graphemes.floor(text, limit);
      if (cut && start < markAt && markAt < end) {
        pieces.add(new Piece(start, markAt, level));
        start = markAt;
      }
      if (end > start) {
        pieces.add(new Piece(start, end, level));
        start = end;
      }
    }
    return pieces;
  }

  /** The direction of a paragraph: that of its first letter (UAX 9, P2 and P3). */
  boolean readsBackward(int paragraph, int most) {
    int to = Math.min(text.length(), paragraph + most);
    int at = paragraph;
    while (at < to && text.charAt(at) != '\n') {
      int point = Character.codePointAt(text, at);
      switch (Character.getDirectionality(point)) {
        case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
          return false;
        }
        case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
            Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
          return true;
        }
        default -> at += Character.charCount(point);
      }
    }
    return false;
  }
}
