package dev.warmpath.ui.workbench;

import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineException;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.Background;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.document.Notices.Subject;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.ports.FileDialogs;
import dev.warmpath.ui.ports.WorkspaceStore;
import dev.warmpath.ui.prompt.model.PromptRun;
import dev.warmpath.ui.requests.RequestActions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What can be done with requests in the log. FX thread. */
final class LogActions implements RequestActions {
  private final WorkbenchViewModel model;
  private final Consumer<String> clipboard;
  private final Background background;

  LogActions(WorkbenchViewModel model, Consumer<String> clipboard) {
    this.model = model;
    this.clipboard = clipboard;
    background =
        new Background(
            model.ports().work(), model.ports().fx(),
            failure -> model.notices().fail(Subject.REQUESTS, failure));
  }

  @Override
  public void resend(Trace trace) {
    LoadedModel loaded = model.feed().model().get();
    if (loaded == null) {
      model.notices().show(
          Notices.Kind.WARNING, Subject.REQUESTS, "No model is loaded; choose one to send again.");
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
      model.notices().fail(Subject.REQUESTS, refused);
    }
  }

  @Override
  public void copyAsCurl(Trace trace) {
    WorkspaceStore store = model.ports().workspaces();
    background.run(
        () -> store.export(TraceWorkspace.of(trace), WorkspaceStore.Format.CURL),
        text -> {
          clipboard.accept(text);
          model.notices().done("Copied request " + trace.id() + " as a curl command");
        });
  }

  @Override
  public void export(Format format, List<Trace> traces) {
    String name = "requests." + format.name().toLowerCase(Locale.ROOT);
    model
        .ports()
        .dialogs()
        .save("Export requests", FileDialogs.Kind.EXPORT, name)
        .ifPresent(target -> write(format, traces, target));
  }

  private void write(Format format, List<Trace> traces, Path target) {
    WorkspaceStore store = model.ports().workspaces();
    background.run(
        () -> {
          String text =
              format == Format.CSV ? TraceExport.csv(traces) : TraceExport.json(traces);
          store.write(text, target);
          return target;
        },
        written ->
            model.notices().done(
                Figures.count(traces.size(), "request", "requests") + " exported to "
                    + written.getFileName()));
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
