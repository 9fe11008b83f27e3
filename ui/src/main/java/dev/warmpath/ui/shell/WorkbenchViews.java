package dev.warmpath.ui.shell;

import dev.warmpath.ui.canvas.Fonts;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.commands.KeySheet.ViewKeys;
import dev.warmpath.ui.commands.KeySheet;
import dev.warmpath.ui.compare.CompareView;
import dev.warmpath.ui.explain.LensTable;
import dev.warmpath.ui.explain.MarkerCard;
import dev.warmpath.ui.explain.VerdictCard;
import dev.warmpath.ui.fix.FixBar;
import dev.warmpath.ui.frame.Panes;
import dev.warmpath.ui.inspect.InspectorView;
import dev.warmpath.ui.look.Appearance;
import dev.warmpath.ui.look.PopOvers;
import dev.warmpath.ui.look.Scenes;
import dev.warmpath.ui.options.OptionsStrip;
import dev.warmpath.ui.options.OptionsViewModel;
import dev.warmpath.ui.options.SamplingForm;
import dev.warmpath.ui.options.VariablesForm;
import dev.warmpath.ui.pair.PairView;
import dev.warmpath.ui.prompt.PromptView;
import dev.warmpath.ui.requests.RequestLogView;
import dev.warmpath.ui.tree.PrefixTreeView;
import dev.warmpath.ui.workbench.Explaining;
import dev.warmpath.ui.workbench.Place;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Makes the views of the panes, once, and connects them with the appearance. FX thread. */
final class WorkbenchViews {
  private final WorkbenchViewModel model;
  private final FrameClock clock = new FrameClock();
  /** In text sizes: in a lower pane the fix would push Send out; the comparison offers it too. */
  private static final double ROOM_FOR_FIX = 23;

  private final PromptView prompt;
  private final PrefixTreeView tree;
  private final RequestLogView requests;
  private final InspectorView inspector;
  private final CompareView compare;
  private final PairView pair;
  private final OptionsViewModel options;
  private final OptionsStrip strip;
  private final VerdictCard verdict;
  private final FixBar fixes;
  private final FixBar compared;

  WorkbenchViews(WorkbenchViewModel model) {
    this.model = model;
    Appearance look = model.appearance();
    prompt = new PromptView(model.prompt(), clock);
    tree = new PrefixTreeView(model.tree(), clock, look.palette());
    requests = new RequestLogView(model.requests(), look.palette());
    inspector = new InspectorView(model.inspector(), clock, look.palette());
    compare = new CompareView(model.compare(), clock, look.palette());
    pair = new PairView(model.pair(), clock, look.palette());
    options = new OptionsViewModel(model.prompt().document(), model.ports().clock());
    strip = new OptionsStrip(options, this::openSampling, this::openVariables);
    Explaining explaining = model.explaining();
    fixes = new FixBar(explaining.fixes(), "Apply", () -> { });
    compared =
        new FixBar(
            explaining.fixes(), "Apply to editor", () -> model.place().set(Place.PROMPT));
    compare.setFix(compared, explaining.fixes().request());
    prompt.showAboveFoot(docked(fixes, look));
    prompt.showAboveFoot(strip);
    verdict = new VerdictCard(explaining.explain(), clock, look.palette());
    inspector.setVerdict(
        new VBox(
            10, verdict, new MarkerCard(explaining.markers(), this::copyMarked)));
    inspector.setExtra(new LensTable(explaining.explain()));
    prompt.setPalette(look.palette().get());
    look.palette().addListener((p, old, now) -> prompt.setPalette(now));
    prompt.setStill(look.reducedMotion().get());
    look.reducedMotion().addListener((p, old, now) -> prompt.setStill(now));
    size(look);
    look.fontSize().addListener((p, old, now) -> size(look));
    tree.timelineShown().bind(model.place().isEqualTo(Place.EXPLORER));
    model
        .place()
        .addListener(
            (p, old, now) ->
                tree.setTitle(now == Place.EXPLORER ? "Cache explorer" : "Prefix tree"));
  }

  Panes.Views panes() {
    return new Panes.Views(prompt, tree, requests, inspector, compare, pair);
  }

  FrameClock clock() {
    return clock;
  }

  PromptView prompt() {
    return prompt;
  }

  PrefixTreeView tree() {
    return tree;
  }

  RequestLogView requests() {
    return requests;
  }

  /** Takes the keyboard to the main view of a place. */
  void focus(Place place) {
    switch (place) {
      case PROMPT ->
          model.prompt().document().segments().stream()
              .findFirst()
              .ifPresent(first -> prompt.editor(first.id()).requestFocus());
      case EXPLORER -> tree.focusTree();
      case REQUESTS -> requests.focusTable();
      case COMPARE -> compare.requestFocus();
      case MODELS -> pair.focus();
      case SETTINGS -> { }
    }
  }

  /** Takes the keyboard from pane to pane, round and round: an editor keeps Tab for itself. */
  void nextPane(int step) {
    List<Pane> shown = panesInSight();
    if (shown.isEmpty()) {
      return;
    }
    Node owner = shown.getFirst().view().getScene().getFocusOwner();
    int now = -1;
    for (int i = 0; i < shown.size(); i++) {
      now = Scenes.isInside(owner, shown.get(i).view()) ? i : now;
    }
    int next = now < 0 ? (step > 0 ? 0 : -1) : now + step;
    shown.get(Math.floorMod(next, shown.size())).focus().run();
  }

  private record Pane(Node view, Runnable focus) {}

  private List<Pane> panesInSight() {
    return Stream.of(
            new Pane(prompt, () -> focus(Place.PROMPT)),
            new Pane(tree, tree::focusTree),
            new Pane(requests, requests::focusTable),
            new Pane(inspector, this::focusInspector),
            new Pane(compare, compare::requestFocus))
        .filter(pane -> Scenes.isSeen(pane.view()))
        .toList();
  }

  /** Its first link or button, where it has one. */
  private void focusInspector() {
    inspector.lookupAll("*").stream()
        .filter(node -> node.isFocusTraversable() && !node.isDisabled() && Scenes.isSeen(node))
        .findFirst()
        .orElse(inspector)
        .requestFocus();
  }

  EditorActions actions() {
    return new EditorActions(model.prompt(), prompt::find);
  }

  private void copyMarked(String body) {
    StageActions.copy(body);
    model.notices().done("Copied the request with its markers");
  }

  /** Keys that the views handle themselves. */
  List<ViewKeys> keys() {
    return List.of(
        new ViewKeys(
            "Prompt editor",
            List.of(
                line("Alt+↑ ↓", "Move the segment"),
                line("F3", "Next match"),
                line("Esc", "Stop the run"))),
        new ViewKeys(
            "Prefix tree",
            List.of(
                line("← → ↑ ↓", "Walk the nodes"),
                line("Shift+← →", "Walk the blocks"),
                line("P", "Pin; Shift+P unpins"),
                line("E", "Order of eviction"),
                line("/", "Search"),
                line("+ − 0", "Zoom in, out, show all"),
                line("Ctrl+wheel", "Zoom about the cursor"),
                line("Double-click", "Show all"),
                line("Esc", "Select nothing"))),
        new ViewKeys("Requests", List.of(line("/", "Filter"))),
        new ViewKeys("Everywhere", List.of(line("?", "This sheet"))));
  }

  private static KeySheet.ViewKeys.Line line(String key, String text) {
    return new KeySheet.ViewKeys.Line(key, text);
  }

  void previewFix() {
    if (Scenes.isSeen(compared)) {
      compared.openPreview();
    } else {
      atPrompt(fixes::openPreview);
    }
  }

  void openSampling() {
    atPrompt(() -> above(new SamplingForm(options), strip.samplingButton()));
  }

  void openVariables() {
    atPrompt(() -> above(new VariablesForm(options), strip.variablesButton()));
  }

  private static void above(Region form, Node button) {
    PopOvers.showAbove(PopOvers.above(PopOvers.scrolling(form)), button);
  }

  /** What hangs from the prompt's pane brings the pane with it. */
  private void atPrompt(Runnable open) {
    if (Scenes.isSeen(prompt)) {
      open.run();
      return;
    }
    model.place().set(Place.PROMPT);
    model.promptShown().set(true);
    Platform.runLater(open);
  }

  /** Drawn text follows the style sheets' text. */
  private void size(Appearance look) {
    double size = look.fontSize().get();
    prompt.setTextSize(PromptView.TEXT_SIZE * size / Fonts.BODY);
    tree.setTextSize(size);
    requests.setTextSize(size);
    pair.setTextSize(size);
    inspector.setZoom(size / Fonts.BODY);
    compare.setZoom(size / Fonts.BODY);
    verdict.setZoom(size / Fonts.BODY);
  }

  /** A strip of its own below the segments, so that they do not seem to lie under the bar. */
  private VBox docked(FixBar bar, Appearance look) {
    VBox dock = new VBox(bar);
    dock.getStyleClass().add("wp-fix-strip");
    dock.visibleProperty().bind(
        bar.visibleProperty()
            .and(
                prompt.heightProperty()
                    .greaterThanOrEqualTo(look.fontSize().multiply(ROOM_FOR_FIX))));
    dock.managedProperty().bind(dock.visibleProperty());
    return dock;
  }
}
