package dev.warmpath.app.cli;

import dev.warmpath.app.connect.DownloadException;
import dev.warmpath.app.connect.ModelFolder;
import dev.warmpath.app.desktop.Folders;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.ports.ModelLibrary;
import dev.warmpath.ui.ports.ModelLibrary.Listed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Downloads one model. Stopped by Ctrl+C, it goes on from there the next time. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = "Download a model. Ctrl+C keeps what came; the same command goes on from there.",
    footer = {"", "Example: warmpath models get https://example.org/my.gguf --sha256 HASH"})
final class ModelsGetCommand implements Callable<Integer> {
  private static final long NANOS_BETWEEN_LINES = 1_000_000_000L;

  @Parameters(
      paramLabel = "ADDRESS|NAME",
      description = "Of the file, or a name that 'models' lists.")
  private String wanted = "";

  @Option(names = "--sha256", paramLabel = "HASH", description = "The published hash, to check.")
  private @Nullable String sha256;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Where to (default: the folder of the models).")
  private @Nullable Path to;

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  private long lastLine = System.nanoTime() - NANOS_BETWEEN_LINES;
  private String lastNote = "";

  @Override
  public Integer call() throws InterruptedException {
    ModelFolder usual = Folders.models();
    ModelFolder folder = to == null ? usual : new ModelFolder(to, usual.ownList());
    Listed row = usual.find(wanted).orElse(null);
    if (row == null && !wanted.contains("://")) {
      throw new DownloadException(
          "There is no model \"" + wanted + "\" in the list. See 'warmpath models', or give an"
              + " address that starts with https://.",
          false);
    }
    String address = row == null ? wanted : row.address();
    if (row != null && row.verified() == null) {
      Output.progress(
          "This row was never checked: its licence (" + row.licence() + "), size and address may be"
              + " wrong. " + address);
    }
    long kept = folder.kept(address);
    if (kept > 0) {
      Output.progress("going on after the " + Figures.bytes(kept) + " that came before");
    }
    String hash = sha256 != null ? sha256 : row == null ? null : row.sha256();
    report(finish(folder.download(address, hash, this::progress)), hash != null);
    return ExitCode.OK;
  }

  private static ModelLibrary.Downloaded finish(ModelLibrary.Transfer transfer)
      throws InterruptedException {
    try {
      return transfer.result().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DownloadException failure) {
        throw failure;
      }
      throw new DownloadException("The download failed: " + e.getCause(), true, e.getCause());
    }
  }

  private void progress(ModelLibrary.Progress at) {
    long now = System.nanoTime();
    boolean news = !at.note().isEmpty() && !at.note().equals(lastNote);
    if (!news && now - lastLine < NANOS_BETWEEN_LINES) {
      return;
    }
    lastLine = now;
    lastNote = at.note();
    String of = at.total() > 0 ? " of " + Figures.bytes(at.total()) : "";
    String share = at.total() > 0 ? " · " + Figures.share(at.bytes(), at.total()) : "";
    Output.progress(
        Figures.bytes(at.bytes()) + of + share + (at.note().isEmpty() ? "" : " · " + at.note()));
  }

  private void report(ModelLibrary.Downloaded model, boolean checked) {
    if (!checked) {
      Output.progress("no published hash was given: compare the computed one yourself");
    }
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("file", model.file().toString());
      report.put("bytes", model.bytes());
      report.put("sha256", model.sha256());
      report.put("matched", model.matched());
      Output.json(report);
      return;
    }
    System.out.println(model.file());
    System.out.println(
        "SHA-256 " + model.sha256() + (model.matched() ? " (as published)" : " (computed)"));
  }
}
