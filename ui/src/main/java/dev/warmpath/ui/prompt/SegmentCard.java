package dev.warmpath.ui.prompt;

import dev.warmpath.token.Segment;
import dev.warmpath.ui.look.Fitting;
import dev.warmpath.ui.prompt.edit.EditorHost;
import dev.warmpath.ui.prompt.edit.EditorLook;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import dev.warmpath.ui.prompt.model.PromptDocument;
import dev.warmpath.ui.prompt.model.SegmentForecast;
import dev.warmpath.ui.prompt.model.SegmentItem;
import dev.warmpath.ui.prompt.model.SegmentNames;
import dev.warmpath.ui.prompt.text.TokenRuns;
import java.util.Locale;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One segment: its head, its text, and what is folded away. FX thread. */
final class SegmentCard extends VBox implements ScrollColumn.Card {
  /** Enough to recognise a segment by, as in the design. */
  private static final int FOLDED_LINES = 3;

  private static final PseudoClass VOLATILE = PseudoClass.getPseudoClass("volatile");
  private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

  private final SegmentItem item;
  private final SegmentCards owner;
  private final TokenEditor editor;
  private final SegmentHead head;
  private final Hyperlink foldedWords = new Hyperlink();
  private final ChangeListener<@Nullable SegmentForecast> forecastShown =
      (property, was, is) -> showForecast();
  private final ChangeListener<Object> stabilityShown = (property, was, is) -> showSettings();
  private final ChangeListener<Segment> settingsShown =
      (property, was, is) -> settingsChanged(was, is);

  SegmentCard(SegmentItem item, SegmentCards owner, EditorLook look) {
    this.item = item;
    this.owner = owner;
    editor = new TokenEditor(item.text(), host(), owner.clock(), look);
    head = new SegmentHead(item, owner);
    getStyleClass().add("segment-card");
    foldedWords.getStyleClass().add("folded-words");
    foldedWords.setOnAction(event -> unfoldAndGo());
    getChildren().addAll(head, editor, foldedWords, CardFrame.foot());
    CardFrame.inset(editor);
    CardFrame.inset(foldedWords);
    foldedWords.setMaxWidth(Double.MAX_VALUE);
    item.forecast().addListener(forecastShown);
    item.stability().addListener(stabilityShown);
    item.segment().addListener(settingsShown);
    editor.focusedProperty().addListener(
        (property, was, is) -> pseudoClassStateChanged(ACTIVE, is));
    addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
    showForecast();
    showSettings();
  }

  void dispose() {
    item.forecast().removeListener(forecastShown);
    item.stability().removeListener(stabilityShown);
    item.segment().removeListener(settingsShown);
    editor.dispose();
  }

  TokenEditor editor() {
    return editor;
  }

  /** Where the caret is, with what it selects. */
  PromptDocument.Place caret() {
    boolean back = editor.caretPosition() == editor.selectionStart();
    int anchor = back ? editor.selectionEnd() : editor.selectionStart();
    return new PromptDocument.Place(item.id(), anchor, editor.caretPosition());
  }

  SegmentItem item() {
    return item;
  }

  private void showForecast() {
    SegmentForecast forecast = item.forecast().get();
    editor.setRuns(forecast == null ? TokenRuns.NONE : forecast.runs());
    int mark = forecast == null ? -1 : forecast.markAt();
    editor.setMark(mark, mark < 0 ? "" : owner.markWords());
    head.show(forecast);
    showFold();
  }

  /** Not for every keystroke: a head costs more to lay out than its text. */
  private void settingsChanged(Segment was, Segment is) {
    if (!was.withText("").equals(is.withText(""))) {
      showSettings();
    }
  }

  private void showSettings() {
    head.show(item.segment().get(), item.stability().get());
    boolean changes = item.stability().get().alwaysChanges();
    pseudoClassStateChanged(VOLATILE, changes);
    Segment segment = item.segment().get();
    editor.setAccessibleText(SegmentNames.of(segment));
    showFold();
  }

  private void showFold() {
    boolean folded = item.segment().get().folded();
    editor.setMostLines(folded ? FOLDED_LINES : Integer.MAX_VALUE);
    int hidden = folded ? editor.hiddenFrom() : -1;
    Fitting.present(foldedWords, hidden >= 0);
    if (hidden < 0) {
      return;
    }
    SegmentForecast forecast = item.forecast().get();
    int rest = item.text().length() - hidden;
    String count =
        forecast == null
            ? String.format(Locale.ROOT, "%,d characters", rest)
            : String.format(
                Locale.ROOT, "%,d tokens",
                forecast.runs().size() - forecast.runs().firstEndingAfter(hidden));
    foldedWords.setText("‹" + count + " folded›");
  }

  void unfold() {
    if (item.segment().get().folded()) {
      owner.model().document().fold(item.id(), false);
    }
  }

  private void unfoldAndGo() {
    unfold();
    editor.requestFocus();
  }

  private void keys(KeyEvent event) {
    if (!event.isAltDown() || event.isControlDown() || event.isMetaDown()) {
      return;
    }
    int by = event.getCode() == KeyCode.UP ? -1 : event.getCode() == KeyCode.DOWN ? 1 : 0;
    if (by != 0) {
      owner.move(this, by);
      event.consume();
    }
  }

  @Override
  public void view(double top, double bottom) {
    CardFrame.view(this, editor, top, bottom);
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (item.segment().get().folded()) {
      showFold();
    }
  }

  private EditorHost host() {
    return new EditorHost() {
      @Override
      public void replace(int from, int to, String text, boolean typing) {
        owner.model().document().replace(item.id(), from, to, text, typing);
      }

      @Override
      public void undo() {
        owner.model().document().undo();
      }

      @Override
      public void redo() {
        owner.model().document().redo();
      }

      @Override
      public boolean canUndo() {
        return owner.model().document().canUndo().get();
      }

      @Override
      public boolean canRedo() {
        return owner.model().document().canRedo().get();
      }

      @Override
      public void find() {
        owner.find();
      }

      @Override
      public void reveal(double top, double bottom) {
        owner.reveal(editor, top, bottom);
      }

      @Override
      public double pageHeight() {
        return owner.pageHeight();
      }

      @Override
      public void leave(int direction, double x) {
        owner.leave(SegmentCard.this, direction, x);
      }

      @Override
      public String describe(int token) {
        return owner.model().describe(token);
      }

      @Override
      public void picked(int token) {
        owner.model().pick(token);
      }

      @Override
      public void unfold() {
        SegmentCard.this.unfoldAndGo();
      }
    };
  }
}
