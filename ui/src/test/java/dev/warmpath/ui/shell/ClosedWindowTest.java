package dev.warmpath.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.fakes.Samples;
import dev.warmpath.ui.fakes.TickingClock;
import dev.warmpath.ui.ports.Settings;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import java.lang.ref.WeakReference;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class ClosedWindowTest {
  @Test
  void aClosedWindowIsLetGo() throws Exception {
    WeakReference<Scene> scene = openAndClose();
    openAndClose(); // JavaFX itself keeps the last one that was drawn

    try {
      WaitForAsyncUtils.waitFor(
          20, TimeUnit.SECONDS,
          () -> {
            System.gc();
            return scene.get() == null;
          });
    } catch (TimeoutException kept) {
      assertThat(scene.get()).as("something still refers to the closed window").isNull();
    }
  }

  /** With the keyboard in an editor: its caret blinks. */
  private static WeakReference<Scene> openAndClose() throws Exception {
    WindowRenderer.startToolkit();
    ExecutorService work = Executors.newFixedThreadPool(2);
    FakePorts fakes = new FakePorts();
    fakes.samples.addAll(Samples.all());
    fakes.preferences.put(Settings.WINDOW.name(), "0.0 0.0 960.0 800.0 false");
    Workbench workbench =
        onFx(
            () -> {
              Workbench made =
                  new Workbench(fakes.ports(new TickingClock(), work, Platform::runLater));
              made.show(new Stage());
              return made;
            });
    fakes.models.loads.getFirst().complete(FakeEngine.model(new TickingClock(), work));
    WaitForAsyncUtils.waitFor(
        20, TimeUnit.SECONDS,
        () -> onFx(() -> workbench.scene().lookup("#sample-0 .wp-meter") != null));
    onFx(
        () -> {
          ((ButtonBase) workbench.scene().lookup("#sample-0")).fire();
          return true;
        });
    WaitForAsyncUtils.waitFor(
        20, TimeUnit.SECONDS,
        () -> onFx(() -> workbench.scene().getFocusOwner() instanceof TokenEditor));
    WeakReference<Scene> scene = new WeakReference<>(workbench.scene());
    onFx(
        () -> {
          workbench.close();
          workbench.detach();
          return true;
        });
    work.shutdown();
    return scene;
  }

  private static <T> T onFx(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.asyncFx(action).get();
  }
}
