package dev.warmpath.ui.tree;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.KvStore;
import dev.warmpath.cache.Namespace;
import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.lookup.EvictionOrder;
import dev.warmpath.ui.lookup.TreeSearch;
import dev.warmpath.ui.timeline.CachePast;
import dev.warmpath.ui.timeline.TimelineBuckets;
import dev.warmpath.ui.tree.layout.LostTails;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import dev.warmpath.ui.tree.paint.TreeShades;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the prefix tree shows and what can be done with it. FX thread. */
public final class PrefixTreeViewModel {
  /**
   * The prompt being edited, on the tree.
   *
   * @param match what it would find
   * @param tokens its tokens, {@code match.promptTokens()} of them
   */
  public record PromptPath(PrefixMatch match, int[] tokens) {}

  private final Selection selection;
  private final InstantSource clock;
  private final TreeActions actions;
  private final BlockActions blockActions;
  private final TreeFinder finder;
  private final CachePast past;

  private final ObjectProperty<TreeShades.By> colourBy =
      new SimpleObjectProperty<>(TreeShades.By.RECENCY);
  private final ObjectProperty<@Nullable Namespace> only = new SimpleObjectProperty<>();
  private final BooleanProperty orderShown = new SimpleBooleanProperty();
  private final ObjectProperty<@Nullable PromptPath> prompt = new SimpleObjectProperty<>();
  private final ObjectProperty<Function<int[], String>> text =
      new SimpleObjectProperty<>(tokens -> "");
  private final ReadOnlyObjectWrapper<CacheSnapshot> shown =
      new ReadOnlyObjectWrapper<>(CacheSnapshot.EMPTY);
  private final ReadOnlyObjectWrapper<PrefixTreeLayout> layout =
      new ReadOnlyObjectWrapper<>(
          PrefixTreeLayout.of(CacheSnapshot.EMPTY, PrefixTreeLayout.Options.ALL));
  private final ReadOnlyObjectWrapper<EvictionOrder> order =
      new ReadOnlyObjectWrapper<>(EvictionOrder.NONE);
  private final ReadOnlyObjectWrapper<Instant> now;
  private final ObservableList<Namespace> namespaces = FXCollections.observableArrayList();
  private AutoCloseable subscription = () -> {};

  /**
   * @param feed the engine's newest snapshot and model
   * @param selection shared with the other views
   * @param clock wall time, for ages
   * @param actions what can be done to the cache
   * @param searching runs searches away from the FX thread
   */
  public PrefixTreeViewModel(
      EngineFeed feed, Selection selection, InstantSource clock, TreeActions actions,
      LatestTask<List<TreeSearch.Match>> searching) {
    this.selection = selection;
    this.clock = clock;
    this.actions = actions;
    this.blockActions = new BlockActions(selection, shown::get, actions);
    this.finder = new TreeFinder(selection, searching);
    this.past = new CachePast(clock.instant());
    this.now = new ReadOnlyObjectWrapper<>(clock.instant());
    feed.model().addListener((o, was, is) -> modelChanged(is));
    feed.snapshot().addListener((o, was, is) -> show(is));
    only.addListener(o -> relayout());
    prompt.addListener(o -> relayout());
    orderShown.addListener(o -> reorder());
    past.at().addListener(o -> showSnapshot());
    text.addListener(o -> finder.in(shown.get(), text.get()));
    modelChanged(feed.model().get());
    show(feed.snapshot().get());
  }

  private void modelChanged(@Nullable LoadedModel loaded) {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new IllegalStateException("The cache's events could not be unsubscribed", e);
    }
    past.clear();
    only.set(null);
    subscription = loaded == null ? () -> {} : loaded.engine().onEvent(past.listener());
    text.set(
        loaded == null ? tokens -> "" : tokens -> loaded.engine().tokenizer().text(tokens));
  }

  /** A newer snapshot; shown at once unless the user looks at an older time. */
  public void show(CacheSnapshot snapshot) {
    past.add(snapshot);
    if (past.at().get() == null) {
      showSnapshot();
    }
  }

  /** Brings ages and the time slider up to date; cheap, to be called every pulse. */
  public void tick() {
    CachePast.News news = past.tick(clock.instant());
    if (news != CachePast.News.NONE && past.at().get() == null) {
      now.set(clock.instant());
    }
    boolean fading = layout.get().ghosts().stream().anyMatch(placed -> placed.ghost().lost());
    if (news == CachePast.News.EVENTS || news == CachePast.News.TIME && fading) {
      relayout();
    }
  }

  private void showSnapshot() {
    Instant at = past.at().get();
    now.set(at == null ? clock.instant() : at);
    shown.set(past.shown());
    List<Namespace> found =
        shown.get().roots().keySet().stream()
            .sorted(Comparator.comparing(Namespace::label))
            .toList();
    if (!found.equals(namespaces)) {
      namespaces.setAll(found);
    }
    if (only.get() != null && !found.contains(only.get())) {
      only.set(null);
    }
    relayout();
    reorder();
    finder.in(shown.get(), text.get());
  }

  private void relayout() {
    List<PrefixTreeLayout.Ghost> ghosts = new ArrayList<>();
    PromptPath path = prompt.get();
    if (path != null && path.match().promptTokens() > 0) {
      PrefixMatch found = path.match();
      ghosts.add(
          new PrefixTreeLayout.Ghost(
              found.namespace(), path.tokens(), found.matched(), found.promptTokens(), false));
    }
    if (past.at().get() == null) {
      ghosts.addAll(LostTails.of(past.events(), clock.instant()));
    }
    layout.set(
        PrefixTreeLayout.of(shown.get(), new PrefixTreeLayout.Options(only.get(), ghosts)));
  }

  private void reorder() {
    order.set(orderShown.get() ? EvictionOrder.of(shown.get()) : EvictionOrder.NONE);
  }

  /** Shows the tree as it was at a time; null is live. */
  public void scrub(@Nullable Instant at) {
    past.at().set(at);
  }

  public void select(Selection.@Nullable Block block) {
    selection.block().set(block);
  }

  /** Moves the selection; the first step selects the first node. */
  void walk(TreeWalk.Step step) {
    Selection.Block next = TreeWalk.step(layout.get(), selection.block().get(), step);
    if (next != null) {
      selection.block().set(next);
    }
  }

  /** {@link BlockActions#pin} in the tree shown. */
  public void pinSelected(boolean pinned) {
    blockActions.pin(pinned);
  }

  /** Clears the shown namespace, or everything when all are shown. */
  public void clearShown() {
    actions.clear(only.get());
  }

  /** {@code 20,318 tokens · 1,270 blocks · 23 leaves}. */
  public String title() {
    long tokens = 0;
    long leaves = 0;
    for (var root : shown.get().roots().entrySet()) {
      if (only.get() == null || only.get().equals(root.getKey())) {
        CachedEdge edge = root.getValue();
        tokens += edge.subtreeTokens();
        leaves += edge.leaves();
      }
    }
    long blocks = (tokens + KvStore.BLOCK_TOKENS - 1) / KvStore.BLOCK_TOKENS;
    return Figures.count(tokens, "token", "tokens")
        + " · " + Figures.count(blocks, "block", "blocks")
        + " · " + Figures.count(leaves, "leaf", "leaves");
  }

  public Selection selection() {
    return selection;
  }

  public ObjectProperty<TreeShades.By> colourBy() {
    return colourBy;
  }

  /** The one namespace shown; null for all. */
  public ObjectProperty<@Nullable Namespace> only() {
    return only;
  }

  /** True while every edge shows when its turn to be evicted comes. */
  public BooleanProperty orderShown() {
    return orderShown;
  }

  public TreeFinder finder() {
    return finder;
  }

  /** The prompt being edited; the window sets it with every forecast. */
  public ObjectProperty<@Nullable PromptPath> prompt() {
    return prompt;
  }

  /** Decodes the first tokens of an edge for its label, and tokens for the search; any thread. */
  public ObjectProperty<Function<int[], String>> text() {
    return text;
  }

  public ReadOnlyObjectProperty<@Nullable Instant> scrubbedTo() {
    return past.at();
  }

  public ReadOnlyObjectProperty<CacheSnapshot> shown() {
    return shown.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<PrefixTreeLayout> layout() {
    return layout.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<EvictionOrder> order() {
    return order.getReadOnlyProperty();
  }

  /** The time ages are told from: now, or the time scrubbed to. */
  public ReadOnlyObjectProperty<Instant> now() {
    return now.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<TimelineBuckets> buckets() {
    return past.buckets();
  }

  public ObservableList<Namespace> namespaces() {
    return namespaces;
  }

  /** The last minutes' cache events, oldest first. */
  public List<CacheEvent> events() {
    return past.events();
  }
}
