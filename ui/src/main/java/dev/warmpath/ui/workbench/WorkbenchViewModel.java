package dev.warmpath.ui.workbench;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.compare.CompareViewModel;
import dev.warmpath.ui.document.DocumentViewModel;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.inspect.InspectorViewModel;
import dev.warmpath.ui.look.Appearance;
import dev.warmpath.ui.models.ModelCatalog;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.pair.PairViewModel;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.prompt.PromptViewModel;
import dev.warmpath.ui.prompt.model.Forecast;
import dev.warmpath.ui.requests.RequestLogViewModel;
import dev.warmpath.ui.tree.PrefixTreeViewModel;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The state of the whole window, made of its parts' view models. FX thread; starts no threads. */
public final class WorkbenchViewModel {
  /** A sheet above everything. */
  public enum Overlay { NONE, PALETTE, KEYS }

  private final Ports ports;
  private final EngineFeed feed = new EngineFeed();
  private final Selection selection = new Selection();
  private final Notices notices = new Notices();
  private final DocumentViewModel document;
  private final ModelsViewModel models;
  private final Appearance appearance;
  private final PromptViewModel prompt;
  private final PrefixTreeViewModel tree;
  private final RequestLogViewModel requests;
  private final InspectorViewModel inspector;
  private final CompareViewModel compare;
  private final PairViewModel pair;
  private final Explaining explaining;
  private Runnable waker = () -> { };
  private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.PROMPT);
  private final ObjectProperty<Overlay> overlay = new SimpleObjectProperty<>(Overlay.NONE);
  private final BooleanProperty promptShown = new SimpleBooleanProperty(true);
  private final BooleanProperty requestsShown = new SimpleBooleanProperty(true);
  private final BooleanProperty inspectorShown = new SimpleBooleanProperty(true);
  private final ReadOnlyObjectWrapper<EngineFacts> facts =
      new ReadOnlyObjectWrapper<>(EngineFacts.NONE);
  private final EndpointViewModel endpoint;
  private final BooleanBinding welcome;

  /**
   * @param clipboard puts a text on the clipboard
   */
  public WorkbenchViewModel(Ports ports, Consumer<String> clipboard) {
    this.ports = ports;
    document = new DocumentViewModel(ports, notices);
    ModelCatalog catalog = new ModelCatalog(ports);
    models = new ModelsViewModel(ports, feed, catalog, ModelsViewModel.Role.MAIN);
    appearance = new Appearance(ports.preferences());
    prompt =
        new PromptViewModel(
            feed, selection, new LatestTask<>(ports.work(), ports.fx()),
            new LatestTask<>(ports.work(), ports.fx()), ports.clock());
    CacheCommands cache = new CacheCommands(this);
    tree =
        new PrefixTreeViewModel(
            feed, selection, ports.clock(), cache,
            new LatestTask<>(ports.work(), ports.fx()));
    requests = new RequestLogViewModel(feed, selection, new LogActions(this, clipboard));
    inspector = new InspectorViewModel(feed, selection, ports.clock(), cache, models);
    inspector.tokens().set(new ForecastTokens(prompt.forecast()));
    inspector.events().set(tree::events);
    compare = new CompareViewModel(feed, selection);
    pair = SecondModel.of(this);
    explaining = new Explaining(this);
    endpoint = new EndpointViewModel(ports, notices, clipboard);
    welcome = Bindings.createBooleanBinding(
        () -> place.get() == Place.PROMPT && !document.open().get(), place, document.open());
    LoadNotices loading = new LoadNotices(models, notices);
    models.state().addListener((p, old, now) -> loading.tell(now));
    models.refused().addListener((p, old, now) -> loading.refused(now));
    prompt.share(document.workspace(), document.edited(), document.title());
    document.edited().addListener((p, old, now) -> saved(now));
    prompt.running().addListener((p, old, now) -> wake());
    prompt.forecast().addListener((p, old, now) -> outline(now));
    tree.shown().addListener((p, old, now) -> lookBack(now));
    selection.request().addListener((p, old, now) -> inspect(now));
    selection.block().addListener((p, old, now) -> inspect(now));
    compare.comparison().addListener((p, old, now) -> leaveComparison(now));
    document.openings().addListener((p, old, now) -> place.set(Place.PROMPT));
    place.addListener((p, old, now) -> leave(old));
  }

  /** What happens once the window is there: the usual model, the endpoint, text left behind. */
  public void start() {
    models.loadUsual();
    document.recovery().offer();
    explaining.start();
    endpoint.begin();
  }

  /** Takes over what changed in the engine and the endpoint; called many times a second. */
  public void tick() {
    feed.poll();
    prompt.poll();
    tree.tick();
    inspector.tick();
    pair.tick();
    EngineFacts now =
        EngineFacts.of(feed.model().get(), feed.snapshot().get(), feed.status().get());
    if (!now.equals(facts.get())) {
      facts.set(now);
    }
    endpoint.poll();
    document.recovery().tick();
  }

  /** The engine has work now: it is looked at in every pulse until it rests. */
  public void wake() {
    waker.run();
  }

  /** What {@link #wake} does; the window sets it. */
  public void onWake(Runnable wakes) {
    waker = wakes;
  }

  /** Both know what is unsaved; the document decides. */
  private void saved(boolean edited) {
    if (!edited && prompt.document().edited().get()) {
      prompt.document().markSaved();
    }
  }

  /** What was picked is shown, also where the window was too narrow for the inspector so far. */
  private void inspect(@Nullable Object picked) {
    if (picked != null && !explaining.selecting()) {
      inspectorShown.set(true);
    }
  }

  /** The inspector shows the time that the tree shows. */
  private void lookBack(CacheSnapshot shown) {
    inspector.snapshot().set(tree.scrubbedTo().get() == null ? null : shown);
  }

  /** The time slider is the explorer's: elsewhere the tree is always the newest one. */
  private void leave(Place left) {
    if (left == Place.EXPLORER) {
      tree.scrub(null);
    }
  }

  /** The comparison was closed: back to where its requests are listed. */
  private void leaveComparison(CompareViewModel.@Nullable Comparison shown) {
    if (shown == null && place.get() == Place.COMPARE) {
      place.set(Place.REQUESTS);
    }
  }

  /** Compares the two selected requests, or the last two when fewer are selected. */
  public void compareRequests() {
    List<Trace> traces = feed.traces().get();
    if (compare.comparison().get() == null && traces.size() > 1) {
      selection.compared().set(traces.get(traces.size() - 2).id());
      selection.request().set(traces.getLast().id());
    }
    place.set(Place.COMPARE);
  }

  /** Opens a second model beside the first: the place where it is chosen, or seen. */
  public void compareModels() {
    models.catalog().refresh();
    place.set(Place.MODELS);
  }

  /** The inspector shows the open model: what it is, and what its template risks. */
  public void showModel() {
    inspector.close();
    inspectorShown.set(true);
    if (place.get() == Place.COMPARE || place.get() == Place.MODELS) {
      place.set(Place.PROMPT);
    }
  }

  /** True while a request runs or waits on either model. */
  public boolean busy() {
    return facts.get().busy() || prompt.running().get() || pair.running().get();
  }

  private void outline(@Nullable Forecast forecast) {
    tree.prompt()
        .set(
            forecast == null
                ? null
                : new PrefixTreeViewModel.PromptPath(
                    forecast.match(), forecast.tokens().ids()));
  }

  /** Why nothing can be sent now; empty when it can. */
  public String sendProblem() {
    if (feed.model().get() == null) {
      return "no model is loaded";
    }
    return document.workspace().get().segments().isEmpty() ? "it has no segments" : "";
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

  public PromptViewModel prompt() {
    return prompt;
  }

  public PrefixTreeViewModel tree() {
    return tree;
  }

  public RequestLogViewModel requests() {
    return requests;
  }

  public InspectorViewModel inspector() {
    return inspector;
  }

  public CompareViewModel compare() {
    return compare;
  }

  /** The second model and what it makes of the prompt. */
  public PairViewModel pair() {
    return pair;
  }

  public Explaining explaining() {
    return explaining;
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

  public ReadOnlyObjectProperty<EngineFacts> facts() {
    return facts.getReadOnlyProperty();
  }

  public EndpointViewModel endpoint() {
    return endpoint;
  }

  /** True while the welcome screen has the room. */
  public BooleanBinding welcome() {
    return welcome;
  }
}
