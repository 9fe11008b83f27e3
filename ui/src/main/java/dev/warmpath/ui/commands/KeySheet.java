package dev.warmpath.ui.commands;

import dev.warmpath.ui.look.Parts;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All keys on one sheet, made from the commands and from what the views say of theirs. */
public final class KeySheet extends VBox {
  private static final double COLUMN = 284;

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
    FlowPane columns = new FlowPane(Orientation.VERTICAL, 32, 16);
    columns.setPrefWrapLength(520);
    for (Command.Group group : Command.Group.values()) {
      List<ViewKeys.Line> lines =
          commands.in(group).stream()
              .filter(command -> command.key() != null)
              .map(command -> new ViewKeys.Line(command.keyText(), command.title()))
              .toList();
      if (!lines.isEmpty()) {
        columns.getChildren().add(block(group.title(), lines));
      }
    }
    views.forEach(view -> columns.getChildren().add(block(view.view(), view.keys())));
    columns.getStyleClass().add("wp-keys-columns");
    ScrollPane scroll = new ScrollPane(columns);
    scroll.setFitToHeight(true);
    scroll.getStyleClass().add("wp-scroll");
    getChildren().addAll(head, scroll);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
  }

  private static VBox block(String title, List<ViewKeys.Line> lines) {
    VBox block = new VBox(5, Parts.label(title, "wp-section"));
    for (ViewKeys.Line line : lines) {
      HBox row =
          new HBox(
              12, Parts.label(line.text()), Parts.spring(), Parts.label(line.key(), "wp-key"));
      row.setPrefWidth(COLUMN);
      block.getChildren().add(row);
    }
    block.setPrefWidth(COLUMN);
    return block;
  }
}
