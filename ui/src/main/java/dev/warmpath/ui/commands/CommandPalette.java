package dev.warmpath.ui.commands;

import dev.warmpath.ui.look.Parts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** Type a few letters, press Enter: any command, without the mouse. FX thread. */
public final class CommandPalette extends VBox {
  private static final double ROW = 36;
  private static final int VISIBLE_ROWS = 11;

  private final TextField query = new TextField();
  private final ListView<Commands.Found> list = new ListView<>();
  private final Commands commands;
  private final Runnable close;

  /**
   * @param question shown in the empty field
   * @param close takes the palette away; called before the chosen command runs
   */
  public CommandPalette(Commands commands, String question, Runnable close) {
    this.commands = commands;
    this.close = close;
    getStyleClass().addAll("wp-sheet", "wp-palette");
    setId("palette");
    query.setId("palette-query");
    query.setPromptText(question);
    query.setAccessibleText(question);
    query.textProperty().addListener((p, old, now) -> refresh());
    query.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
    list.setId("palette-list");
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> new Row());
    list.setFocusTraversable(false);
    Label none = Parts.label("Nothing is called that", "wp-secondary");
    list.setPlaceholder(none);
    HBox hint =
        new HBox(
            16,
            Parts.label("↑ ↓ choose", "wp-minor", "wp-secondary"),
            Parts.label("↵ run", "wp-minor", "wp-secondary"),
            Parts.label("Esc close", "wp-minor", "wp-secondary"));
    hint.getStyleClass().add("wp-sheet-foot");
    getChildren().addAll(query, list, hint);
    setMaxSize(620, Region.USE_PREF_SIZE);
    refresh();
  }

  /** Empties the query and takes the focus. */
  public void open() {
    query.clear();
    refresh();
    query.requestFocus();
  }

  private void refresh() {
    List<Commands.Found> found = commands.search(query.getText());
    list.getItems().setAll(found);
    list.setPrefHeight(Math.clamp(found.size(), 3, VISIBLE_ROWS) * ROW + 2);
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
  }

  private void steer(KeyEvent event) {
    int step =
        switch (event.getCode()) {
          case DOWN -> 1;
          case UP -> -1;
          case PAGE_DOWN -> VISIBLE_ROWS;
          case PAGE_UP -> -VISIBLE_ROWS;
          default -> 0;
        };
    int count = list.getItems().size();
    if (step != 0 && count > 0) {
      int at = list.getSelectionModel().getSelectedIndex();
      boolean page = Math.abs(step) > 1;
      int next = page ? Math.clamp(at + step, 0, count - 1) : Math.floorMod(at + step, count);
      list.getSelectionModel().select(next);
      list.scrollTo(Math.max(0, next - VISIBLE_ROWS / 2));
      event.consume();
    }
    switch (event.getCode()) {
      case ENTER -> {
        event.consume();
        run(list.getSelectionModel().getSelectedItem());
      }
      case ESCAPE -> {
        event.consume();
        close.run();
      }
      default -> { }
    }
  }

  private void run(Commands.Found found) {
    if (found != null && found.command().enabled().get()) {
      close.run();
      found.command().run();
    }
  }

  private final class Row extends ListCell<Commands.Found> {
    private Commands.@Nullable Found shown;

    private Row() {
      // As wide as the list: long notes end in dots instead of running out of it.
      setPrefWidth(0);
      setOnMouseClicked(event -> run(getItem()));
    }

    @Override
    protected void updateItem(Commands.Found item, boolean empty) {
      super.updateItem(item, empty);
      if (item != null && !empty && item.equals(shown)) {
        return; // made again it would be drawn once before its style sheet was applied
      }
      shown = empty ? null : item;
      if (empty || item == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      Command command = item.command();
      Label note = Parts.label(command.note(), "wp-minor", "wp-secondary");
      note.setMinWidth(0);
      note.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(note, Priority.ALWAYS);
      HBox row = new HBox(10, Parts.icon(command.icon(), 15), title(item), note);
      if (!command.keyText().isEmpty()) {
        Label key = Parts.label(command.keyText(), "wp-keycap");
        key.setMinWidth(USE_PREF_SIZE);
        row.getChildren().add(key);
      }
      row.getStyleClass().add("wp-palette-row");
      row.setOpacity(command.enabled().get() ? 1 : 0.5);
      setAccessibleText((command.title() + " " + command.note() + " " + command.keyText()).strip());
      setGraphic(row);
    }

    private HBox title(Commands.Found found) {
      HBox flow = new HBox();
      flow.setAlignment(Pos.CENTER_LEFT);
      String title = found.command().title();
      int at = 0;
      for (int position : found.positions()) {
        flow.getChildren().add(piece(title.substring(at, position), false));
        flow.getChildren().add(piece(title.substring(position, position + 1), true));
        at = position + 1;
      }
      flow.getChildren().add(piece(title.substring(at), false));
      return flow;
    }

    private Text piece(String text, boolean hit) {
      Text piece = new Text(text);
      piece.getStyleClass().add(hit ? "wp-hit" : "wp-text");
      return piece;
    }
  }
}
