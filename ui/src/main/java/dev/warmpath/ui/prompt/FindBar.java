package dev.warmpath.ui.prompt;

import dev.warmpath.ui.look.Fitting;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import dev.warmpath.ui.prompt.text.Finder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Find in all that is shown: next, previous, count. Begins where the caret is. FX thread. */
final class FindBar extends HBox {

  /**
   * A text that is searched.
   *
   * @param open makes all of it visible
   */
  record Searched(TokenEditor editor, Runnable open) {}

  /** Where the word is: a range of an editor's text. */
  private record Place(Searched in, int from, int to) {}

  private final Supplier<List<Searched>> texts;
  private final TextField field = new TextField();
  private final Label count = new Label();
  private List<Place> found = List.of();
  private int current = -1;
  private @Nullable TokenEditor begunIn;

  /**
   * @param texts what is shown now, in order
   */
  FindBar(Supplier<List<Searched>> texts) {
    this.texts = texts;
    getStyleClass().add("find-bar");
    setAlignment(Pos.CENTER_LEFT);
    field.setPromptText("Find in all segments");
    field.setAccessibleText("Find in all segments");
    setHgrow(field, Priority.ALWAYS);
    field.textProperty().addListener(
        (property, was, is) -> {
          current = -1;
          search();
        });
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
    count.getStyleClass().add("segment-fact");
    count.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(
        field,
        count,
        Parts.headButton(Feather.CHEVRON_UP, "Previous (Shift+Enter)", () -> step(-1)),
        Parts.headButton(Feather.CHEVRON_DOWN, "Next (Enter)", () -> step(1)),
        Parts.headButton(Feather.X, "Close (Esc)", this::close));
    Fitting.present(this, false);
  }

  void open() {
    texts.get().stream().map(Searched::editor).filter(TokenEditor::isFocused).findFirst()
        .ifPresent(this::begin);
    Fitting.present(this, true);
    field.requestFocus();
    field.selectAll();
    search();
  }

  /** A word that was selected is what to find. */
  private void begin(TokenEditor editor) {
    begunIn = editor;
    current = -1;
    String selected = editor.selectedText();
    if (!selected.isEmpty() && selected.indexOf('\n') < 0) {
      field.setText(selected);
    }
  }

  void close() {
    Fitting.present(this, false);
    List<Searched> shown = texts.get();
    shown.forEach(text -> text.editor().setMatches(new int[0], 0));
    TokenEditor last = current >= 0 ? found.get(current).in().editor() : begunIn;
    shown.stream().map(Searched::editor).filter(editor -> editor == last).findFirst()
        .or(() -> shown.stream().map(Searched::editor).findFirst())
        .ifPresent(TokenEditor::requestFocus);
  }

  /** Counts again after a text changed, or others are shown. */
  void textChanged() {
    if (isVisible()) {
      search();
    }
  }

  void step(int by) {
    if (!isVisible()) {
      found = places();
      current = Math.min(current, found.size() - 1);
    }
    if (found.isEmpty()) {
      return;
    }
    current =
        current < 0 ? nearest(by) : Math.floorMod(current + by, found.size());
    Place place = found.get(current);
    boolean typing = field.isFocused();
    place.in().open().run();
    place.in().editor().requestFocus();
    place.in().editor().select(place.from(), place.to());
    if (typing) {
      field.requestFocus();
      field.end();
    }
    showCount();
  }

  /** The first place behind the caret, or the last one before it; round and round. */
  private int nearest(int by) {
    List<TokenEditor> order = texts.get().stream().map(Searched::editor).toList();
    int begun = Math.max(0, order.indexOf(begunIn));
    int caret = order.contains(begunIn) ? order.get(begun).selectionStart() : 0;
    int behind = 0;
    for (Place place : found) {
      int text = order.indexOf(place.in().editor());
      behind += text < begun || text == begun && place.from() < caret ? 1 : 0;
    }
    return Math.floorMod(by < 0 ? behind - 1 : behind, found.size());
  }

  private void search() {
    found = places();
    for (Searched text : texts.get()) {
      int[] starts =
          found.stream()
              .filter(place -> place.in().editor() == text.editor())
              .mapToInt(Place::from)
              .toArray();
      text.editor().setMatches(starts, field.getText().length());
    }
    current = Math.min(current, found.size() - 1);
    showCount();
  }

  private List<Place> places() {
    String wanted = field.getText();
    List<Place> places = new ArrayList<>();
    for (Searched text : texts.get()) {
      for (int start : Finder.find(text.editor().chars(), wanted)) {
        places.add(new Place(text, start, start + wanted.length()));
      }
    }
    return places;
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
}
