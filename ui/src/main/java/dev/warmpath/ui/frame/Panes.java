package dev.warmpath.ui.frame;

import dev.warmpath.ui.look.Scenes;
import dev.warmpath.ui.pair.PairView;
import dev.warmpath.ui.ports.Preferences;
import dev.warmpath.ui.ports.Settings;
import dev.warmpath.ui.workbench.Place;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * Lays the views out for a place of the window, and remembers where the dividers were in each.
 * Views are made once and move between places. FX thread.
 */
public final class Panes extends StackPane {
  /**
   * The views.
   *
   * @param compare two requests side by side
   * @param pair two models side by side; takes the tree in
   */
  public record Views(
      Node prompt, Node tree, Node requests, Node inspector, Node compare, PairView pair) {}

  /** A narrower window has no room for three panes; the inspector comes back on demand. */
  private static final double THREE_FROM = 1240;

  private static final double LEAST_PROMPT = 340;
  private static final double LEAST_MIDDLE = 320;

  /** A name and a value beside it, with text of the usual size; larger text needs more. */
  private static final double LEAST_INSPECTOR = 310;

  /** A head and two rows. */
  private static final double LEAST_HEIGHT = 96;

  private static final double DIVIDERS = 4;

  /** Side by side: prompt, tree and requests, inspector. */
  private static final int MOST_PANES = 3;

  private final Views views;
  private final WorkbenchViewModel model;
  private final Preferences preferences;
  private final SplitPane across = new SplitPane();
  private final SplitPane down = new SplitPane();
  private Place shown = Place.PROMPT;
  private boolean arranging;
  private boolean laidOut;

  public Panes(Views views, WorkbenchViewModel model) {
    this.views = views;
    this.model = model;
    this.preferences = model.ports().preferences();
    getStyleClass().add("wp-panes");
    down.setOrientation(Orientation.VERTICAL);
    across.getStyleClass().add("wp-split");
    down.getStyleClass().add("wp-split");
    getChildren().add(across);
    least(views.prompt(), LEAST_PROMPT);
    least(down, LEAST_MIDDLE);
    least(views.tree(), 0);
    least(views.requests(), 0);
    least(views.compare(), 0);
    least(views.pair(), 0);
    ((Region) views.tree()).setMinHeight(LEAST_HEIGHT);
    ((Region) views.requests()).setMinHeight(LEAST_HEIGHT);
    SplitPane.setResizableWithParent(views.inspector(), false);
    SplitPane.setResizableWithParent(views.prompt(), false);
    model.place().addListener((p, old, now) -> arrange());
    model.promptShown().addListener((p, old, now) -> arrange());
    model.requestsShown().addListener((p, old, now) -> arrange());
    model.inspectorShown().addListener((p, old, now) -> arrange());
    model.appearance().fontSize().addListener((p, old, now) -> keepDivider());
    down.heightProperty().addListener((p, old, now) -> keepDivider());
    model.appearance().fontSize().addListener((p, old, now) -> fitInspector());
    widthProperty().addListener((p, old, now) -> fitInspector());
    widthProperty().addListener((p, old, now) -> resized(old.doubleValue(), now.doubleValue()));
    fitInspector();
    arrange();
  }

  /**
   * A few pixels less for the panes, as a banner or larger texts take more, and SplitPane shuts the
   * upper.
   */
  private void keepDivider() {
    Scene scene = getScene();
    if (scene == null || arranging || !laidOut || down.getDividers().isEmpty()) {
      return;
    }
    double position = down.getDividerPositions()[0];
    Scenes.afterLayout(scene, () -> down.setDividerPositions(position));
  }

  private void fitInspector() {
    double wanted =
        LEAST_INSPECTOR * model.appearance().fontSize().get() / Settings.FONT_SIZE.fallback();
    double room = getWidth() - LEAST_PROMPT - LEAST_MIDDLE - DIVIDERS;
    least(views.inspector(), Math.max(LEAST_INSPECTOR, Math.min(wanted, room)));
  }

  /** Narrower than this a pane cannot be used; its divider stops there. */
  private static void least(Node view, double width) {
    ((Region) view).setMinWidth(width);
  }

  /** Stores the dividers of what is on screen now. */
  public void remember() {
    if (arranging || !laidOut) {
      return;
    }
    int panes = across.getItems().size();
    // Where the window has no room for three the dividers are where they must be, not by choice.
    if (panes < MOST_PANES || getWidth() >= THREE_FROM) {
      store(across, name("across", panes));
    }
    if (down.getItems().size() > 1) {
      store(down, downName());
    }
  }

  /** All panes that there is room for, with the dividers where a new window has them. */
  public void usual() {
    for (int panes = 1; panes <= MOST_PANES; panes++) {
      preferences.put(Settings.dividers(name("across", panes), List.of()), List.of());
    }
    preferences.put(Settings.dividers(downName(), List.of()), List.of());
    // Arranging stores the present dividers first: not the ones that are to go.
    laidOut = false;
    model.promptShown().set(true);
    model.requestsShown().set(true);
    model.inspectorShown().set(getWidth() >= THREE_FROM);
    arrange();
    laidOut = true;
  }

  private String downName() {
    return shown.name().toLowerCase(Locale.ROOT) + ".down";
  }

  private void resized(double before, double now) {
    if (!laidOut && now > 0) {
      // Dividers set before the first layout are lost: there was no width to divide.
      laidOut = true;
      Platform.runLater(this::restoreAll);
    }
    boolean crossed = (before >= THREE_FROM) != (now >= THREE_FROM);
    if (crossed && before > 0 || before == 0 && now < THREE_FROM) {
      model.inspectorShown().set(now >= THREE_FROM);
    }
  }

  private void arrange() {
    Place place = model.place().get();
    if (place == Place.SETTINGS) {
      return;
    }
    remember();
    arranging = true;
    shown = place;
    down.getItems().clear();
    across.getItems().clear();
    views.pair().firstTree().getChildren().clear();
    List<Node> nodes = new ArrayList<>();
    switch (place) {
      case PROMPT -> {
        if (model.promptShown().get()) {
          nodes.add(views.prompt());
        }
        down.getItems().add(views.tree());
        if (model.requestsShown().get()) {
          down.getItems().add(views.requests());
        }
        nodes.add(down);
      }
      case EXPLORER -> nodes.add(views.tree());
      case REQUESTS -> nodes.add(views.requests());
      case COMPARE -> nodes.add(views.compare());
      case MODELS -> {
        if (model.promptShown().get()) {
          nodes.add(views.prompt());
        }
        views.pair().firstTree().getChildren().setAll(views.tree());
        nodes.add(views.pair());
      }
      case SETTINGS -> throw new IllegalStateException("settings have no panes");
    }
    boolean inspects = place != Place.COMPARE && place != Place.MODELS;
    if (inspects && model.inspectorShown().get()) {
      nodes.add(views.inspector());
    }
    across.getItems().setAll(nodes);
    restoreAll();
    // Once more when the panes have their size: positions set before are lost.
    Platform.runLater(this::restoreLaidOut);
  }

  /** In a window that just grew the panes are laid out once more before they keep their places. */
  private void restoreLaidOut() {
    restoreAll();
    Scene scene = getScene();
    if (scene == null) {
      arranging = false;
      return;
    }
    Scenes.afterLayout(
        scene,
        () -> {
          restoreAll();
          arranging = false;
        });
    Platform.requestNextPulse();
  }

  private void restoreAll() {
    restore(across, name("across", across.getItems().size()), usual(shown, across.getItems()));
    restore(down, downName(), List.of(0.5));
  }

  private List<Double> usual(Place place, List<Node> nodes) {
    boolean inspector = nodes.contains(views.inspector());
    if (place == Place.MODELS) {
      return nodes.size() > 1 ? List.of(0.3) : List.of();
    }
    if (place != Place.PROMPT) {
      return inspector ? List.of(0.78) : List.of();
    }
    boolean prompt = nodes.contains(views.prompt());
    if (prompt && inspector) {
      return List.of(0.325, 0.80);
    }
    return prompt ? List.of(0.44) : inspector ? List.of(0.78) : List.of();
  }

  /** Another set of panes has other dividers. */
  private String name(String which, int panes) {
    return shown.name().toLowerCase(Locale.ROOT) + "." + which + "."
        + panes;
  }

  private void store(SplitPane pane, String name) {
    double[] positions = pane.getDividerPositions();
    if (positions.length > 0 && pane.getWidth() > 0) {
      preferences.put(
          Settings.dividers(name, List.of()),
          Arrays.stream(positions).map(p -> Math.clamp(p, 0, 1)).boxed().toList());
    }
  }

  private void restore(SplitPane pane, String name, List<Double> usual) {
    List<Double> kept = preferences.get(Settings.dividers(name, usual));
    List<Double> positions = kept.size() == usual.size() ? kept : usual;
    for (int i = 0; i < Math.min(positions.size(), pane.getDividers().size()); i++) {
      pane.setDividerPosition(i, positions.get(i));
    }
  }
}
