package dev.warmpath.ui.prompt.edit;

import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.prompt.text.Caret;
import dev.warmpath.ui.prompt.text.Graphemes;
import dev.warmpath.ui.prompt.text.LineLayout;
import dev.warmpath.ui.prompt.text.SegmentText;
import dev.warmpath.ui.prompt.text.TokenRuns;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.layout.Region;

/**
 * One segment's text on canvases. The control is as high as its text, but only the lines that can
 * be seen of it are drawn: the owner tells which rows are in view. FX thread.
 */
public final class TokenEditor extends Region {
  static final double SIDE = 10;
  static final double TOP = 7;

  /** Rows drawn before the owner says what is in view. */
  private static final double FIRST_VIEW = 400;

  private static final int[] NO_MATCHES = {};

  private final SegmentText text;
  private final EditorHost host;
  private final FrameClock clock;
  private final LineLayout lines;
  private final Caret caret;
  private final LineCanvases canvases = new LineCanvases();
  private final CaretBar bar;
  private final TokenPainter painter = new TokenPainter();
  private final Runnable paint = this::paint;
  private final SegmentText.Listener listener = this::textChanged;
  private final WarmUp warmUp = new WarmUp(this::repaint);

  private EditorLook look;
  private TokenRuns runs = TokenRuns.NONE;
  private String mark = "";
  private int[] matches = NO_MATCHES;
  private int matchLength;
  private int mostLines = Integer.MAX_VALUE;
  private boolean editable = true;
  private double viewTop;
  private double viewBottom = FIRST_VIEW;

  public TokenEditor(SegmentText text, EditorHost host, FrameClock clock, EditorLook look) {
    this.text = text;
    this.host = host;
    this.clock = clock;
    this.look = look;
    lines = new LineLayout(text.chars(), look.advances(), FIRST_VIEW);
    caret = new Caret(text.chars(), lines);
    bar = new CaretBar(this);
    new EditorInput(this, text);
    getStyleClass().add("token-editor");
    setFocusTraversable(true);
    setCursor(Cursor.TEXT);
    setAccessibleRole(AccessibleRole.TEXT_AREA);
    getChildren().addAll(canvases, bar);
    text.listen(listener);
    new EditorMouse(this, host);
    new EditorMenu(this, host, new EditorKeys(this, text, host));
    setMinHeight(USE_PREF_SIZE);
  }

  /** Stops listening to the text; the control is not used any more. */
  public void dispose() {
    text.unlisten(listener);
    bar.stop();
    warmUp.stop();
  }

  public void setLook(EditorLook newLook) {
    boolean sameFont = newLook.advances() == look.advances();
    look = newLook;
    if (!sameFont) {
      throw new IllegalArgumentException("another font needs another editor");
    }
    bar.show(look);
    repaint();
  }

  /** False shows the text without letting the user change it. */
  public void setEditable(boolean nowEditable) {
    editable = nowEditable;
  }

  /** Colours of the tokens; kept beside the text while it is edited. */
  public void setRuns(TokenRuns newRuns) {
    warmUp.colours(runs, newRuns, look.still());
    int composed = text.composedTo() - text.composedFrom();
    runs = composed > 0 ? newRuns.edited(text.composedFrom(), 0, composed) : newRuns;
    repaint();
  }

  /** Shows where the cache ends, never inside a sign; −1 for not here. */
  public void setMark(int at, String label) {
    boolean behind = text.composedFrom() >= 0 && at > text.composedFrom();
    int shown = behind ? at + text.composedTo() - text.composedFrom() : at;
    int offset = at < 0 ? -1 : Graphemes.floor(text.chars(), shown);
    if (offset == lines.markAt() && label.equals(mark)) {
      return;
    }
    mark = label;
    int before = lines.count();
    lines.mark(offset, offset < 0 ? 0 : look.markWidth(label));
    linesChanged(before);
  }

  /** Shows places found. */
  public void setMatches(int[] starts, int length) {
    matches = starts;
    matchLength = length;
    repaint();
  }

  /** Shows only the first lines: the segment is folded. */
  public void setMostLines(int most) {
    if (most == mostLines) {
      return;
    }
    mostLines = most;
    requestLayout();
    repaint();
  }

  /** First unit that a fold hides; −1 when all is shown. */
  public int hiddenFrom() {
    return folded() ? lines.start(shownLines()) : -1;
  }

  /**
   * Tells which of the control's rows (pixels from its top) are in view. They are drawn at once,
   * not in the next pulse: else they would be empty for one.
   */
  public void setView(double top, double bottom) {
    if (top != viewTop || bottom != viewBottom) {
      viewTop = top;
      viewBottom = bottom;
      paint();
    }
  }

  /** Moves the caret (and selects from {@code anchor}) and brings it into view. */
  public void select(int anchor, int position) {
    caret.select(anchor, position);
    caretMoved();
  }

  /** Puts the caret on the first or last line, as near to {@code x} as it goes. */
  public void enter(boolean fromAbove, double x) {
    requestFocus();
    caret.toLine(fromAbove ? 0 : lastLine(), x, false);
    caretMoved();
  }

  /** First unit of the selection or the caret. */
  public int selectionStart() {
    return caret.from();
  }

  /** After the last unit of the selection or the caret. */
  public int selectionEnd() {
    return caret.to();
  }

  public String selectedText() {
    return text.between(caret.from(), caret.to());
  }

  public int caretPosition() {
    return caret.position();
  }

  /** Where a unit is drawn, in the control's coordinates: for hovers, tests and input methods. */
  public Point2D place(int offset) {
    int line = lines.lineAt(offset);
    return new Point2D(SIDE + lines.x(line, offset), TOP + line * look.lineHeight());
  }

  /** The token drawn at a place, or −1. */
  public int tokenAt(double x, double y) {
    int line = (int) Math.floor((y - TOP) / look.lineHeight());
    if (line < 0 || line >= shownLines()) {
      return -1;
    }
    int unit = lines.unitAt(line, x - SIDE);
    int run = unit < 0 ? -1 : runs.at(unit);
    return run < 0 ? -1 : runs.token(run);
  }

  boolean editable() {
    return editable && !folded();
  }

  boolean folded() {
    return mostLines < lines.count();
  }

  /** The text; read only, always the newest. */
  public CharSequence chars() {
    return text.chars();
  }

  Caret caret() {
    return caret;
  }

  LineLayout lines() {
    return lines;
  }

  EditorLook look() {
    return look;
  }

  int lineAtY(double y) {
    return Math.clamp((int) Math.floor((y - TOP) / look.lineHeight()), 0, lastLine());
  }

  /** The last line shown: a fold hides the others. */
  int lastLine() {
    return shownLines() - 1;
  }

  /** Puts the caret where a point of the control is. */
  void caretTo(double x, double y) {
    caret.toLine(lineAtY(y), x - SIDE, false);
    caretMoved();
  }

  /** The caret moved: show it, bring it into view, tell assistive tools. */
  void caretMoved() {
    placeCaret();
    double y = TOP + Math.min(caret.line(), lastLine()) * look.lineHeight();
    host.reveal(y, y + look.lineHeight());
    notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTION_START);
    notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTION_END);
    repaint();
  }

  void replaceSelection(String replacement, boolean typing) {
    if (!editable()) {
      return;
    }
    settle();
    int from = caret.from();
    host.replace(from, caret.to(), replacement, typing);
    caret.behind(Graphemes.floor(text.chars(), from + replacement.length()));
    caretMoved();
  }

  /** Takes out what an input method still composes, before anything else is edited. */
  void settle() {
    text.settle();
  }

  void repaint() {
    clock.request(paint);
  }

  private void textChanged(int from, int removed, int inserted) {
    int before = lines.count();
    lines.edited(from, removed, inserted);
    caret.edited(from, removed, inserted);
    runs = runs.edited(from, removed, inserted);
    matches = NO_MATCHES;
    linesChanged(before);
    placeCaret();
    notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
  }

  private void linesChanged(int before) {
    if (lines.count() != before) {
      requestLayout();
    }
    placeCaret();
    repaint();
  }

  /** A fold does not end in empty lines. */
  private int shownLines() {
    int shown = Math.min(mostLines, lines.count());
    while (folded() && shown > 1 && lines.contentEnd(shown - 1) == lines.start(shown - 1)) {
      shown--;
    }
    return shown;
  }

  private void placeCaret() {
    bar.place(SIDE + caret.x(), TOP + caret.line() * look.lineHeight(), look);
    bar.setVisible(caret.line() < shownLines());
  }

  private void paint() {
    boolean inView = viewBottom > 0 && viewTop < getHeight() && viewBottom > viewTop;
    canvases.setVisible(inView);
    if (!inView) {
      return;
    }
    TokenPainter.Content content =
        new TokenPainter.Content(
            text.chars(), lines, runs, caret, matches, matchLength, text.composedFrom(),
            text.composedTo(), mark, warmUp::warmth);
    int first = Math.max(0, (int) ((viewTop - TOP) / look.lineHeight()));
    int last = (int) ((Math.min(viewBottom, getHeight()) - TOP) / look.lineHeight());
    canvases.show(
        first, Math.min(last, lastLine()), getWidth(), this::lineTop,
        (drawing, line) -> painter.paint(drawing, look, content, line, SIDE));
  }

  /** On a whole pixel of the screen, so that text stays sharp at any scale. */
  private double lineTop(int line) {
    return snapPositionY(TOP + line * look.lineHeight());
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    if (width > 0) {
      lines.resize(Math.max(look.advances().cell() * 2, width - 2 * SIDE));
    }
    return TOP + shownLines() * look.lineHeight();
  }

  @Override
  protected double computePrefWidth(double height) {
    return FIRST_VIEW;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    lines.resize(Math.max(look.advances().cell() * 2, getWidth() - 2 * SIDE));
    paint();
    placeCaret();
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case TEXT -> text.toString();
      case CARET_OFFSET -> caret.position();
      case SELECTION_START -> caret.from();
      case SELECTION_END -> caret.to();
      case EDITABLE -> editable();
      case LINE_FOR_OFFSET -> lines.lineAt((Integer) parameters[0]);
      case LINE_START -> lines.start((Integer) parameters[0]);
      case LINE_END -> lines.contentEnd((Integer) parameters[0]);
      case OFFSET_AT_POINT -> {
        Point2D here = screenToLocal((Point2D) parameters[0]);
        yield here == null ? 0 : lines.offsetAt(lineAtY(here.getY()), here.getX() - SIDE);
      }
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }
}
