package dev.warmpath.ui.shell;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.controlsfx.control.PopOver;

/** A window with the popups above it, as one picture. FX thread. */
final class ScreenShot {
  private ScreenShot() {}

  static BufferedImage of(Scene scene) {
    WritableImage picture =
        scene.snapshot(
            new WritableImage((int) scene.getWidth(), (int) scene.getHeight()));
    BufferedImage image =
        new BufferedImage(
            (int) picture.getWidth(), (int) picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.drawImage(SwingFXUtils.fromFXImage(picture, null), 0, 0, null);
    Window below = scene.getWindow();
    double left = below.getX() + scene.getX();
    double top = below.getY() + scene.getY();
    for (Window popup : List.copyOf(Window.getWindows())) {
      if (popup != below && popup.isShowing() && popup.getScene() != null) {
        SnapshotParameters clear = new SnapshotParameters();
        clear.setFill(Color.TRANSPARENT);
        WritableImage above = popup.getScene().getRoot().snapshot(clear, null);
        g.drawImage(
            SwingFXUtils.fromFXImage(above, null),
            (int) Math.round(popup.getX() - left),
            (int) Math.round(y(popup) - top),
            null);
      }
    }
    g.dispose();
    return image;
  }

  /** Without a display a popover that moved up as it was shown reports where it was before. */
  private static double y(Window popup) {
    return popup instanceof PopOver popOver ? popOver.getAnchorY() : popup.getY();
  }

  static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
