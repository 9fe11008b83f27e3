package dev.warmpath.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.look.StyleSheets;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javafx.application.Application;
import javafx.beans.property.SimpleObjectProperty;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Shows a view in its theme and size and writes what it looks like to target/pictures. */
public final class Pictures {
  private Pictures() {}

  /** Shows {@code view}, lets {@code prepare} act on it, and returns the rendered image. */
  public static <T extends Parent> BufferedImage of(
      String name, boolean dark, int width, int height,
      Function<SimpleObjectProperty<Palette>, T> view, java.util.function.Consumer<T> prepare)
      throws Exception {
    Stage stage = FxToolkit.registerPrimaryStage();
    T root =
        WaitForAsyncUtils.asyncFx(
                () -> {
                  T made =
                      view.apply(
                          new SimpleObjectProperty<>(dark ? Palette.DARK : Palette.LIGHT));
                  stage.setScene(styled(made, dark, width, height));
                  stage.setWidth(width);
                  stage.setHeight(height);
                  stage.show();
                  return made;
                })
            .get(20, TimeUnit.SECONDS);
    WaitForAsyncUtils.waitForFxEvents();
    WaitForAsyncUtils.asyncFx(() -> prepare.accept(root)).get(20, TimeUnit.SECONDS);
    for (int i = 0; i < 4; i++) {
      WaitForAsyncUtils.waitForFxEvents();
    }
    WritableImage image =
        WaitForAsyncUtils.asyncFx(() -> root.getScene().snapshot(null)).get(20, TimeUnit.SECONDS);
    BufferedImage picture = SwingFXUtils.fromFXImage(image, null);
    File file =
        new File(
            "target/pictures/%s-%s-%dx%d.png"
                .formatted(name, dark ? "dark" : "light", width, height));
    try {
      java.nio.file.Files.createDirectories(file.toPath().getParent());
      ImageIO.write(picture, "png", file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    WaitForAsyncUtils.asyncFx(stage::hide).get(20, TimeUnit.SECONDS);
    return picture;
  }

  /** How many different colours a picture has: a blank one has one or two. */
  public static long colours(BufferedImage picture) {
    int width = picture.getWidth();
    return Arrays.stream(picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width))
        .distinct()
        .count();
  }

  /** A scene with the window's style sheets. */
  public static Scene styled(Parent root, boolean dark, int width, int height) {
    Application.setUserAgentStylesheet(
        dark ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    Scene scene = new Scene(root, width, height);
    scene
        .getStylesheets()
        .addAll(
            StyleSheets.resource(dark ? "warmpath-dark.css" : "warmpath-light.css"),
            StyleSheets.resource("views.css"));
    return scene;
  }
}
