package dev.warmpath.ui.shell;

import dev.warmpath.ui.commands.Command;
import dev.warmpath.ui.commands.Commands;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/** The commands' keys, and {@code ?} for the key sheet where nobody is typing. FX thread. */
final class WindowKeys {
  private final Scene scene;
  private final Commands commands;

  WindowKeys(Scene scene, Commands commands) {
    this.scene = scene;
    this.commands = commands;
  }

  void install() {
    for (Command command : commands.all()) {
      if (command.key() != null) {
        scene.getAccelerators().put(command.key(), command::run);
      }
    }
    // A bubbling handler: an editor that took the character has consumed the event.
    scene.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
  }

  private void typed(KeyEvent event) {
    if (event.getCharacter().equals("?")
        && !(scene.getFocusOwner() instanceof TextInputControl)) {
      event.consume();
      commands.get("help.keys").run();
    }
  }
}
