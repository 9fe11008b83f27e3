package dev.warmpath.app.cli;

import dev.warmpath.app.desktop.HeadlessPorts;
import dev.warmpath.app.wiring.OpenModel;
import dev.warmpath.app.wiring.Wiring;
import dev.warmpath.engine.EngineException;
import dev.warmpath.ui.shell.Screen;
import dev.warmpath.ui.shell.WindowRenderer;
import dev.warmpath.workspace.RequestImport;
import dev.warmpath.workspace.TextFile;
import dev.warmpath.workspace.Workspace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A picture of the real window, without a display. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description = "Draw the window on a workspace, after sending it, as a PNG.",
    footer = {"", "Example: warmpath render chatbot.warmpath --out picture.png --send 2"})
final class RenderCommand implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  /** The two themes. */
  enum Theme { LIGHT, DARK }

  @Parameters(paramLabel = "FILE", description = "A .warmpath workspace or a request body.")
  private Path file = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "PNG", description = "The picture.")
  private Path out = Path.of("");

  @Option(names = "--size", paramLabel = "WxH", description = "Pixels (default: 1680x1000).")
  private String size = "1680x1000";

  @Option(
      names = "--theme",
      paramLabel = "light|dark",
      description = "Colours of the window (default: dark).")
  private Theme theme = Theme.DARK;

  @Option(names = "--send", paramLabel = "N", description = "Send it N times first (default: 0).")
  private int sends;

  @Option(
      names = "--screen",
      paramLabel = "NAME",
      description = "What to show, like main, block or settings; an unknown name lists all"
          + " (default: main).")
  private Screen screen = Screen.MAIN;

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Mixin private ModelOptions model = new ModelOptions();

  @Override
  public Integer call() throws InterruptedException {
    headless();
    List<OpenModel> models = model.openEach(4);
    WindowRenderer.Shot shot = shot(models.size() < 2 ? null : models.getLast().model());
    Workspace workspace =
        RequestImport.fromText(TextFile.read(file), file.getFileName().toString());
    byte[] png;
    try (Wiring.Opened opened = Wiring.open(models.getFirst(), part -> true)) {
      png = new WindowRenderer(HeadlessPorts.make()).render(workspace, opened.model(), shot);
    } catch (IllegalStateException e) {
      throw new EngineException(
          EngineException.Kind.COMPUTE_FAILED,
          Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
    }
    Output.write(out, png);
    report(shot, png.length);
    return ExitCode.OK;
  }

  /** Before the toolkit loads: a window on a real display would flash up otherwise. */
  static void headless() {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    // Coloured edges of letters suit one screen's pixels; pictures are looked at on others.
    System.setProperty("prism.lcdtext", "false");
  }

  private void report(WindowRenderer.Shot shot, int bytes) {
    if (!json) {
      Output.progress("wrote " + out);
      return;
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("out", out.toString());
    report.put("width", shot.width());
    report.put("height", shot.height());
    report.put("theme", shot.dark() ? "dark" : "light");
    report.put("sends", shot.sends());
    report.put("bytes", bytes);
    Output.json(report);
  }

  private WindowRenderer.Shot shot(@Nullable Path second) {
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw new EngineException(
          EngineException.Kind.BAD_REQUEST, "--size is " + size + "; write it like 1680x1000.");
    }
    try {
      return new WindowRenderer.Shot(
          screen, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
          theme == Theme.DARK, sends, second);
    } catch (IllegalArgumentException e) {
      throw EngineException.badRequest(e);
    }
  }
}
