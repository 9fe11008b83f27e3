package dev.warmpath.ui.shell;

import dev.warmpath.ui.ports.Preferences;
import dev.warmpath.ui.ports.Settings;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Where the window was, put back inside a screen that is still there. FX thread. */
final class WindowMemory {
  private static final double LEAST_WIDTH = 900;
  private static final double LEAST_HEIGHT = 600;

  private final Preferences preferences;

  WindowMemory(Preferences preferences) {
    this.preferences = preferences;
  }

  void restore(Stage stage) {
    Settings.WindowBounds bounds = preferences.get(Settings.WINDOW);
    List<Rectangle2D> screens = Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
    Rectangle2D place = within(bounds, screens, Screen.getPrimary().getVisualBounds());
    stage.setMinWidth(Math.min(LEAST_WIDTH, place.getWidth()));
    stage.setMinHeight(Math.min(LEAST_HEIGHT, place.getHeight()));
    stage.setWidth(place.getWidth());
    stage.setHeight(place.getHeight());
    stage.setX(place.getMinX());
    stage.setY(place.getMinY());
    stage.setMaximized(bounds.maximized());
  }

  /**
   * The remembered place, moved and then shrunk until all of it can be seen.
   *
   * @param screens what panels and docks leave free of each screen
   * @param primary where a window goes, in the middle, that was on none of them
   */
  static Rectangle2D within(
      Settings.WindowBounds bounds, List<Rectangle2D> screens, Rectangle2D primary) {
    boolean placed = !Double.isNaN(bounds.x()) && !Double.isNaN(bounds.y());
    Rectangle2D screen =
        screens.stream()
            .filter(one -> placed && seen(bounds, one) > 0)
            .max(Comparator.comparingDouble(one -> seen(bounds, one)))
            .orElse(primary);
    double width = Math.min(bounds.width(), screen.getWidth());
    double height = Math.min(bounds.height(), screen.getHeight());
    double roomX = screen.getWidth() - width;
    double roomY = screen.getHeight() - height;
    boolean stays = placed && seen(bounds, screen) > 0;
    double x = stays ? bounds.x() - screen.getMinX() : Math.floor(roomX / 2);
    double y = stays ? bounds.y() - screen.getMinY() : Math.floor(roomY / 2);
    return new Rectangle2D(
        screen.getMinX() + Math.clamp(x, 0, roomX), screen.getMinY() + Math.clamp(y, 0, roomY),
        width, height);
  }

  /** Square pixels of the window on a screen. */
  private static double seen(Settings.WindowBounds bounds, Rectangle2D screen) {
    double width =
        Math.min(bounds.x() + bounds.width(), screen.getMaxX())
            - Math.max(bounds.x(), screen.getMinX());
    double height =
        Math.min(bounds.y() + bounds.height(), screen.getMaxY())
            - Math.max(bounds.y(), screen.getMinY());
    return Math.max(0, width) * Math.max(0, height);
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
