package dev.warmpath.ui.shell;

import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.fakes.TickingClock;
import dev.warmpath.ui.ports.Settings;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;

/** The whole window on fake ports, on screen and with a model; the test's own thread. */
final class OpenWindow implements AutoCloseable {
  private static final int SECONDS = 20;

  final TickingClock clock = new TickingClock();
  final Workbench workbench;
  private final ExecutorService work = Executors.newFixedThreadPool(2);

  private OpenWindow(FakePorts fakes) throws Exception {
    WindowRenderer.startToolkit();
    workbench =
        onFx(
            () -> {
              Workbench made = new Workbench(fakes.ports(clock, work, Platform::runLater));
              made.show(new Stage());
              return made;
            });
    fakes.models.loads.getFirst().complete(FakeEngine.model(clock, work));
    until(() -> workbench.model().feed().model().get() != null);
  }

  /** Opens at the upper left corner of the headless screen. */
  static OpenWindow of(FakePorts fakes, double width, double height) throws Exception {
    fakes.preferences.put(Settings.WINDOW.name(), "0.0 0.0 " + width + " " + height + " false");
    return new OpenWindow(fakes);
  }

  @Override
  public void close() throws Exception {
    onFx(
        () -> {
          workbench.close();
          workbench.detach();
          return true;
        });
    work.shutdown();
  }

  static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS, () -> onFx(condition));
  }

  static <T> T onFx(Callable<T> task) throws Exception {
    return WaitForAsyncUtils.asyncFx(task).get(SECONDS, TimeUnit.SECONDS);
  }
}
