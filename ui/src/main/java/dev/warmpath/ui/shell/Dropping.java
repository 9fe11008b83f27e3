package dev.warmpath.ui.shell;

import dev.warmpath.ui.workbench.WorkbenchViewModel;
import java.io.File;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Files and request texts dropped on the window: models load, everything else opens. FX thread. */
final class Dropping {
  private final Scene scene;
  private final WorkbenchViewModel model;

  Dropping(Scene scene, WorkbenchViewModel model) {
    this.scene = scene;
    this.model = model;
  }

  void install() {
    scene.setOnDragOver(
        event -> {
          // Text dragged inside the window belongs to the editor.
          if (event.getGestureSource() == null && useful(event.getDragboard())) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
          }
        });
    scene.setOnDragDropped(this::dropped);
  }

  private static boolean useful(Dragboard board) {
    return board.hasFiles() || board.hasString();
  }

  private void dropped(DragEvent event) {
    Dragboard board = event.getDragboard();
    List<File> files = board.hasFiles() ? board.getFiles() : List.of();
    if (!files.isEmpty()) {
      File first = files.getFirst();
      if (first.getName().toLowerCase(Locale.ROOT).endsWith(".gguf")) {
        model.models().load(first.toPath());
      } else {
        model.document().open(first.toPath());
      }
    } else if (board.hasString()) {
      model.document().importText(board.getString());
    }
    event.setDropCompleted(useful(board));
    event.consume();
  }
}
