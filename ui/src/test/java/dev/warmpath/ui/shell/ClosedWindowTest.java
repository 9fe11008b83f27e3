package dev.warmpath.ui.shell;

import static dev.warmpath.ui.shell.OpenWindow.onFx;
import static dev.warmpath.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.fakes.Samples;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
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
    FakePorts fakes = new FakePorts();
    fakes.samples.addAll(Samples.all());
    OpenWindow window = OpenWindow.of(fakes, 960, 800);
    Workbench workbench = window.workbench;
    until(() -> workbench.scene().lookup("#sample-0 .wp-meter") != null);
    onFx(
        () -> {
          ((ButtonBase) workbench.scene().lookup("#sample-0")).fire();
          return true;
        });
    until(() -> workbench.scene().getFocusOwner() instanceof TokenEditor);
    WeakReference<Scene> scene = new WeakReference<>(workbench.scene());
    window.close();
    return scene;
  }
}
