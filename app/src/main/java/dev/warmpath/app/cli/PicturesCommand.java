package dev.warmpath.app.cli;

import dev.warmpath.app.desktop.HeadlessPorts;
import dev.warmpath.app.desktop.IndexedPng;
import dev.warmpath.app.wiring.Resources;
import dev.warmpath.app.wiring.Wiring;
import dev.warmpath.token.Segment;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.shell.Screen;
import dev.warmpath.ui.shell.WindowRenderer;
import dev.warmpath.workspace.FileFailure;
import dev.warmpath.workspace.Workspace;
import dev.warmpath.workspace.WorkspaceException;
import dev.warmpath.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Every screen and state in both themes and three sizes, for the documentation. */
@Command(
    name = "pictures",
    mixinStandardHelpOptions = true,
    description =
        "Draw every screen and state in both themes and three sizes into a folder (docs/pictures).")
final class PicturesCommand implements Callable<Integer> {
  private static final List<int[]> SIZES =
      List.of(new int[] {1680, 1000}, new int[] {1280, 800}, new int[] {1024, 700});

  /** Samples whose questions fill tree and log, and how many questions each is asked. */
  private static final List<String> CROWD =
      List.of("documents", "code-assistant", "few-shot", "multi-turn", "chatbot");
  private static final int QUESTIONS = 3;

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
      throw new WorkspaceException(
          folder + " cannot be written: " + FileFailure.reason(e) + ".", e);
    }
    return ExitCode.OK;
  }

  private void draw(Screen screen) throws IOException, InterruptedException {
    Screen.Start start = screen.start();
    List<WindowRenderer.Shot> shots = new ArrayList<>();
    for (int[] size : SIZES) {
      for (boolean dark : List.of(true, false)) {
        shots.add(new WindowRenderer.Shot(screen, size[0], size[1], dark, start.sends(), null));
      }
    }
    List<Workspace> earlier = start == Screen.Start.CROWD ? crowd() : List.of();
    Workspace workspace =
        start.sample().isEmpty() ? Workspace.EMPTY : screen.adapt(sample(start.sample()));
    try (Wiring.Opened opened = Wiring.open(model.open(4), part -> true)) {
      @Nullable LoadedModel loaded =
          start == Screen.Start.NO_MODEL ? null : opened.model();
      List<byte[]> pictures =
          new WindowRenderer(HeadlessPorts.make()).render(earlier, workspace, loaded, shots);
      for (int i = 0; i < shots.size(); i++) {
        Path file = folder.resolve(name(shots.get(i)));
        Files.write(file, IndexedPng.of(pictures.get(i)));
        Output.progress("wrote " + file);
      }
    }
  }

  private static String name(WindowRenderer.Shot shot) {
    return shot.screen().name().toLowerCase(Locale.ROOT) + "-" + (shot.dark() ? "dark" : "light")
        + (shot.width() == SIZES.getFirst()[0] ? "" : "-" + shot.width()) + ".png";
  }

  private static Workspace sample(String name) {
    return WorkspaceFile.read(
        Resources.samples().resolve("workspaces").resolve(name + ".warmpath"));
  }

  /** The samples with their own question, then with some of those they suggest. */
  private static List<Workspace> crowd() {
    List<Workspace> crowd = new ArrayList<>();
    for (String name : CROWD) {
      Workspace sample = sample(name);
      crowd.add(sample);
      sample.suggestions().stream()
          .limit(QUESTIONS - 1)
          .forEach(question -> crowd.add(asking(sample, question)));
    }
    return crowd;
  }

  private static Workspace asking(Workspace sample, String question) {
    List<Segment> segments = new ArrayList<>(sample.segments());
    segments.add(segments.removeLast().withText(question));
    return sample.withSegments(segments);
  }
}
