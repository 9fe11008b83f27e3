package dev.warmpath.ui.shell;

import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.document.DocumentViewModel;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.look.Appearance;
import dev.warmpath.ui.models.LoadState;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.ports.EndpointControl;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Settings;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The state of the whole window, made of its parts' view models. FX thread; starts no threads. */
public final class WorkbenchViewModel {
  private static final String MODEL = "model";
  private static final String ENDPOINT = "endpoint";
  private static final String TEMPLATE = "template";

  /** A sheet above everything. */
  public enum Overlay { NONE, PALETTE, KEYS }

  private final Ports ports;
  private final EngineFeed feed = new EngineFeed();
  private final Selection selection = new Selection();
  private final Notices notices = new Notices();
  private final DocumentViewModel document;
  private final ModelsViewModel models;
  private final Appearance appearance;
  private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.PROMPT);
  private final ObjectProperty<Overlay> overlay = new SimpleObjectProperty<>(Overlay.NONE);
  private final BooleanProperty promptShown = new SimpleBooleanProperty(true);
  private final BooleanProperty requestsShown = new SimpleBooleanProperty(true);
  private final BooleanProperty inspectorShown = new SimpleBooleanProperty(true);
  private final ReadOnlyObjectWrapper<EngineFacts> facts =
      new ReadOnlyObjectWrapper<>(EngineFacts.NONE);
  private final ReadOnlyObjectWrapper<EndpointControl.State> endpoint;
  private final BooleanBinding welcome;

  public WorkbenchViewModel(Ports ports) {
    this.ports = ports;
    document = new DocumentViewModel(ports, notices);
    models = new ModelsViewModel(ports, feed);
    appearance = new Appearance(ports.preferences());
    endpoint = new ReadOnlyObjectWrapper<>(ports.endpoint().state());
    welcome = Bindings.createBooleanBinding(
        () -> place.get() == Place.PROMPT && !document.open().get(), place, document.open());
    models.state().addListener((p, old, now) -> tell(now));
    document.open().addListener((p, old, now) -> {
      if (now) {
        place.set(Place.PROMPT);
      }
    });
  }

  /** What happens once the window is there: the usual model, the endpoint, text left behind. */
  public void start() {
    models.loadUsual();
    document.recovery().offer();
    if (ports.preferences().get(Settings.ENDPOINT_ON)) {
      ports.endpoint().start(ports.preferences().get(Settings.ENDPOINT_PORT));
    }
  }

  /** Takes over what changed in the engine and the endpoint; called many times a second. */
  public void tick() {
    feed.poll();
    EngineFacts now =
        EngineFacts.of(feed.model().get(), feed.snapshot().get(), feed.status().get());
    if (!now.equals(facts.get())) {
      facts.set(now);
    }
    EndpointControl.State state = ports.endpoint().state();
    if (!state.equals(endpoint.get())) {
      endpoint.set(state);
      if (state.problem().isEmpty()) {
        notices.clear(ENDPOINT);
      } else {
        notices.show(Notices.Kind.ERROR, ENDPOINT, state.problem());
      }
    }
    document.recovery().tick();
  }

  /** Why nothing can be sent now; empty when it can. */
  String sendProblem() {
    if (feed.model().get() == null) {
      return "no model is loaded";
    }
    return document.workspace().get().segments().isEmpty() ? "it has no segments" : "";
  }

  public void toggleEndpoint() {
    boolean on = !endpoint.get().running();
    ports.preferences().put(Settings.ENDPOINT_ON, on);
    if (on) {
      ports.endpoint().start(ports.preferences().get(Settings.ENDPOINT_PORT));
    } else {
      ports.endpoint().stop();
    }
    tick();
  }

  private void tell(LoadState now) {
    switch (now) {
      case LoadState.Failed failed ->
          notices.show(
              Notices.Kind.ERROR, MODEL, failed.message(),
              new Notices.Choice("Try again", models::reload),
              new Notices.Choice("Choose another…", models::browse));
      case LoadState.Ready ready -> {
        notices.clear(MODEL);
        String warning = ready.model().warning();
        if (!warning.isEmpty()) {
          notices.show(Notices.Kind.WARNING, TEMPLATE, warning);
        }
      }
      case LoadState.Loading loading -> {
        notices.clear(MODEL);
        notices.clear(TEMPLATE);
      }
      case LoadState.None none -> notices.clear(TEMPLATE);
    }
  }

  public Ports ports() {
    return ports;
  }

  public EngineFeed feed() {
    return feed;
  }

  public Selection selection() {
    return selection;
  }

  public Notices notices() {
    return notices;
  }

  public DocumentViewModel document() {
    return document;
  }

  public ModelsViewModel models() {
    return models;
  }

  public Appearance appearance() {
    return appearance;
  }

  public ObjectProperty<Place> place() {
    return place;
  }

  public ObjectProperty<Overlay> overlay() {
    return overlay;
  }

  public BooleanProperty promptShown() {
    return promptShown;
  }

  public BooleanProperty requestsShown() {
    return requestsShown;
  }

  public BooleanProperty inspectorShown() {
    return inspectorShown;
  }

  ReadOnlyObjectProperty<EngineFacts> facts() {
    return facts.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<EndpointControl.State> endpoint() {
    return endpoint.getReadOnlyProperty();
  }

  /** True while the welcome screen has the room. */
  public BooleanBinding welcome() {
    return welcome;
  }
}
