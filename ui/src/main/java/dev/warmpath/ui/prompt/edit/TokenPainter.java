package dev.warmpath.ui.prompt.edit;

import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.prompt.text.Caret;
import dev.warmpath.ui.prompt.text.Graphemes;
import dev.warmpath.ui.prompt.text.LineEdges;
import dev.warmpath.ui.prompt.text.LineLayout;
import dev.warmpath.ui.prompt.text.TokenRuns;
import dev.warmpath.ui.prompt.text.TokenState;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * Paints visible lines: token fills, selection, places found, text, the mark. A state is never said
 * by colour alone: warm is a plain fill, cold has a dash under every token, lost a dashed outline.
 * FX thread.
 */
final class TokenPainter {
  private static final double FILL_INSET = 2;
  private static final double ARC = 5;
  private static final double DASH_HEIGHT = 1;
  private static final double TOKEN_GAP = 1;
  private static final int DELETE = 0x7f;

  /** From the middle of the mark to its baseline, as a share of the font's size. */
  private static final double MARK_BASELINE = 0.36;

  /** What turns a control character into the letter of its caret notation: CR is ^M. */
  private static final int CARET_NOTATION = 0x40;

  /**
   * What to paint.
   *
   * @param chars the text
   * @param matches starts of the places found
   * @param matchLength length of each
   * @param composedFrom first unit of text an input method still composes; −1 for none
   * @param composedTo after its last unit
   * @param mark label of the mark
   * @param warmth how warm a warm token looks, 0 to 1, by its number
   */
  record Content(
      CharSequence chars, LineLayout lines, TokenRuns runs, Caret caret, int[] matches,
      int matchLength, int composedFrom, int composedTo, String mark,
      IntToDoubleFunction warmth) {}

  private final LineEdges edges = new LineEdges();

  /** Draws a line whose upper edge is at 0; {@code left} is where its text starts. */
  void paint(LineDrawing d, EditorLook look, Content content, int line, double left) {
    content.lines().edges(line, edges);
    fills(d, look, content, line, left);
    found(d, look, content, line, left);
    selection(d, look, content, line, left);
    text(d, look, content, line, left);
    composed(d, look, content, line, left);
    mark(d, look, content, left);
  }

  private void fills(
      LineDrawing d, EditorLook look, Content content, int line, double left) {
    TokenRuns runs = content.runs();
    int to = content.lines().contentEnd(line);
    int at = content.lines().start(line);
    double high = look.lineHeight() - 2 * FILL_INSET;
    int run = runs.firstEndingAfter(at);
    while (run < runs.size() && runs.start(run) < to && at < to) {
      int groupStart = Math.max(at, runs.start(run));
      int piece = edges.pieceEnd(groupStart, to);
      TokenState state = runs.state(run);
      boolean special = runs.special(run);
      double warmth = content.warmth().applyAsDouble(runs.token(run));
      int groupEnd = groupStart;
      while (run < runs.size() && runs.start(run) < piece && runs.state(run) == state
          && runs.special(run) == special
          && content.warmth().applyAsDouble(runs.token(run)) == warmth
          && (groupEnd == groupStart || joins(content, runs.start(run), groupEnd, special))) {
        int start = Math.max(groupStart, runs.start(run));
        groupEnd = Math.min(piece, runs.end(run));
        token(d, look, state, left, start, groupEnd, start == runs.start(run));
        if (runs.end(run) > piece) {
          break; // The next piece holds the rest of this token.
        }
        run++;
      }
      at = groupEnd;
      double x = Math.round(left + edges.left(groupStart, groupEnd));
      double wide = Math.round(left + edges.right(groupStart, groupEnd)) - x;
      if (wide > 0) {
        softRect(d, fill(look.palette(), state, warmth), x, wide, high);
        outline(d, look.palette(), state, special, x, wide, high);
      }
    }
  }

  /**
   * A rectangle without its four corner pixels: looks rounded at this size, and is three plain
   * fills, where a real arc costs software rendering a mask over the whole area.
   */
  private static void softRect(
      LineDrawing d, Color colour, double x, double wide, double high) {
    double y = FILL_INSET;
    if (wide < 3) {
      d.fill(colour, x, y, wide, high);
      return;
    }
    d.fill(colour, x + 1, y, wide - 2, high);
    d.fill(colour, x, y + 1, 1, high - 2);
    d.fill(colour, x + wide - 1, y + 1, 1, high - 2);
  }

  private static boolean joins(Content content, int start, int end, boolean special) {
    return start == end && start != content.lines().markAt() && !special;
  }

  private void token(
      LineDrawing d, EditorLook look, TokenState state, double side, int from, int to,
      boolean starts) {
    double left = side + edges.left(from, to);
    double right = side + edges.right(from, to);
    double bottom = look.lineHeight() - FILL_INSET;
    if (state == TokenState.COLD) {
      double start = Math.round(left + TOKEN_GAP);
      double wide = Math.max(1, Math.round(right - TOKEN_GAP) - start);
      d.fill(look.palette().cold(), start, bottom - DASH_HEIGHT, wide, DASH_HEIGHT);
    }
    if (look.boundaries() && starts) {
      double x = edges.backward(from) ? Math.round(right) - 1 : Math.round(left);
      d.fill(
          look.palette().secondary(), x, FILL_INSET, 1, look.lineHeight() - 2 * FILL_INSET);
    }
  }

  private static void outline(
      LineDrawing d, Palette palette, TokenState state, boolean special, double x, double wide,
      double high) {
    double inner = Math.max(1, wide - 1);
    double y = FILL_INSET + 0.5;
    if (state == TokenState.LOST) {
      d.dashed(palette.lost(), x + 0.5, y, inner, high - 1);
    } else if (special) {
      d.roundStroke(palette.secondary(), x + 0.5, y, inner, high - 1, ARC + 2);
    }
  }

  private static Color fill(Palette palette, TokenState state, double warmth) {
    return switch (state) {
      case IN_PLACE, RESTORED ->
          warmth == 1
              ? palette.warmFill()
              : palette.coldFill().interpolate(palette.warmFill(), warmth);
      case COLD -> palette.coldFill();
      case LOST -> palette.lostFill();
    };
  }

  private void found(
      LineDrawing d, EditorLook look, Content content, int line, double left) {
    int[] matches = content.matches();
    if (matches.length == 0) {
      return;
    }
    int from = content.lines().start(line);
    int to = content.lines().contentEnd(line);
    int place = Arrays.binarySearch(matches, from - content.matchLength() + 1);
    for (int i = place >= 0 ? place : -place - 1; i < matches.length && matches[i] < to; i++) {
      int end = Math.min(to, matches[i] + content.matchLength());
      int piece;
      for (int start = Math.max(from, matches[i]); start < end; start = piece) {
        piece = edges.pieceEnd(start, end);
        double x = edges.left(start, piece);
        d.stroke(
            look.palette().warmText(), Math.floor(left + x) + 0.5, 1.5,
            Math.max(1, Math.round(edges.right(start, piece) - x)), look.lineHeight() - 3);
      }
    }
  }

  private void selection(
      LineDrawing d, EditorLook look, Content content, int line, double left) {
    Caret caret = content.caret();
    int from = content.lines().start(line);
    int end = content.lines().end(line);
    if (!caret.selects() || caret.from() >= end && caret.from() != from || caret.to() <= from) {
      return;
    }
    int to = content.lines().contentEnd(line);
    int last = Math.clamp(caret.to(), from, to);
    Color colour = look.palette().selection();
    int piece;
    for (int start = Math.clamp(caret.from(), from, to); start < last; start = piece) {
      piece = edges.pieceEnd(start, last);
      double x = edges.left(start, piece);
      d.fill(colour, left + x, 0, edges.right(start, piece) - x, look.lineHeight());
    }
    if (caret.to() > to && to < end) {
      d.fill(
          colour, left + edges.left(to, to), 0, look.advances().cell() / 2, look.lineHeight());
    }
  }

  private void text(
      LineDrawing d, EditorLook look, Content content, int line, double left) {
    CharSequence chars = content.chars();
    int to = content.lines().contentEnd(line);
    FontAdvances font = look.advances();
    double baseline = (look.lineHeight() - font.height()) / 2 + font.ascent();
    int piece;
    for (int at = content.lines().start(line); at < to; at = piece) {
      piece = edges.pieceEnd(at, to);
      if (edges.backward(at)) {
        backward(d, look, chars, at, piece, left, baseline);
      } else {
        forward(d, look, content, at, piece, left, baseline);
      }
    }
  }

  /** Word by word: the font system mixes up words and brackets that it finds in several fonts. */
  private void backward(
      LineDrawing d, EditorLook look, CharSequence chars, int from, int to, double left,
      double baseline) {
    int end;
    for (int at = from; at < to; at = end) {
      end = Graphemes.joined(chars, at, to);
      if (end > at) {
        String word = chars.subSequence(at, end).toString();
        d.text(
            look.advances().font(), look.palette().text(), word, left + edges.left(at, end),
            baseline);
      } else {
        end = Math.min(to, Graphemes.next(chars, at));
        String sign = Graphemes.mirrored(chars.subSequence(at, end).toString());
        cluster(d, look, sign, 0, sign.length(), left + edges.left(at, end), baseline);
      }
    }
  }

  private void forward(
      LineDrawing d, EditorLook look, Content content, int from, int to, double left,
      double baseline) {
    CharSequence chars = content.chars();
    int at = from;
    while (at < to) {
      int end = at;
      while (end < to && (end == at || end != content.lines().markAt())
          && Graphemes.drawsAlone(chars, end)) {
        end++;
      }
      double x = left + edges.left(at, Math.max(end, at + 1));
      if (end > at) {
        String run = chars.subSequence(at, end).toString();
        d.text(look.advances().font(), look.palette().text(), run, x, baseline);
      } else {
        end = Math.min(to, Graphemes.next(chars, at));
        cluster(d, look, chars, at, end, x, baseline);
      }
      at = end;
    }
  }

  private static void cluster(
      LineDrawing d, EditorLook look, CharSequence chars, int at, int end, double x,
      double baseline) {
    Font font = look.advances().font();
    char c = chars.charAt(at);
    if (c == '\t') {
      return;
    }
    boolean control = c < ' ' || c == DELETE;
    if (control) {
      d.text(
          font, look.palette().secondary(), "^" + (char) (c ^ CARET_NOTATION), x, baseline);
    } else {
      d.text(font, look.palette().text(), chars.subSequence(at, end).toString(), x, baseline);
    }
  }

  private void composed(
      LineDrawing d, EditorLook look, Content content, int line, double left) {
    int from = content.lines().start(line);
    int start = Math.max(from, content.composedFrom());
    int end = Math.min(content.lines().contentEnd(line), content.composedTo());
    if (content.composedFrom() < 0 || start >= end) {
      return;
    }
    int piece;
    for (int at = start; at < end; at = piece) {
      piece = edges.pieceEnd(at, end);
      double x = edges.left(at, piece);
      d.fill(
          look.palette().text(), left + x, look.lineHeight() - 3, edges.right(at, piece) - x, 1);
    }
  }

  private void mark(LineDrawing d, EditorLook look, Content content, double left) {
    if (edges.mark() < 0) {
      return;
    }
    double x = left + edges.mark() + look.markGap();
    double wide = content.lines().markWidth() - 2 * look.markGap();
    double high = look.lineHeight() - 2 * FILL_INSET - 2;
    Color danger = look.palette().danger();
    d.roundFill(danger, x, FILL_INSET + 1, wide, high, 2 * ARC);
    double baseline = look.lineHeight() / 2 + look.markFont().getSize() * MARK_BASELINE;
    d.text(
        look.markFont(), Palette.readableOn(danger), content.mark(), x + look.markSide(),
        baseline);
  }
}
