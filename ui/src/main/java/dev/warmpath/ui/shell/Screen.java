package dev.warmpath.ui.shell;

import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.workbench.Place;
import java.util.List;
import java.util.function.Consumer;

/** The screens that can be rendered by name, for the documentation and for tests. */
public enum Screen {
  WELCOME(workbench -> { }),
  MAIN(workbench -> { }),
  EMPTY(workbench -> workbench.model().document().create()),
  EXPLORER(workbench -> workbench.model().place().set(Place.EXPLORER)),
  REQUESTS(workbench -> workbench.model().place().set(Place.REQUESTS)),
  INSPECTOR(
      workbench -> {
        var traces = workbench.model().feed().traces().get();
        if (!traces.isEmpty()) {
          workbench.model().selection().request().set(traces.getLast().id());
        }
      }),
  FIX(workbench -> workbench.commands().get("prompt.fix.preview").run()),
  LENS(workbench -> workbench.commands().get("view.lens").run()),
  RULES(
      workbench -> {
        var explain = workbench.model().explaining().explain();
        explain.catalog().get().find("openai").ifPresent(explain.lens()::set);
        workbench.commands().get("view.lensRules").run();
      }),
  COMPARE(workbench -> workbench.model().compareRequests()),
  MODELS(workbench -> workbench.model().compareModels()),
  SECOND(workbench -> workbench.commands().get("model.compare").run()),
  FACTS(workbench -> workbench.commands().get("model.facts").run()),
  SETTINGS(workbench -> workbench.model().place().set(Place.SETTINGS)),
  PALETTE(workbench -> workbench.commands().get("help.palette").run()),
  KEYS(workbench -> workbench.commands().get("help.keys").run()),
  MODEL(workbench -> workbench.commands().get("model.choose").run()),
  SAMPLING(workbench -> workbench.commands().get("prompt.sampling").run()),
  VARIABLES(workbench -> workbench.commands().get("prompt.variables").run()),
  ERROR(
      workbench ->
          workbench
              .model()
              .notices()
              .show(
                  Notices.Kind.ERROR, "model",
                  "qwen3-8b-Q8_0.gguf needs 8.7 GB and 5.2 GB are free. Choose a smaller"
                      + " quantisation or a context of 2,048 tokens.",
                  new Notices.Choice("Try again", () -> { }),
                  new Notices.Choice("Choose another…", () -> { }))),
  UNSAVED(
      workbench ->
          workbench
              .model()
              .notices()
              .ask(
                  new Notices.Question(
                      "Save “support-bot.warmpath”?",
                      "It has changes that are not saved. They are kept nowhere else.",
                      List.of(
                          new Notices.Choice("Save", () -> { }),
                          new Notices.Choice("Discard", () -> { }),
                          new Notices.Choice("Cancel", () -> { })))));

  private final Consumer<Workbench> prepare;

  Screen(Consumer<Workbench> prepare) {
    this.prepare = prepare;
  }

  /** True for the screens that show no workspace. */
  boolean withoutWorkspace() {
    return this == WELCOME || this == EMPTY;
  }

  /** True for the screen that needs a second model, loaded before anything is sent. */
  boolean withTwoModels() {
    return this == MODELS;
  }

  void prepare(Workbench workbench) {
    prepare.accept(workbench);
  }
}
