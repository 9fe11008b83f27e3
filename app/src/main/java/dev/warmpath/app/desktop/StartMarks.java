package dev.warmpath.app.desktop;

import dev.warmpath.ui.shell.Workbench;
import javafx.animation.AnimationTimer;
import javafx.stage.Window;

/**
 * Lines on standard output that say how far a start got, for whoever measures it. Only where the
 * property asks for them. FX thread.
 */
public final class StartMarks {
  /** System property that asks for the lines. */
  public static final String PROPERTY = "warmpath.start-marks";

  /** The window is painted. */
  public static final String WINDOW = "warmpath: window painted";

  /** The model is loaded. */
  public static final String MODEL = "warmpath: model ready";

  private StartMarks() {}

  /** Watches a window that is about to be shown. */
  static void watch(Workbench workbench) {
    if (!Boolean.getBoolean(PROPERTY)) {
      return;
    }
    var model = workbench.model().feed().model();
    model.addListener(
        (property, none, loaded) -> {
          if (loaded != null) {
            System.out.println(MODEL);
          }
        });
    new AnimationTimer() {
      private boolean laidOut;

      @Override
      public void handle(long now) {
        // The pulse that shows the window paints it; when the next one begins, it is painted.
        if (laidOut) {
          stop();
          System.out.println(WINDOW);
        }
        Window window = workbench.scene().getWindow();
        laidOut = window != null && window.isShowing();
      }
    }.start();
  }
}
