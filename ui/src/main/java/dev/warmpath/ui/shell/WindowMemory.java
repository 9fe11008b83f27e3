package dev.warmpath.ui.shell;

import dev.warmpath.ui.ports.Preferences;
import dev.warmpath.ui.ports.Settings;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Where the window was, put back only where a screen still is. FX thread. */
final class WindowMemory {
  private static final double LEAST_WIDTH = 900;
  private static final double LEAST_HEIGHT = 600;

  private final Preferences preferences;

  WindowMemory(Preferences preferences) {
    this.preferences = preferences;
  }

  void restore(Stage stage) {
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    Settings.WindowBounds bounds = preferences.get(Settings.WINDOW);
    stage.setWidth(bounds.width());
    stage.setHeight(bounds.height());
    if (!Screen.getScreensForRectangle(bounds.x(), bounds.y(), 100, 100).isEmpty()) {
      stage.setX(bounds.x());
      stage.setY(bounds.y());
    }
    stage.setMaximized(bounds.maximized());
  }

  /** A maximised window keeps the bounds it had before. */
  void store(Stage stage) {
    Settings.WindowBounds old = preferences.get(Settings.WINDOW);
    boolean large = stage.isMaximized() || stage.isFullScreen();
    preferences.put(
        Settings.WINDOW,
        large
            ? new Settings.WindowBounds(old.x(), old.y(), old.width(), old.height(), true)
            : new Settings.WindowBounds(
                stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false));
  }
}
