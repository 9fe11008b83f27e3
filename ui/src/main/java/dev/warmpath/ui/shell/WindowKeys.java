package dev.warmpath.ui.shell;

import dev.warmpath.ui.commands.Command;
import dev.warmpath.ui.commands.Commands;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/** The commands' keys, and {@code ?} for the key sheet where nobody is typing. FX thread. */
final class WindowKeys {
  private final Scene scene;
  private final Commands commands;
  private final BooleanSupplier asking;

  /**
   * @param asking true while a question waits for its answer
   */
  WindowKeys(Scene scene, Commands commands, BooleanSupplier asking) {
    this.scene = scene;
    this.commands = commands;
    this.asking = asking;
  }

  void install() {
    for (Command command : commands.all()) {
      if (command.key() != null) {
        scene.getAccelerators().put(command.key(), command::run);
      }
    }
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::hold);
    // A bubbling handler: an editor that took the character has consumed the event.
    scene.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
  }

  /** A question is answered first: a command behind it would change what is asked about. */
  private void hold(KeyEvent event) {
    if (asking.getAsBoolean()
        && commands.all().stream()
            .anyMatch(command -> command.key() != null && command.key().match(event))) {
      event.consume();
    }
  }

  private void typed(KeyEvent event) {
    if (event.getCharacter().equals("?")
        && !asking.getAsBoolean()
        && !(scene.getFocusOwner() instanceof TextInputControl)) {
      event.consume();
      commands.get("help.keys").run();
    }
  }
}
