package dev.warmpath.ui.workbench;

import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineException;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.ports.FileDialogs;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.WorkspaceStore;
import dev.warmpath.ui.prompt.model.PromptRun;
import dev.warmpath.ui.requests.RequestActions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What can be done with requests in the log. FX thread. */
final class LogActions implements RequestActions {
  private static final String SUBJECT = "requests";

  private final WorkbenchViewModel model;
  private final Consumer<String> clipboard;

  LogActions(WorkbenchViewModel model, Consumer<String> clipboard) {
    this.model = model;
    this.clipboard = clipboard;
  }

  @Override
  public void resend(Trace trace) {
    LoadedModel loaded = model.feed().model().get();
    if (loaded == null) {
      model.notices().show(
          Notices.Kind.WARNING, SUBJECT, "No model is loaded; choose one to send again.");
      return;
    }
    Engine engine = loaded.engine();
    try {
      engine.submit(
          new CompletionRequest(
              trace.prompt(), trace.tokens(),
              PromptRun.sampling(model.document().workspace().get().sampling()),
              trace.namespace().account(), trace.namespace().key(),
              CompletionRequest.Cache.DEFAULT,
              new Trace.Source(
                  Trace.Source.Kind.EDITOR, "resend of " + trace.id(), engine.info().model(),
                  model.ports().clock().instant()),
              0));
      model.wake();
    } catch (EngineException refused) {
      model.notices().fail(SUBJECT, refused);
    }
  }

  @Override
  public void copyAsCurl(Trace trace) {
    Ports ports = model.ports();
    CompletableFuture.supplyAsync(
            () -> ports.workspaces().export(TraceWorkspace.of(trace), WorkspaceStore.Format.CURL),
            ports.work())
        .whenCompleteAsync(
            (text, failure) -> {
              if (failure == null) {
                clipboard.accept(text);
                model.notices().done("Copied request " + trace.id() + " as a curl command");
              } else {
                model.notices().fail(SUBJECT, failure);
              }
            },
            ports.fx());
  }

  @Override
  public void export(Format format, List<Trace> traces) {
    Ports ports = model.ports();
    String name = "requests." + format.name().toLowerCase(java.util.Locale.ROOT);
    ports
        .dialogs()
        .save("Export requests", FileDialogs.Kind.EXPORT, name)
        .ifPresent(
            target ->
                CompletableFuture.runAsync(
                        () -> write(ports, format, traces, target), ports.work())
                    .whenCompleteAsync(
                        (done, failure) -> {
                          if (failure == null) {
                            model.notices().done(
                                Figures.count(traces.size(), "request", "requests")
                                    + " exported to " + target.getFileName());
                          } else {
                            model.notices().fail(SUBJECT, failure);
                          }
                        },
                        ports.fx()));
  }

  private static void write(
      Ports ports, Format format, List<Trace> traces, java.nio.file.Path target) {
    try {
      ports
          .workspaces()
          .write(
              format == Format.CSV ? TraceExport.csv(traces) : TraceExport.json(traces), target);
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @Override
  public void clear() {
    LoadedModel loaded = model.feed().model().get();
    if (loaded != null) {
      loaded.engine().traces().clear();
      model.tick();
    }
  }
}
