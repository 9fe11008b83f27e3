package dev.warmpath.ui.prompt.edit;

import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.prompt.text.Caret;
import dev.warmpath.ui.prompt.text.Graphemes;
import dev.warmpath.ui.prompt.text.LineLayout;
import dev.warmpath.ui.prompt.text.TokenRuns;
import dev.warmpath.ui.prompt.text.TokenState;
import java.util.Arrays;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

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
  private static final double[] OUTLINE = {3, 3};
  private static final int DELETE = 0x7f;

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
   */
  record Content(
      CharSequence chars, LineLayout lines, TokenRuns runs, Caret caret, int[] matches,
      int matchLength, int composedFrom, int composedTo, String mark) {}

  private double[] edges = new double[256];

  /** Paints lines {@code first} to {@code last}; {@code left, top} is where line 0 starts. */
  void paint(
      GraphicsContext g, EditorLook look, Content content, int first, int last, double left,
      double top) {
    g.setFont(look.advances().font());
    double height = look.lineHeight();
    for (int line = first; line <= last; line++) {
      int length = content.lines().end(line) - content.lines().start(line);
      if (edges.length <= length) {
        edges = new double[Math.max(length + 1, edges.length * 2)];
      }
      content.lines().edges(line, edges);
      double y = top + line * height;
      fills(g, look, content, line, left, y);
      found(g, look, content, line, left, y);
      selection(g, look, content, line, left, y);
      text(g, look, content, line, left, y);
      composed(g, look, content, line, left, y);
      mark(g, look, content, line, left, y);
    }
  }

  private void fills(
      GraphicsContext g, EditorLook look, Content content, int line, double left, double y) {
    TokenRuns runs = content.runs();
    int from = content.lines().start(line);
    int to = content.lines().contentEnd(line);
    double high = look.lineHeight() - 2 * FILL_INSET;
    int run = runs.firstEndingAfter(from);
    while (run < runs.size() && runs.start(run) < to) {
      int groupStart = Math.max(from, runs.start(run));
      TokenState state = runs.state(run);
      boolean special = runs.special(run);
      int groupEnd = groupStart;
      while (run < runs.size() && runs.start(run) < to && runs.state(run) == state
          && runs.special(run) == special
          && (groupEnd == groupStart || joins(content, runs.start(run), groupEnd, special))) {
        int start = Math.max(from, runs.start(run));
        groupEnd = Math.min(to, runs.end(run));
        token(g, look, state, left + edges[start - from],
            left + rightEdge(content, from, groupEnd), y, start == runs.start(run));
        run++;
      }
      double x = Math.round(left + edges[groupStart - from]);
      double wide = Math.round(left + rightEdge(content, from, groupEnd)) - x;
      if (wide <= 0) {
        run = groupEnd == groupStart ? run + 1 : run;
        continue;
      }
      g.setFill(fill(look.palette(), state));
      softRect(g, x, y + FILL_INSET, wide, high);
      outline(g, look.palette(), state, special, x, y + FILL_INSET, wide, high);
    }
  }

  /**
   * A rectangle without its four corner pixels: looks rounded at this size, and is three plain
   * fills, where a real arc costs software rendering a mask over the whole area.
   */
  private static void softRect(GraphicsContext g, double x, double y, double wide, double high) {
    if (wide < 3) {
      g.fillRect(x, y, wide, high);
      return;
    }
    g.fillRect(x + 1, y, wide - 2, high);
    g.fillRect(x, y + 1, 1, high - 2);
    g.fillRect(x + wide - 1, y + 1, 1, high - 2);
  }

  private static boolean joins(Content content, int start, int end, boolean special) {
    return start == end && start != content.lines().markAt() && !special;
  }

  private void token(
      GraphicsContext g, EditorLook look, TokenState state, double x, double right, double y,
      boolean starts) {
    double bottom = y + look.lineHeight() - FILL_INSET;
    if (state == TokenState.COLD) {
      g.setFill(look.palette().cold());
      double start = Math.round(x + TOKEN_GAP);
      double wide = Math.max(1, Math.round(right - TOKEN_GAP) - start);
      g.fillRect(start, bottom - DASH_HEIGHT, wide, DASH_HEIGHT);
    }
    if (look.boundaries() && starts) {
      g.setFill(look.palette().secondary());
      g.fillRect(Math.round(x), y + FILL_INSET, 1, look.lineHeight() - 2 * FILL_INSET);
    }
  }

  private static void outline(
      GraphicsContext g, Palette palette, TokenState state, boolean special, double x, double y,
      double wide, double high) {
    if (state == TokenState.LOST) {
      g.setStroke(palette.lost());
      g.setLineWidth(1);
      g.setLineDashes(OUTLINE);
      g.strokeRect(x + 0.5, y + 0.5, Math.max(1, wide - 1), high - 1);
      g.setLineDashes();
    } else if (special) {
      g.setStroke(palette.secondary());
      g.setLineWidth(1);
      g.strokeRoundRect(x + 0.5, y + 0.5, Math.max(1, wide - 1), high - 1, ARC + 2, ARC + 2);
    }
  }

  /** Right edge of a range that ends at {@code end}: the mark's room is not part of it. */
  private double rightEdge(Content content, int from, int end) {
    double edge = edges[end - from];
    return end == content.lines().markAt() && end > from
        ? edge - content.lines().markWidth()
        : edge;
  }

  private static Color fill(Palette palette, TokenState state) {
    return switch (state) {
      case IN_PLACE, RESTORED -> palette.warmFill();
      case COLD -> palette.coldFill();
      case LOST -> palette.lostFill();
    };
  }

  private void found(
      GraphicsContext g, EditorLook look, Content content, int line, double left, double y) {
    int[] matches = content.matches();
    if (matches.length == 0) {
      return;
    }
    int from = content.lines().start(line);
    int to = content.lines().contentEnd(line);
    int place = Arrays.binarySearch(matches, from - content.matchLength() + 1);
    g.setStroke(look.palette().warmText());
    g.setLineWidth(1);
    for (int i = place >= 0 ? place : -place - 1; i < matches.length && matches[i] < to; i++) {
      int start = Math.max(from, matches[i]);
      int end = Math.min(to, matches[i] + content.matchLength());
      double x = edges[start - from];
      double wide = rightEdge(content, from, end) - x;
      g.strokeRect(
          Math.floor(left + x) + 0.5, y + 1.5, Math.max(1, Math.round(wide)),
          look.lineHeight() - 3);
    }
  }

  private void selection(
      GraphicsContext g, EditorLook look, Content content, int line, double left, double y) {
    Caret caret = content.caret();
    int from = content.lines().start(line);
    int end = content.lines().end(line);
    if (!caret.selects() || caret.from() >= end && caret.from() != from || caret.to() <= from) {
      return;
    }
    int to = content.lines().contentEnd(line);
    double x = edges[Math.clamp(caret.from(), from, to) - from];
    double right = edges[Math.clamp(caret.to(), from, to) - from];
    boolean lineEnd = caret.to() > to && to < end;
    g.setFill(look.palette().selection());
    g.fillRect(
        left + x, y, right - x + (lineEnd ? look.advances().cell() / 2 : 0), look.lineHeight());
  }

  private void text(
      GraphicsContext g, EditorLook look, Content content, int line, double left, double y) {
    CharSequence chars = content.chars();
    int from = content.lines().start(line);
    int to = content.lines().contentEnd(line);
    FontAdvances font = look.advances();
    double baseline = y + (look.lineHeight() - font.height()) / 2 + font.ascent();
    g.setFill(look.palette().text());
    int at = from;
    while (at < to) {
      int end = at;
      while (end < to && (end == at || end != content.lines().markAt())
          && Graphemes.drawsAlone(chars, end)) {
        end++;
      }
      if (end > at) {
        g.fillText(chars.subSequence(at, end).toString(), left + edges[at - from], baseline);
      } else {
        end = Math.min(to, Graphemes.next(chars, at));
        cluster(g, look, chars, at, end, left + edges[at - from], baseline);
      }
      at = end;
    }
  }

  private static void cluster(
      GraphicsContext g, EditorLook look, CharSequence chars, int at, int end, double x,
      double baseline) {
    char c = chars.charAt(at);
    if (c == '\t') {
      return;
    }
    boolean control = c < ' ' || c == DELETE;
    if (control) {
      g.setFill(look.palette().secondary());
      g.fillText("^" + (char) (c ^ CARET_NOTATION), x, baseline);
      g.setFill(look.palette().text());
    } else {
      g.fillText(chars.subSequence(at, end).toString(), x, baseline);
    }
  }

  private void composed(
      GraphicsContext g, EditorLook look, Content content, int line, double left, double y) {
    int from = content.lines().start(line);
    int start = Math.max(from, content.composedFrom());
    int end = Math.min(content.lines().contentEnd(line), content.composedTo());
    if (content.composedFrom() < 0 || start >= end) {
      return;
    }
    g.setFill(look.palette().text());
    double x = edges[start - from];
    g.fillRect(left + x, y + look.lineHeight() - 3, edges[end - from] - x, 1);
  }

  private void mark(
      GraphicsContext g, EditorLook look, Content content, int line, double left, double y) {
    LineLayout lines = content.lines();
    int at = lines.markAt();
    int from = lines.start(line);
    if (at < from || at >= lines.end(line) && !(at == from)) {
      return;
    }
    double x = left + edges[at - from] - lines.markWidth() + look.markGap();
    double wide = lines.markWidth() - 2 * look.markGap();
    double high = look.lineHeight() - 2 * FILL_INSET - 2;
    Color danger = look.palette().danger();
    g.setFill(danger);
    g.fillRoundRect(x, y + FILL_INSET + 1, wide, high, 2 * ARC, 2 * ARC);
    g.setFill(Palette.readableOn(danger));
    g.setFont(look.markFont());
    double baseline = y + look.lineHeight() / 2 + look.markFont().getSize() * 0.36;
    g.fillText(content.mark(), x + look.markSide(), baseline);
    g.setFont(look.advances().font());
  }
}
