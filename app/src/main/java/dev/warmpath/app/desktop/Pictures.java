package dev.warmpath.app.desktop;

import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.shell.WindowRenderer;
import dev.warmpath.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pictures of the real window without a display. Not the FX thread; one picture at a time. */
public final class Pictures {
  private final WindowRenderer renderer = new WindowRenderer(HeadlessPorts.make());

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
}
