package dev.warmpath.ui.shell;

import dev.warmpath.token.Segment;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.ports.Settings;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import dev.warmpath.ui.tree.paint.TreeShades;
import dev.warmpath.ui.workbench.Place;
import dev.warmpath.workspace.Workspace;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The screens and states that can be rendered by name, for the documentation and for tests. */
public enum Screen {
  WELCOME(Start.NOTHING, workbench -> { }),
  MAIN(Start.SENT_TWICE, workbench -> { }),
  FRESH(Start.FRESH, workbench -> { }),
  ONCE(Start.SENT_ONCE, workbench -> { }),
  BROKEN(Start.BROKEN, workbench -> { }),
  LONG(Start.TOO_LONG, workbench -> { }),
  EMPTY(Start.NOTHING, workbench -> workbench.model().document().create()),
  NOMODEL(Start.NO_MODEL, workbench -> { }),
  FAILED(
      Start.NO_MODEL,
      workbench -> workbench.model().models().load(Path.of("/models/qwen3-8b-Q8_0.gguf"))),
  RENDERED(Start.SENT_TWICE, workbench -> workbench.model().prompt().rendered().set(true)),
  EXPLORER(Start.CROWD, workbench -> go(workbench, Place.EXPLORER)),
  BLOCK(
      Start.CROWD,
      workbench -> {
        go(workbench, Place.EXPLORER);
        PrefixTreeLayout layout = workbench.model().tree().layout().get();
        if (layout.size() > 0) {
          Selection.Block block = layout.blockAt(0, layout.edge(0).end() - 1);
          workbench.model().selection().block().set(block);
        }
      }),
  ORDER(
      Start.CROWD,
      workbench -> {
        go(workbench, Place.EXPLORER);
        workbench.model().tree().colourBy().set(TreeShades.By.HITS);
        workbench.model().tree().orderShown().set(true);
      }),
  SEARCH(
      Start.CROWD,
      workbench -> {
        go(workbench, Place.EXPLORER);
        workbench.model().tree().finder().query().set("warranty");
      }),
  PAST(
      Start.CROWD,
      workbench -> {
        go(workbench, Place.EXPLORER);
        PrefixTreeLayout layout = workbench.model().tree().layout().get();
        if (layout.size() > 0) {
          // When the newest was stored, everything older was there.
          IntStream.range(0, layout.size())
              .mapToObj(edge -> layout.edge(edge).facts().storedAt())
              .max(Comparator.naturalOrder())
              .ifPresent(workbench.model().tree()::scrub);
        }
      }),
  REQUESTS(Start.CROWD, workbench -> go(workbench, Place.REQUESTS)),
  INSPECTOR(
      Start.BROKEN,
      workbench -> {
        var traces = workbench.model().feed().traces().get();
        if (!traces.isEmpty()) {
          workbench.model().selection().request().set(traces.getLast().id());
          workbench.model().inspectorShown().set(true);
        }
      }),
  /** What the markers of a provider's cache would bring to a prompt that was sent again. */
  MARKERS(
      Start.SENT_TWICE,
      workbench -> {
        var explain = workbench.model().explaining().explain();
        explain.catalog().get().find("anthropic").ifPresent(explain.lens()::set);
        var traces = workbench.model().feed().traces().get();
        if (!traces.isEmpty()) {
          workbench.model().selection().request().set(traces.getLast().id());
          workbench.model().inspectorShown().set(true);
        }
      }),
  FIX(Start.BROKEN, workbench -> workbench.commands().get("prompt.fix.preview").run()),
  LENS(Start.SENT_TWICE, workbench -> workbench.commands().get("view.lens").run()),
  RULES(
      Start.SENT_TWICE,
      workbench -> {
        var explain = workbench.model().explaining().explain();
        explain.catalog().get().find("openai").ifPresent(explain.lens()::set);
        workbench.commands().get("view.lensRules").run();
      }),
  COMPARE(Start.BROKEN, workbench -> workbench.model().compareRequests()),
  MODELS(Start.SENT_TWICE, workbench -> workbench.model().compareModels()),
  SECOND(Start.SENT_TWICE, workbench -> workbench.commands().get("model.compare").run()),
  FACTS(Start.SENT_TWICE, workbench -> workbench.commands().get("model.facts").run()),
  SETTINGS(Start.SENT_TWICE, workbench -> go(workbench, Place.SETTINGS)),
  PALETTE(Start.SENT_TWICE, workbench -> workbench.commands().get("help.palette").run()),
  KEYS(Start.SENT_TWICE, workbench -> workbench.commands().get("help.keys").run()),
  MODEL(Start.SENT_TWICE, workbench -> workbench.commands().get("model.choose").run()),
  SAMPLING(Start.SENT_TWICE, workbench -> workbench.commands().get("prompt.sampling").run()),
  VARIABLES(Start.BROKEN, workbench -> workbench.commands().get("prompt.variables").run()),
  LARGE(
      Start.SENT_TWICE,
      workbench -> workbench.model().appearance().fontSize().set(Settings.MOST_FONT)),
  ERROR(
      Start.SENT_TWICE,
      workbench ->
          workbench
              .model()
              .notices()
              .show(
                  Notices.Kind.ERROR, Notices.Subject.MODEL,
                  "qwen3-8b-Q8_0.gguf needs 8.7 GB and 5.2 GB are free. Choose a smaller"
                      + " quantisation or a context of 2,048 tokens.",
                  new Notices.Choice("Try again", () -> { }),
                  new Notices.Choice("Choose another…", () -> { }))),
  UNSAVED(
      Start.SENT_TWICE,
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

  /** What happened before the picture. */
  public enum Start {
    /** No workspace is open. */
    NOTHING("", 0),
    FRESH("chatbot", 0),
    SENT_ONCE("chatbot", 1),
    SENT_TWICE("chatbot", 2),
    /** The sample whose prefix changes with every run. */
    BROKEN("broken-timestamp", 2),
    /** A prompt longer than the demo model's context. */
    TOO_LONG("chatbot", 0),
    NO_MODEL("chatbot", 0),
    /** Questions to every sample before. */
    CROWD("broken-timestamp", 2);

    private final String sample;
    private final int sends;

    Start(String sample, int sends) {
      this.sample = sample;
      this.sends = sends;
    }

    /** Name of the sample workspace that is open; empty for none. */
    public String sample() {
      return sample;
    }

    /** How often it was sent. */
    public int sends() {
      return sends;
    }
  }

  /** Enough to be longer than the demo model's context. */
  private static final int TOO_LONG_TIMES = 3;

  private final Start start;
  private final Consumer<Workbench> prepare;

  Screen(Start start, Consumer<Workbench> prepare) {
    this.start = start;
    this.prepare = prepare;
  }

  public Start start() {
    return start;
  }

  /** The workspace as this screen wants it. */
  public Workspace adapt(Workspace workspace) {
    if (start != Start.TOO_LONG) {
      return workspace;
    }
    return workspace.withSegments(
        workspace.segments().stream()
            .map(Screen::lengthened)
            .toList());
  }

  private static Segment lengthened(Segment segment) {
    return segment.withText((segment.text() + "\n").repeat(TOO_LONG_TIMES).strip());
  }

  /** True for the screens that show no workspace. */
  boolean withoutWorkspace() {
    return start == Start.NOTHING;
  }

  /** True for the screen that needs a second model, loaded before anything is sent. */
  boolean withTwoModels() {
    return this == MODELS;
  }

  void prepare(Workbench workbench) {
    prepare.accept(workbench);
  }

  private static void go(Workbench workbench, Place place) {
    workbench.model().place().set(place);
  }
}
