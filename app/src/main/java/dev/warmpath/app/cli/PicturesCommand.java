package dev.warmpath.app.cli;

import dev.warmpath.app.desktop.Pictures;
import dev.warmpath.app.wiring.Resources;
import dev.warmpath.app.wiring.Wiring;
import dev.warmpath.ui.shell.Screen;
import dev.warmpath.ui.shell.WindowRenderer;
import dev.warmpath.workspace.Workspace;
import dev.warmpath.workspace.WorkspaceException;
import dev.warmpath.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Every screen in both themes and three sizes, for the documentation. */
@Command(
    name = "pictures",
    mixinStandardHelpOptions = true,
    description = "Draw every screen in both themes and three sizes into a folder (docs/pictures).")
final class PicturesCommand implements Callable<Integer> {
  private static final List<int[]> SIZES =
      List.of(new int[] {1680, 1000}, new int[] {1280, 800}, new int[] {1024, 700});

  @Parameters(paramLabel = "FOLDER", description = "Where the pictures go.")
  private Path folder = Path.of("");

  @Option(names = "--only", paramLabel = "SCREEN", description = "This screen only; repeatable.")
  private List<Screen> only = List.of();

  @Mixin private ModelOptions model = new ModelOptions();

  @Override
  public Integer call() throws InterruptedException {
    RenderCommand.headless();
    try {
      Files.createDirectories(folder);
      for (Screen screen : Screen.values()) {
        if (only.isEmpty() || only.contains(screen)) {
          draw(screen);
        }
      }
    } catch (IOException e) {
      throw new WorkspaceException(folder + " cannot be written: " + e.getMessage(), e);
    }
    return ExitCode.OK;
  }

  private void draw(Screen screen) throws IOException, InterruptedException {
    for (int[] size : SIZES) {
      for (boolean dark : List.of(true, false)) {
        String name =
            screen.name().toLowerCase(Locale.ROOT) + "-" + (dark ? "dark" : "light")
                + (size[0] == SIZES.getFirst()[0] ? "" : "-" + size[0]) + ".png";
        WindowRenderer.Shot shot =
            new WindowRenderer.Shot(screen, size[0], size[1], dark, sends(screen), null);
        try (Wiring.Opened opened = Wiring.open(model.open(4), part -> true)) {
          Files.write(
              folder.resolve(name),
              new Pictures().render(workspace(screen), opened.model(), shot));
        }
        Output.progress("wrote " + folder.resolve(name));
      }
    }
  }

  private static int sends(Screen screen) {
    return screen == Screen.WELCOME || screen == Screen.EMPTY ? 0 : 2;
  }

  /** The broken sample where the screen is about a miss, the simplest one elsewhere. */
  private static Workspace workspace(Screen screen) {
    boolean miss = screen == Screen.COMPARE || screen == Screen.EXPLORER
        || screen == Screen.VARIABLES || screen == Screen.INSPECTOR;
    String name = miss ? "broken-timestamp" : "chatbot";
    return WorkspaceFile.read(
        Resources.samples().resolve("workspaces").resolve(name + ".warmpath"));
  }
}
