package dev.warmpath.app.desktop;

import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.shell.WindowRenderer;
import dev.warmpath.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** Pictures of the real window without a display. Not the FX thread; one picture at a time. */
public final class Pictures {
  private final WindowRenderer renderer = new WindowRenderer(HeadlessPorts.make());

  /** PNG bytes. */
  public byte[] render(Workspace workspace, @Nullable LoadedModel model, WindowRenderer.Shot shot)
      throws InterruptedException {
    return renderer.render(workspace, model, shot);
  }
}
