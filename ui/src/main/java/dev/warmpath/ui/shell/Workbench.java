package dev.warmpath.ui.shell;

import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.commands.Commands;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.frame.Banners;
import dev.warmpath.ui.frame.Overlays;
import dev.warmpath.ui.frame.Panes;
import dev.warmpath.ui.frame.Rail;
import dev.warmpath.ui.frame.StatusLine;
import dev.warmpath.ui.frame.Toasts;
import dev.warmpath.ui.frame.TopBar;
import dev.warmpath.ui.look.StyleSheets;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Settings;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import dev.warmpath.ui.settings.SettingsView;
import dev.warmpath.ui.settings.SettingsViewModel;
import dev.warmpath.ui.tree.paint.TreeShades;
import dev.warmpath.ui.welcome.WelcomeView;
import dev.warmpath.ui.welcome.WelcomeViewModel;
import dev.warmpath.ui.workbench.Place;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The window's content, made from ports: nothing static, so several can live in one process (tests,
 * pictures). FX thread.
 */
public final class Workbench {
  private final Ports ports;
  private final WorkbenchViewModel model;
  private final Commands commands;
  private final WorkbenchViews views;
  private final Panes panes;
  private final Overlays overlays;
  private final TopBar top;
  private final Scene scene;
  private final EngineTick tick;
  private final WindowMemory memory;
  private @Nullable Stage stage;
  private Subscription followed = Subscription.EMPTY;

  public Workbench(Ports ports) {
    this.ports = ports;
    model = new WorkbenchViewModel(ports, StageActions::copy);
    views = new WorkbenchViews(model);
    commands = WorkbenchCommands.of(model, new StageActions(this), views.actions());
    panes = new Panes(views.panes(), model);
    overlays = new Overlays(model, commands, views.keys());
    top = new TopBar(model, commands);
    StackPane root = new StackPane(frame(), overlays);
    root.getStyleClass().add("wp-root");
    Settings.WindowBounds bounds = ports.preferences().get(Settings.WINDOW);
    scene = new Scene(root, bounds.width(), bounds.height());
    StyleSheets.follow(scene, model.appearance());
    new WindowKeys(scene, commands, () -> model.notices().question().get() != null).install();
    new Dropping(scene, model).install();
    new Toasts(root, model.notices());
    memory = new WindowMemory(ports.preferences());
    tick =
        new EngineTick(
            model::tick,
            model::busy,
            ports.fx());
    model.onWake(tick::wake);
    model.place().addListener((p, old, now) -> Platform.runLater(() -> views.focus(now)));
    model.document().openings().addListener((p, old, now) -> Platform.runLater(this::focusPrompt));
  }

  public WorkbenchViewModel model() {
    return model;
  }

  public Commands commands() {
    return commands;
  }

  public Scene scene() {
    return scene;
  }

  /** The text control of a segment. */
  public TokenEditor editor(String segment) {
    return views.prompt().editor(segment);
  }

  /** Runs the painters of all panes. */
  public FrameClock clock() {
    return views.clock();
  }

  /** Puts the content into {@code stage}, shows it, and begins: model, endpoint, recovery. */
  public void show(Stage stage) {
    this.stage = stage;
    followed = StyleSheets.followSystem(model.appearance());
    stage.setScene(scene);
    stage.titleProperty().bind(title());
    memory.restore(stage);
    stage.setOnCloseRequest(
        event -> {
          event.consume();
          quit();
        });
    stage.show();
    begin();
  }

  /** Shows the content at a size, without beginning anything: for pictures. */
  void place(Stage stage, double width, double height) {
    this.stage = stage;
    stage.initStyle(StageStyle.UNDECORATED);
    stage.setScene(scene);
    stage.setWidth(width);
    stage.setHeight(height);
    stage.show();
  }

  /**
   * Makes the content another size: for pictures. In another stage: JavaFX 26's headless screen
   * fails to move one that is larger than itself.
   */
  void resize(double width, double height) {
    Stage old = stage;
    if (old != null && (old.getWidth() != width || old.getHeight() != height)) {
      old.setScene(null);
      place(new Stage(), width, height);
      old.hide();
    }
  }

  /** Closes everything that stands above the panes, and goes back to the prompt. */
  void tidy() {
    List.copyOf(Window.getWindows()).reversed().stream()
        .filter(window -> window instanceof PopupWindow)
        .forEach(Window::hide);
    model.notices().question().set(null);
    List.copyOf(model.notices().banners()).forEach(model.notices()::close);
    model.overlay().set(WorkbenchViewModel.Overlay.NONE);
    model.selection().block().set(null);
    model.place().set(Place.PROMPT);
    model.prompt().rendered().set(false);
    model.tree().orderShown().set(false);
    model.tree().colourBy().set(TreeShades.By.RECENCY);
    model.tree().finder().query().set("");
    model.appearance().usualSize();
  }

  /** Takes the content away again; models and the toolkit stay. */
  public void detach() {
    tick.stop();
    for (Window window : List.copyOf(Window.getWindows()).reversed()) {
      if (window == stage || window instanceof PopupWindow) {
        window.hide();
      }
    }
    model.feed().show(null);
  }

  /** Starts to look at the engine and loads the usual model. */
  void begin() {
    tick.start();
    model.start();
  }

  /** Ends the program after asking about unsaved work. */
  public void quit() {
    model.document().guard(this::shutdown);
  }

  /**
   * Ends the program: the only way. Every window is hidden before the toolkit goes, newest first:
   * leaving it to the toolkit while a popup shows crashes the GTK library.
   */
  public void shutdown() {
    if (stage != null) {
      memory.store(stage);
    }
    close();
    List<Window> windows = List.copyOf(Window.getWindows());
    for (Window window : windows.reversed()) {
      window.hide();
    }
    Platform.exit();
  }

  /** Stops looking at the engine and frees the model; the toolkit goes on. */
  public void close() {
    panes.remember();
    tick.stop();
    followed.unsubscribe();
    model.document().recovery().drop();
    model.models().cancel();
    model.models().unload();
    model.pair().close();
    ports.endpoint().stop();
  }

  @Nullable Stage stage() {
    return stage;
  }

  Overlays overlays() {
    return overlays;
  }

  TopBar top() {
    return top;
  }

  Panes layout() {
    return panes;
  }

  WorkbenchViews views() {
    return views;
  }

  private Node frame() {
    WelcomeView welcome =
        new WelcomeView(
            new WelcomeViewModel(
                ports, model.feed(),
                failure -> model.notices().fail(Notices.Subject.SAMPLES, failure)),
            model.document(),
            model.models(),
            model.endpoint().state(),
            () -> commands.get("file.import").run());
    SettingsView settings =
        new SettingsView(
            new SettingsViewModel(ports, model.models(), model.document().recovery()),
            model.models(),
            model.appearance());
    model.endpoint().state().addListener((p, old, now) -> settings.refresh());
    StackPane places = new StackPane(panes, welcome, settings);
    VBox.setVgrow(places, Priority.ALWAYS);
    shownWhen(settings, model.place().isEqualTo(Place.SETTINGS));
    shownWhen(welcome, model.welcome());
    shownWhen(panes, model.place().isNotEqualTo(Place.SETTINGS).and(model.welcome().not()));
    BorderPane frame = new BorderPane(new VBox(new Banners(model.notices()), places));
    frame.setMinSize(0, 0);
    places.setMinSize(0, 0);
    frame.setTop(top);
    frame.setLeft(new Rail(model, commands));
    frame.setBottom(new StatusLine(model));
    return frame;
  }

  private void focusPrompt() {
    if (model.document().open().get()) {
      views.focus(Place.PROMPT);
    }
  }

  private static void shownWhen(
      Node node, ObservableValue<Boolean> shown) {
    node.visibleProperty().bind(shown);
    node.managedProperty().bind(shown);
  }

  private ObservableValue<String> title() {
    return Bindings.createStringBinding(
        () -> {
          String name = model.document().title().get();
          String mark = model.document().edited().get() ? " · edited" : "";
          return name.isEmpty() ? "Warmpath" : name + mark + " – Warmpath";
        },
        model.document().title(),
        model.document().edited());
  }
}
