package dev.warmpath.app.desktop;

import dev.warmpath.app.wiring.LocalModels;
import dev.warmpath.app.wiring.Resources;
import dev.warmpath.ui.ports.EndpointControl;
import dev.warmpath.ui.ports.FileDialogs;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Preferences;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;

/** Everything the window needs, made for this desktop. */
final class DesktopPorts {
  /** Forecasts, imports and explanations one each; more would take cores from the engine. */
  private static final int WORKERS = 3;

  private DesktopPorts() {}

  static ExecutorService workers() {
    AtomicInteger count = new AtomicInteger();
    return Executors.newFixedThreadPool(
        WORKERS,
        task -> {
          Thread thread = new Thread(task, "work-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  static Ports of(
      Preferences preferences, EndpointControl endpoint, FileDialogs dialogs, Executor work) {
    Executor loads =
        task -> {
          Thread thread = new Thread(task, "load");
          thread.setDaemon(true);
          thread.start();
        };
    StoredWorkspaces workspaces =
        new StoredWorkspaces(
            Resources.samples(), Folders.data().resolve("unsaved"),
            () -> endpoint.state().address());
    return new Ports(
        new LocalModels(loads, Folders.models()), workspaces, preferences, endpoint, dialogs,
        new StoredLenses(Folders.config().resolve("lenses")), Clock.systemDefaultZone(), work,
        Platform::runLater);
  }
}
