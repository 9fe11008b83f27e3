package dev.warmpath.app.cli;

import dev.warmpath.explain.session.SessionFile;
import dev.warmpath.explain.session.Step;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.app.desktop.Folders;
import dev.warmpath.workspace.FileFailure;
import dev.warmpath.workspace.RequestExport;
import dev.warmpath.workspace.TextFile;
import dev.warmpath.workspace.Variables;
import dev.warmpath.workspace.WorkspaceException;
import dev.warmpath.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Recorded requests and lenses for the commands that explain them. */
final class Sessions {
  private static final List<String> EXTENSIONS = List.of(".json", ".jsonl", ".warmpath");

  private Sessions() {}

  /**
   * The requests of one file: a body, an array or lines of bodies, or a workspace.
   *
   * @throws WorkspaceException when it is none of them
   */
  static List<Step> steps(Path file) {
    String name = file.toString();
    String text = TextFile.read(file);
    try {
      return SessionFile.read(name.endsWith(".warmpath") ? body(text, name) : text, name);
    } catch (IllegalArgumentException e) {
      throw WorkspaceException.of(e);
    }
  }

  private static String body(String text, String name) {
    var workspace = WorkspaceFile.parse(text, name);
    return RequestExport.openAi(
        workspace,
        Variables.fresh(workspace.variables(), Clock.systemUTC(), new AtomicLong()));
  }

  /** The files themselves, and the request files below each folder, in order of their names. */
  static List<Path> files(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> tree = Files.walk(path)) {
        tree.filter(Files::isRegularFile)
            .filter(file -> EXTENSIONS.stream().anyMatch(file.toString()::endsWith))
            .sorted()
            .forEach(files::add);
      } catch (IOException e) {
        throw new WorkspaceException(path + " cannot be read: " + FileFailure.reason(e) + ".", e);
      }
    }
    if (files.isEmpty()) {
      throw new WorkspaceException(
          "There is no request file (.json, .jsonl, .warmpath) in "
              + String.join(", ", paths.stream().map(Path::toString).toList()) + ".");
    }
    return files;
  }

  /** A lens by name; the user's own folder wins over what comes along. */
  static Lens lens(String name) {
    LensCatalog catalog = LensCatalog.load(Folders.config().resolve("lenses"));
    catalog.problems().forEach(Output::progress);
    return catalog
        .find(name)
        .orElseThrow(
            () ->
                new WorkspaceException(
                    "There is no lens \"" + name + "\"; there are "
                        + String.join(", ", catalog.all().stream().map(Lens::id).toList()) + "."));
  }
}
