package dev.warmpath.app.desktop;

import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.ports.FileDialogs;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Preferences;
import dev.warmpath.ui.shell.WindowRenderer;
import dev.warmpath.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Pictures of the real window without a display. Not the FX thread; one picture at a time. */
public final class Pictures {
  private final ExecutorService work = DesktopPorts.workers();
  private final WindowRenderer renderer;

  /** Settings of its own: a picture neither reads nor changes the user's. */
  public Pictures() {
    Ports ports =
        DesktopPorts.of(
            new Forgotten(), new NoEndpoint(), new NoDialogs(), page -> { }, work);
    renderer = new WindowRenderer(ports);
  }

  /** PNG bytes. */
  public byte[] render(Workspace workspace, @Nullable LoadedModel model, WindowRenderer.Shot shot)
      throws InterruptedException {
    return renderer.render(workspace, model, shot);
  }

  /**
   * PNG bytes, one for each shot.
   *
   * @param earlier sent once each before {@code workspace} is opened
   */
  public List<byte[]> render(
      List<Workspace> earlier, Workspace workspace, @Nullable LoadedModel model,
      List<WindowRenderer.Shot> shots)
      throws InterruptedException {
    return renderer.render(earlier, workspace, model, shots);
  }

  /** Settings that last as long as the picture. */
  private static final class Forgotten implements Preferences {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public @Nullable String read(String name) {
      return values.get(name);
    }

    @Override
    public void write(String name, @Nullable String value) {
      if (value == null) {
        values.remove(name);
      } else {
        values.put(name, value);
      }
    }
  }

  /** The headless platform has no choosers. */
  private static final class NoDialogs implements FileDialogs {
    @Override
    public Optional<Path> open(String title, Kind kind) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> save(String title, Kind kind, String suggestedName) {
      return Optional.empty();
    }
  }
}
