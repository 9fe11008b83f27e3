package dev.warmpath.app.desktop;

import dev.warmpath.app.http.EndpointSwitch;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.shell.Workbench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/** The window as a program. Started by {@link #open}; JavaFX calls the rest on the FX thread. */
public final class WindowApplication extends Application {
  /** A few small files; a disk that needs longer is not waited for. */
  private static final Duration LAST_WRITES = Duration.ofSeconds(3);

  private final ExecutorService work = DesktopPorts.workers();
  private final EndpointSwitch endpoint = new EndpointSwitch();

  /** Opens the window and waits until it is closed. */
  public static void open(List<String> files) {
    Application.launch(WindowApplication.class, files.toArray(String[]::new));
  }

  @Override
  public void start(Stage stage) {
    StoredPreferences preferences =
        new StoredPreferences(
            Folders.config().resolve("settings.properties"), work,
            problem -> System.err.println("warmpath: " + problem));
    Ports ports =
        DesktopPorts.of(preferences, endpoint, new Choosers(() -> stage), work);
    Workbench workbench = new Workbench(ports);
    for (String size : List.of("16", "32", "48", "256")) {
      var icon = WindowApplication.class.getResourceAsStream("icon-" + size + ".png");
      if (icon != null) {
        stage.getIcons().add(new Image(icon));
      }
    }
    StartMarks.watch(workbench);
    workbench.show(stage);
    for (String file : getParameters().getUnnamed()) {
      workbench.model().document().open(Path.of(file));
    }
  }

  @Override
  public void stop() {
    endpoint.close();
    work.shutdown();
    try {
      // The window's place and dropped recovery text are still on their way to the disk.
      if (!work.awaitTermination(LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println(
            "warmpath: files were still being written after " + LAST_WRITES.toSeconds()
                + " s; the newest settings may be lost.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
