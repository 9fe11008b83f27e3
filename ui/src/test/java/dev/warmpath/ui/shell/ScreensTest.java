package dev.warmpath.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Pictures;
import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.fakes.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every named screen in both themes; the pictures are left in target/screens to be looked at. */
class ScreensTest {
  private final ExecutorService work = Executors.newFixedThreadPool(2);
  private final Clock clock = Clock.fixed(Instant.parse("2026-11-20T17:04:31Z"), ZoneOffset.UTC);

  @AfterEach
  void stop() {
    work.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void everyScreenRendersInBothThemes(Screen screen) throws Exception {
    for (boolean dark : new boolean[] {true, false}) {
      for (int[] size : sizes(screen)) {
        BufferedImage image = render(screen, size[0], size[1], dark);
        assertThat(image.getWidth()).isEqualTo(size[0]);
        assertThat(image.getHeight()).isEqualTo(size[1]);
        assertThat(Pictures.colours(image)).as("%s is not blank", screen).isGreaterThan(20);
      }
    }
  }

  /** The two screens with the most in them prove all sizes. */
  private static int[][] sizes(Screen screen) {
    return screen == Screen.MAIN || screen == Screen.WELCOME
        ? new int[][] {{1680, 1000}, {1280, 800}, {1024, 700}}
        : new int[][] {{1280, 800}};
  }

  private BufferedImage render(Screen screen, int width, int height, boolean dark)
      throws Exception {
    FakePorts fakes = new FakePorts();
    fakes.samples.addAll(Samples.all());
    fakes.endpoint.start(7077);
    WindowRenderer renderer =
        new WindowRenderer(fakes.ports(clock, work, Platform::runLater));
    boolean without = screen.start() == Screen.Start.NO_MODEL;
    LoadedModel model = without ? null : FakeEngine.model(clock, work);
    fakes.models.instant = () -> FakeEngine.model(clock, work);
    byte[] png =
        renderer.render(
            screen.adapt(Samples.all().getLast().workspace()), model,
            new WindowRenderer.Shot(screen, width, height, dark, screen.start().sends(), null));
    Path folder = Files.createDirectories(Path.of("target", "screens"));
    String name =
        screen.name().toLowerCase(java.util.Locale.ROOT) + "-" + width
            + (dark ? "-dark" : "-light");
    Files.write(folder.resolve(name + ".png"), png);
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
