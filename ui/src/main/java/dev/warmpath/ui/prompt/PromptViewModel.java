package dev.warmpath.ui.prompt;

import dev.warmpath.engine.EngineException;
import dev.warmpath.template.TemplateException;
import dev.warmpath.token.Segment;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.prompt.model.Forecast;
import dev.warmpath.ui.prompt.model.ForecastLens;
import dev.warmpath.ui.prompt.model.Forecaster;
import dev.warmpath.ui.prompt.model.PromptDocument;
import dev.warmpath.ui.prompt.model.PromptRun;
import dev.warmpath.ui.prompt.model.PromptRuns;
import dev.warmpath.ui.prompt.model.SegmentItem;
import dev.warmpath.ui.prompt.model.TokenFacts;
import dev.warmpath.workspace.Variables;
import dev.warmpath.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;
import org.jspecify.annotations.Nullable;

/**
 * The prompt being edited, what the cache holds of it, and sending it. Every edit starts a new
 * forecast of which only the newest is shown; the window calls {@link #poll} once per pulse. FX
 * thread.
 */
public final class PromptViewModel {
  private final EngineFeed feed;
  private final Selection selection;
  private final LatestTask<Forecast> forecasts;
  private final Clock clock;
  private final PromptDocument document;
  private final PromptRuns runs;
  private final Forecaster forecaster;
  private final AtomicLong counter = new AtomicLong();
  private final ReadOnlyObjectWrapper<@Nullable Forecast> forecast = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final BooleanProperty rendered = new SimpleBooleanProperty();
  private final BooleanProperty boundaries = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper edited = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private final ObjectProperty<@Nullable ForecastLens> lens = new SimpleObjectProperty<>();
  private Forecast.@Nullable Prepared prepared;

  /**
   * @param feed the engine; its model and snapshot start new forecasts
   * @param forecasts runs forecasts; results on the FX thread
   * @param sends prepares what is sent, apart from forecasts so that typing on can't drop it
   */
  public PromptViewModel(
      EngineFeed feed, Selection selection, LatestTask<Forecast> forecasts,
      LatestTask<Forecast> sends, Clock clock) {
    this(feed, selection, forecasts, new Sends(sends, new Forecaster()), clock);
  }

  /** How prompts are prepared for sending, and by what. */
  record Sends(LatestTask<Forecast> task, Forecaster forecaster) {}

  PromptViewModel(
      EngineFeed feed, Selection selection, LatestTask<Forecast> forecasts, Sends sends,
      Clock clock) {
    this.feed = feed;
    this.selection = selection;
    this.forecasts = forecasts;
    this.clock = clock;
    forecaster = sends.forecaster();
    document = new PromptDocument(clock);
    runs = new PromptRuns(document, sends.task(), clock);
    edited.bind(document.edited());
    document.workspace().addListener((property, was, is) -> workspaceChanged(was, is));
    feed.model().addListener((property, was, is) -> refresh());
    feed.snapshot().addListener((property, was, is) -> snapshotChanged());
    lens.addListener((property, was, is) -> snapshotChanged());
  }

  /** The rules that forecasts follow; null for what this engine's cache holds. */
  public ObjectProperty<@Nullable ForecastLens> lens() {
    return lens;
  }

  public PromptDocument document() {
    return document;
  }

  public ReadOnlyObjectProperty<Workspace> workspace() {
    return document.workspace();
  }

  /** What sending now would do; null while no model is open or the prompt can't be rendered. */
  public ReadOnlyObjectProperty<@Nullable Forecast> forecast() {
    return forecast.getReadOnlyProperty();
  }

  /** The request that runs or ran last; null before the first and after another was opened. */
  public ReadOnlyObjectProperty<@Nullable PromptRun> run() {
    return runs.run();
  }

  public ReadOnlyBooleanProperty running() {
    return runs.running();
  }

  /** Why the prompt can't be forecast as it is; empty when it can. */
  public ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** An error of the last request, to show as a banner; empty for none. */
  public ReadOnlyStringProperty banner() {
    return runs.banner();
  }

  public void dismissBanner() {
    runs.dismissBanner();
  }

  /** True shows the exact text after the template instead of the segments. */
  public BooleanProperty rendered() {
    return rendered;
  }

  /** True marks where each token starts. */
  public BooleanProperty boundaries() {
    return boundaries;
  }

  /** True while a model is open. */
  public boolean ready() {
    return feed.model().get() != null;
  }

  /** Shows another workspace; the run shown before is forgotten. */
  public void open(Workspace workspace) {
    runs.forget();
    counter.set(0);
    document.open(workspace);
    refresh();
  }

  /**
   * Edits the window's workspace: what is opened or set there is shown here, what is typed here is
   * written there. Call once.
   *
   * @param shared the window's workspace
   * @param sharedEdited whether it differs from its file
   * @param name what the window calls it
   */
  public void share(
      ObjectProperty<Workspace> shared, ObservableBooleanValue sharedEdited,
      ObservableStringValue name) {
    edited.bind(sharedEdited);
    title.bind(name);
    open(shared.get());
    shared.addListener((property, was, is) -> adopt(is));
    document.workspace().addListener((property, was, is) -> shared.set(is));
  }

  /** A workspace with other segments is another one; anything else is a change of its settings. */
  private void adopt(Workspace other) {
    Workspace own = document.workspace().get();
    if (other.equals(own)) {
      return;
    }
    if (other.segments().equals(own.segments())) {
      document.change(old -> other);
    } else {
      open(other);
    }
  }

  /** True while the prompt differs from what was opened or saved. */
  public ReadOnlyBooleanProperty edited() {
    return edited.getReadOnlyProperty();
  }

  /** What the window calls the prompt: its file's name; empty without a window. */
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  /** Reads what the running request produced; call once per pulse. */
  public void poll() {
    runs.poll();
  }

  /** Sends the prompt with its variables freshly filled; {@code cold} uses no cache. */
  public void send(boolean cold) {
    LoadedModel model = feed.model().get();
    if (model == null) {
      runs.refuse("No model is open. Open one, then send again.");
      return;
    }
    Workspace workspace = document.workspace().get();
    if (workspace.segments().isEmpty()) {
      runs.refuse("There is nothing to send. Add a segment and write a prompt.");
      return;
    }
    Variables fresh = Variables.fresh(workspace.variables(), clock, counter);
    runs.send(
        () -> forecaster.forecast(forecaster.prepare(workspace, model, fresh),
            model.engine().snapshot()),
        cold);
  }

  public void cancel() {
    runs.cancel();
  }

  /** Makes the answer the next turn and adds an empty one for the user. */
  public void continueConversation() {
    PromptRun last = run().get();
    if (last == null || !last.ended() || last.answer().length() == 0) {
      return;
    }
    List<Segment> turns = new ArrayList<>(document.workspace().get().segments());
    turns.add(segment(Segment.Kind.ASSISTANT, last.answer().toString()));
    Segment next = segment(Segment.Kind.USER, "");
    turns.add(next);
    document.replaceAll(turns);
    document.place().set(new PromptDocument.Place(next.id(), 0, 0));
    runs.forget();
  }

  /** Puts a suggested question in the last user turn, or adds one. */
  public void suggest(String question) {
    SegmentItem user = null;
    for (SegmentItem item : document.segments()) {
      if (item.segment().get().kind() == Segment.Kind.USER) {
        user = item;
      }
    }
    if (user == null) {
      document.add(document.segments().size(), segment(Segment.Kind.USER, question));
    } else {
      document.replace(user.id(), 0, user.text().length(), question, false);
      document.place().set(new PromptDocument.Place(user.id(), 0, question.length()));
    }
  }

  /** Adds an empty segment behind another, or at the end when {@code after} is unknown. */
  public void add(Segment.Kind kind, String after) {
    int at = document.indexOf(after);
    document.add(at < 0 ? document.segments().size() : at + 1, segment(kind, ""));
  }

  public void duplicate(String id) {
    document.find(id).ifPresent(
        item -> {
          Segment copy = item.segment().get();
          document.add(
              document.indexOf(id) + 1,
              new Segment(
                  newId(), copy.kind(), copy.name(), copy.text(), copy.joins(), copy.folded()));
        });
  }

  /** What a hover says of a token: id, piece, position, block and state; empty for no token. */
  public String describe(int token) {
    Forecast now = forecast.get();
    return now == null || token < 0 || token >= now.tokens().size()
        ? ""
        : TokenFacts.of(now, token).words();
  }

  /** The user points at a token. */
  public void pick(int token) {
    selection.token().set(token);
  }

  private void workspaceChanged(Workspace was, Workspace is) {
    boolean same =
        was.segments().size() == is.segments().size()
            && was.unfolded().equals(is.unfolded());
    if (!same) {
      refresh();
    }
  }

  private void refresh() {
    prepared = null;
    LoadedModel model = feed.model().get();
    Workspace workspace = document.workspace().get();
    if (model == null || workspace.segments().isEmpty()) {
      forecasts.cancel();
      forecast.set(null);
      problem.set("");
      document.segments().forEach(item -> item.forecast().set(null));
      return;
    }
    // A forecast must not use up numbers of {{counter}}: it looks at what the next run will see.
    Variables variables =
        Variables.fresh(workspace.variables(), clock, new AtomicLong(counter.get()));
    ForecastLens rules = lens.get();
    submit(
        () -> forecaster.forecast(forecaster.prepare(workspace, model, variables),
            model.engine().snapshot(), rules));
  }

  /** The tokens stay the same: they are only looked up again. */
  private void snapshotChanged() {
    Forecast.Prepared known = prepared;
    if (known != null && known.model() == feed.model().get()) {
      ForecastLens rules = lens.get();
      submit(() -> forecaster.forecast(known, known.model().engine().snapshot(), rules));
    }
  }

  private void submit(Callable<Forecast> task) {
    forecasts.submit(task, this::show, this::failed);
  }

  private void show(Forecast newer) {
    prepared = newer.prepared();
    problem.set("");
    forecast.set(newer);
    List<Segment> of = newer.prepared().workspace().segments();
    for (int i = 0; i < of.size(); i++) {
      int index = i;
      document.find(of.get(i).id())
          .ifPresent(item -> item.forecast().set(newer.segments().get(index)));
    }
  }

  private void failed(Exception e) {
    boolean expected =
        e instanceof IllegalArgumentException
            || e instanceof TemplateException
            || e instanceof EngineException;
    forecast.set(null);
    document.segments().forEach(item -> item.forecast().set(null));
    problem.set(expected ? String.valueOf(e.getMessage()) : "The forecast failed: " + e);
  }

  private static Segment segment(Segment.Kind kind, String text) {
    return new Segment(newId(), kind, "", text, false, false);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
