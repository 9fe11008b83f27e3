package dev.warmpath.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.canvas.Fonts;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.shell.WindowRenderer;
import java.time.Clock;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class StyleSheetsTest {
  @Test
  void numbersAreWrittenInTheFaceThatPaintersUse() throws Exception {
    WindowRenderer.startToolkit();
    assertThat(WaitForAsyncUtils.asyncFx(() -> family("wp-mono")).get())
        .isEqualTo(Fonts.monoFamily());
    assertThat(WaitForAsyncUtils.asyncFx(() -> family("wp-title")).get())
        .isEqualTo(Fonts.uiFamily());
  }

  private static String family(String style) {
    Label label = Parts.label("1,493", style);
    Scene scene = new Scene(new Group(label));
    var ports = new FakePorts().ports(Clock.systemUTC(), Runnable::run, Runnable::run);
    StyleSheets.follow(scene, new Appearance(ports.preferences()));
    label.applyCss();
    return label.getFont().getFamily();
  }
}
