package dev.warmpath.ui.commands;

import dev.warmpath.ui.look.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All keys on one sheet, made from the commands and from what the views say of theirs. */
public final class KeySheet extends VBox {
  private static final int COLUMNS = 3;
  private static final double COLUMN = 290;

  /**
   * Keys of one view that are no commands: arrows in the tree, caret moves.
   *
   * @param keys key first, what it does second
   */
  public record ViewKeys(String view, List<Line> keys) {
    public ViewKeys {
      keys = List.copyOf(keys);
    }

    /** One line of the sheet. */
    public record Line(String key, String text) {}
  }

  public KeySheet(Commands commands, List<ViewKeys> views, Runnable close) {
    getStyleClass().addAll("wp-sheet", "wp-keys");
    setId("keys");
    HBox head =
        new HBox(8, Parts.label("Keys", "wp-title"), Parts.spring(),
            Parts.iconButton(org.kordamp.ikonli.feather.Feather.X, "Close (Esc)", close));
    head.getStyleClass().add("wp-sheet-head");
    List<VBox> blocks = new ArrayList<>();
    for (Command.Group group : Command.Group.values()) {
      List<ViewKeys.Line> lines =
          commands.in(group).stream()
              .filter(command -> command.key() != null)
              .map(command -> new ViewKeys.Line(command.keyText(), command.title()))
              .toList();
      if (!lines.isEmpty()) {
        blocks.add(block(group.title(), lines));
      }
    }
    views.forEach(view -> blocks.add(block(view.view(), view.keys())));
    ScrollPane scroll = Parts.scrolling(columns(blocks));
    scroll.setMinHeight(0);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(head, scroll);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
  }

  /** Fills three columns in order, each about as long as the others. */
  private static HBox columns(List<VBox> blocks) {
    int lines = blocks.stream().mapToInt(block -> block.getChildren().size() + 1).sum();
    HBox columns = new HBox(32);
    VBox column = new VBox(16);
    columns.getChildren().add(column);
    int filled = 0;
    for (VBox block : blocks) {
      int size = block.getChildren().size() + 1;
      boolean full = filled + size / 2 > lines * columns.getChildren().size() / COLUMNS;
      if (full && columns.getChildren().size() < COLUMNS) {
        column = new VBox(16);
        columns.getChildren().add(column);
      }
      column.getChildren().add(block);
      filled += size;
    }
    return columns;
  }

  private static VBox block(String title, List<ViewKeys.Line> lines) {
    VBox block = new VBox(5, Parts.label(title, "wp-section"));
    for (ViewKeys.Line line : lines) {
      Label key = Parts.label(line.key(), "wp-keycap");
      key.setMinWidth(Region.USE_PREF_SIZE);
      HBox row = new HBox(12, Parts.label(line.text()), Parts.spring(), key);
      row.setPrefWidth(COLUMN);
      block.getChildren().add(row);
    }
    block.setPrefWidth(COLUMN);
    return block;
  }
}
