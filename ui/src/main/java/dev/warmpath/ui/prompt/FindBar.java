package dev.warmpath.ui.prompt;

import dev.warmpath.ui.prompt.edit.TokenEditor;
import dev.warmpath.ui.prompt.model.PromptDocument;
import dev.warmpath.ui.prompt.model.SegmentItem;
import dev.warmpath.ui.prompt.text.Finder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Find in all segments: next, previous, count. FX thread. */
final class FindBar extends HBox {
  private final SegmentCards cards;
  private final TextField field = new TextField();
  private final Label count = new Label();
  private List<PromptDocument.Place> found = List.of();
  private int current = -1;

  FindBar(SegmentCards cards) {
    this.cards = cards;
    getStyleClass().add("find-bar");
    setAlignment(Pos.CENTER_LEFT);
    field.setPromptText("Find in all segments");
    field.setAccessibleText("Find in all segments");
    setHgrow(field, Priority.ALWAYS);
    field.textProperty().addListener((property, was, is) -> search());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
    count.getStyleClass().add("segment-fact");
    count.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(
        field,
        count,
        button(Feather.CHEVRON_UP, "Previous (Shift+Enter)", () -> step(-1)),
        button(Feather.CHEVRON_DOWN, "Next (Enter)", () -> step(1)),
        button(Feather.X, "Close (Esc)", this::close));
    setVisible(false);
    setManaged(false);
  }

  void open() {
    cards.focused().map(SegmentCard::editor).ifPresent(this::takeSelection);
    setVisible(true);
    setManaged(true);
    field.requestFocus();
    field.selectAll();
    search();
  }

  void close() {
    setVisible(false);
    setManaged(false);
    cards.forEditors(editor -> editor.setMatches(new int[0], 0));
    if (current >= 0 && current < found.size()) {
      cards.focus(found.get(current).segment());
    } else {
      cards.all().stream().findFirst().ifPresent(card -> card.editor().requestFocus());
    }
  }

  /** Counts again after the text changed. */
  void textChanged() {
    if (isVisible()) {
      search();
    }
  }

  void step(int by) {
    if (found.isEmpty()) {
      return;
    }
    current = Math.floorMod(current < 0 && by < 0 ? found.size() - 1 : current + by, found.size());
    PromptDocument.Place place = found.get(current);
    boolean typing = field.isFocused();
    cards.go(place);
    if (typing) {
      field.requestFocus();
      field.end();
    }
    showCount();
  }

  private void takeSelection(TokenEditor editor) {
    String selected = editor.selectedText();
    if (!selected.isEmpty() && selected.indexOf('\n') < 0) {
      field.setText(selected);
    }
  }

  private void search() {
    String wanted = field.getText();
    List<PromptDocument.Place> places = new ArrayList<>();
    for (SegmentCard card : cards.all()) {
      SegmentItem item = card.item();
      int[] starts = Finder.find(item.text().chars(), wanted);
      card.editor().setMatches(starts, wanted.length());
      for (int start : starts) {
        places.add(new PromptDocument.Place(item.id(), start, start + wanted.length()));
      }
    }
    found = places;
    current = Math.min(current, found.size() - 1);
    showCount();
  }

  private void showCount() {
    if (field.getText().isEmpty()) {
      count.setText("");
    } else if (found.isEmpty()) {
      count.setText("nothing found");
    } else if (current < 0) {
      count.setText(String.format(Locale.ROOT, "%,d found", found.size()));
    } else {
      count.setText(String.format(Locale.ROOT, "%,d of %,d", current + 1, found.size()));
    }
  }

  private void keys(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      step(event.isShiftDown() ? -1 : 1);
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      close();
      event.consume();
    }
  }

  private static Button button(Feather icon, String words, Runnable action) {
    Button button = new Button("", new FontIcon(icon));
    button.getStyleClass().addAll("flat", "head-button");
    button.setTooltip(new Tooltip(words));
    button.setAccessibleText(words);
    button.setOnAction(event -> action.run());
    return button;
  }
}
