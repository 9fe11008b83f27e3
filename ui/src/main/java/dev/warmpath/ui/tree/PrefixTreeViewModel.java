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
import dev.warmpath.ui.lookup.EdgePath;
import dev.warmpath.ui.lookup.EvictionOrder;
import dev.warmpath.ui.lookup.TreeSearch;
import dev.warmpath.ui.timeline.EventHistory;
import dev.warmpath.ui.timeline.SnapshotHistory;
import dev.warmpath.ui.timeline.TimelineBuckets;
import java.time.Duration;
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
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the prefix tree shows and what can be done with it. FX thread. */
public final class PrefixTreeViewModel {
  /** Ages and counts are refreshed this often; colours change slower than that. */
  private static final Duration REFRESH = Duration.ofSeconds(1);

  /** New events show this soon; more often would count ten minutes of events every frame. */
  private static final Duration SOON = Duration.ofMillis(200);

  /**
   * The prompt being edited, on the tree.
   *
   * @param match what it would find
   * @param tokens its tokens, {@code match.promptTokens()} of them
   */
  public record PromptPath(PrefixMatch match, int[] tokens) {}

  /** Where an arrow key leads. */
  public enum Step { PARENT, CHILD, NEXT, PREVIOUS, BLOCK_BACK, BLOCK_ON }

  private final Selection selection;
  private final InstantSource clock;
  private final TreeActions actions;
  private final LatestTask<List<TreeSearch.Match>> searching;
  private final EventHistory events = new EventHistory();
  private Instant bucketsAt = Instant.EPOCH;
  private final SnapshotHistory snapshots = new SnapshotHistory();

  private final ObjectProperty<TreeShades.By> colourBy =
      new SimpleObjectProperty<>(TreeShades.By.RECENCY);
  private final ObjectProperty<@Nullable Namespace> only = new SimpleObjectProperty<>();
  private final BooleanProperty orderShown = new SimpleBooleanProperty();
  private final StringProperty query = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable PromptPath> prompt = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Instant> scrubbedTo = new SimpleObjectProperty<>();
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
  private final ReadOnlyObjectWrapper<TimelineBuckets> buckets;
  private final ReadOnlyObjectWrapper<List<TreeSearch.Match>> matches =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Integer> match = new ReadOnlyObjectWrapper<>(-1);
  private final ObservableList<Namespace> namespaces = FXCollections.observableArrayList();
  private CacheSnapshot live = CacheSnapshot.EMPTY;
  private long seenEvents;
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
    this.searching = searching;
    this.now = new ReadOnlyObjectWrapper<>(clock.instant());
    this.buckets =
        new ReadOnlyObjectWrapper<>(TimelineBuckets.of(List.of(), clock.instant()));
    feed.model().addListener((o, was, is) -> modelChanged(is));
    feed.snapshot().addListener((o, was, is) -> show(is));
    only.addListener(o -> relayout());
    prompt.addListener(o -> relayout());
    orderShown.addListener(o -> reorder());
    query.addListener(o -> search());
    scrubbedTo.addListener(o -> showSnapshot());
    modelChanged(feed.model().get());
    show(feed.snapshot().get());
  }

  private void modelChanged(@Nullable LoadedModel loaded) {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new IllegalStateException("The cache's events could not be unsubscribed", e);
    }
    events.clear();
    snapshots.clear();
    scrubbedTo.set(null);
    only.set(null);
    subscription = loaded == null ? () -> {} : loaded.engine().onEvent(events::add);
    text.set(
        loaded == null ? tokens -> "" : tokens -> loaded.engine().tokenizer().text(tokens));
  }

  /** A newer snapshot; shown at once unless the user looks at an older time. */
  public void show(CacheSnapshot snapshot) {
    live = snapshot;
    if (snapshot.revision() > 0) {
      snapshots.add(snapshot);
    }
    if (scrubbedTo.get() == null) {
      showSnapshot();
    }
  }

  /** Brings ages and the time slider up to date; cheap, to be called every pulse. */
  public void tick() {
    Instant time = clock.instant();
    Duration since = Duration.between(bucketsAt, time).abs();
    boolean news = seenEvents != events.revision() && since.compareTo(SOON) >= 0;
    if (news || since.compareTo(REFRESH) >= 0) {
      bucketsAt = time;
      now.set(scrubbedTo.get() == null ? time : now.get());
      buckets.set(TimelineBuckets.of(events.all(), time));
      if (seenEvents != events.revision()) {
        seenEvents = events.revision();
        relayout();
      }
    }
  }

  private void showSnapshot() {
    Instant at = scrubbedTo.get();
    CacheSnapshot then = at == null ? live : snapshots.at(at);
    now.set(at == null ? clock.instant() : at);
    shown.set(then == null ? live : then);
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
    search();
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
    if (scrubbedTo.get() == null) {
      ghosts.addAll(LostTails.of(events.all(), clock.instant()));
    }
    layout.set(
        PrefixTreeLayout.of(shown.get(), new PrefixTreeLayout.Options(only.get(), ghosts)));
  }

  private void reorder() {
    order.set(orderShown.get() ? EvictionOrder.of(shown.get()) : EvictionOrder.NONE);
  }

  private void search() {
    String wanted = query.get();
    if (wanted.isBlank()) {
      searching.cancel();
      matches.set(List.of());
      match.set(-1);
      return;
    }
    CacheSnapshot snapshot = shown.get();
    Function<int[], String> decode = text.get();
    searching.submit(
        () -> new TreeSearch(decode, wanted, () -> !Thread.interrupted()).in(snapshot),
        this::found,
        failure -> found(List.of()));
  }

  private void found(List<TreeSearch.Match> newMatches) {
    int before = match.get();
    matches.set(newMatches);
    match.set(newMatches.isEmpty() ? -1 : Math.clamp(before, 0, newMatches.size() - 1));
  }

  /** Goes to the next (1) or previous (−1) match and selects it. */
  public void stepMatch(int step) {
    int count = matches.get().size();
    if (count > 0) {
      match.set(Math.floorMod(match.get() + step, count));
      TreeSearch.Match at = matches.get().get(match.get());
      selection.block().set(
          new Selection.Block(at.namespace(), at.edge(), at.from(), at.to()));
    }
  }

  /** Shows the tree as it was at a time; null is live. */
  public void scrub(@Nullable Instant at) {
    scrubbedTo.set(at);
  }

  public void select(Selection.@Nullable Block block) {
    selection.block().set(block);
  }

  /** Moves the selection; the first step selects the first node. */
  public void walk(Step step) {
    PrefixTreeLayout tree = layout.get();
    if (tree.size() == 0) {
      return;
    }
    Selection.Block block = selection.block().get();
    int node = block == null ? -1 : tree.nodeOf(block.edge());
    if (block == null || node < 0) {
      selectNode(0, tree.edge(0).start());
      return;
    }
    int size = KvStore.BLOCK_TOKENS;
    switch (step) {
      case PARENT -> {
        int parent = tree.parent(node);
        selectNode(parent < 0 ? node : parent, tree.edge(parent < 0 ? node : parent).start());
      }
      case CHILD -> {
        boolean below = node + 1 < tree.size() && tree.parent(node + 1) == node;
        selectNode(below ? node + 1 : node, tree.edge(below ? node + 1 : node).start());
      }
      case NEXT -> selectRow(tree, node, 1);
      case PREVIOUS -> selectRow(tree, node, -1);
      case BLOCK_ON -> selectNode(node, Math.min(block.to(), tree.edge(node).end() - 1));
      case BLOCK_BACK -> selectNode(node, Math.max(block.from() - size, tree.edge(node).start()));
    }
  }

  /** The nearest node that starts in another row. */
  private void selectRow(PrefixTreeLayout tree, int node, int step) {
    int at = node;
    while (at >= 0 && at < tree.size() && tree.row(at) == tree.row(node)) {
      at += step;
    }
    if (at < 0 || at >= tree.size()) {
      return;
    }
    if (step < 0) {
      at = tree.firstAtRow(tree.row(at));
    }
    selectNode(at, tree.edge(at).start());
  }

  private void selectNode(int node, int token) {
    selection.block().set(TreeOverlayPainter.blockAt(layout.get(), node, token));
  }

  /** Pins or unpins the prefix that ends with the selected block. */
  public void pinSelected(boolean pinned) {
    EdgePath path = selectedPath();
    Selection.Block block = selection.block().get();
    if (path != null && block != null) {
      int to = pinned ? block.to() : path.last().end();
      actions.pin(path.namespace(), path.tokens(0, to), pinned);
    }
  }

  /** Clears the shown namespace, or everything when all are shown. */
  public void clearShown() {
    actions.clear(only.get());
  }

  private @Nullable EdgePath selectedPath() {
    Selection.Block block = selection.block().get();
    return block == null ? null : EdgePath.to(shown.get(), block.namespace(), block.edge());
  }

  /** {@code 20,318 tokens · 1,270 blocks · 23 leaves}. */
  public String title() {
    long tokens = 0;
    long blocks = 0;
    long leaves = 0;
    for (var root : shown.get().roots().entrySet()) {
      if (only.get() == null || only.get().equals(root.getKey())) {
        CachedEdge edge = root.getValue();
        tokens += edge.subtreeTokens();
        leaves += edge.leaves();
      }
    }
    blocks = (tokens + KvStore.BLOCK_TOKENS - 1) / KvStore.BLOCK_TOKENS;
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

  public StringProperty query() {
    return query;
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
    return scrubbedTo;
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
    return buckets.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<List<TreeSearch.Match>> matches() {
    return matches.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Integer> match() {
    return match.getReadOnlyProperty();
  }

  public ObservableList<Namespace> namespaces() {
    return namespaces;
  }
}
