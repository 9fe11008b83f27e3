package dev.warmpath.app.cli;

import dev.warmpath.app.connect.ModelFolder;
import dev.warmpath.app.connect.ModelList;
import dev.warmpath.app.desktop.Folders;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.ports.ModelLibrary.Listed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says which models are there and which can be downloaded; asks nothing of the network. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "List downloaded models and some that can be downloaded with 'models get'.",
    subcommands = ModelsGetCommand.class)
final class ModelsCommand implements Callable<Integer> {
  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    list(Folders.models(), json);
    return ExitCode.OK;
  }

  static void list(ModelFolder folder, boolean json) {
    ModelList list = folder.list();
    list.problems().forEach(problem -> Output.progress("warning: " + problem));
    if (json) {
      Output.json(report(folder, list));
    } else {
      print(folder, list);
    }
  }

  private static void print(ModelFolder folder, ModelList list) {
    System.out.println("Downloaded (" + folder.folder() + ")");
    List<Path> files = folder.downloaded();
    files.forEach(file -> System.out.println("  " + file.getFileName()));
    if (files.isEmpty()) {
      System.out.println("  none");
    }
    System.out.println("To download: warmpath models get NAME");
    for (Listed model : list.models()) {
      System.out.println("  " + model.name());
      System.out.println("    " + facts(model));
      System.out.println("    " + model.address());
    }
    System.out.println("Your own rows: " + folder.ownList());
  }

  private static String facts(Listed model) {
    List<String> facts = new ArrayList<>();
    if (model.bytes() > 0) {
      facts.add((model.verified() == null ? "about " : "") + Figures.bytes(model.bytes()));
    }
    if (model.memoryBytes() > 0) {
      facts.add("needs about " + Figures.bytes(model.memoryBytes()) + " of memory");
    }
    facts.add(model.licence());
    facts.add(
        model.verified() == null
            ? "unchecked: never compared with its address"
            : "checked " + model.verified());
    facts.add(
        model.sha256() == null
            ? "no published hash: the computed one is shown" : "SHA-256 " + model.sha256());
    return String.join(" · ", facts);
  }

  private static Map<String, @Nullable Object> report(ModelFolder folder, ModelList list) {
    List<Object> rows = new ArrayList<>();
    for (Listed model : list.models()) {
      Path file = folder.target(model.address());
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("name", model.name());
      row.put("address", model.address());
      row.put("bytes", model.bytes() == 0 ? null : model.bytes());
      row.put("licence", model.licence());
      row.put("sha256", model.sha256());
      row.put("memory_bytes", model.memoryBytes() == 0 ? null : model.memoryBytes());
      row.put("verified", model.verified());
      row.put("file", Files.isRegularFile(file) ? file.toString() : null);
      rows.add(row);
    }
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("folder", folder.folder().toString());
    report.put("downloaded", folder.downloaded().stream().map(Path::toString).toList());
    report.put("models", rows);
    report.put("problems", list.problems());
    return report;
  }
}
