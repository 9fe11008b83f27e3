package dev.warmpath.ui.bench;

import javafx.scene.Scene;
import javafx.stage.Stage;

/** Shows a scene where JavaFX's headless screen can hold it. FX thread. */
final class BenchStage {
  /** The headless platform of JavaFX 26 has one screen of this many pixels a side. */
  private static final int SCREEN = 1000;

  private BenchStage() {}

  /**
   * A window wider than the headless screen still fits its memory, as long as it starts in the
   * corner and leaves the last row free: else every frame ends in an exception.
   */
  static Stage show(Scene scene) {
    Stage stage = new Stage();
    boolean headless = "Headless".equals(System.getProperty("glass.platform"));
    stage.setX(0);
    stage.setY(0);
    stage.setScene(scene);
    if (headless && scene.getWidth() > SCREEN) {
      stage.setWidth(scene.getWidth());
      double rowsCut = Math.ceil(scene.getWidth() / SCREEN) - 1;
      stage.setHeight(Math.min(scene.getHeight(), SCREEN - rowsCut));
    }
    stage.show();
    return stage;
  }
}
