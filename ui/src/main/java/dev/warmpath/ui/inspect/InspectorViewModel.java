package dev.warmpath.ui.inspect;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.lookup.EdgePath;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.tree.BlockActions;
import dev.warmpath.ui.tree.TreeActions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What was selected last and what is known of it; the open model while nothing is. FX thread. */
public final class InspectorViewModel {
  private static final Duration REFRESH = Duration.ofSeconds(1);

  /** What the inspector shows. */
  public enum Subject { NOTHING, MODEL, REQUEST, BLOCK, TOKEN }

  /**
   * The inspector's content.
   *
   * @param subject what kind of thing
   * @param title its head
   * @param note said after the title
   * @param cards what is known
   * @param trace the request, when it is one
   * @param block what can be done with the block, when it is one
   */
  public record Content(
      Subject subject, String title, String note, List<Card> cards, @Nullable Trace trace,
      BlockState block) {
    static final Content NOTHING =
        new Content(Subject.NOTHING, "Inspector", "", List.of(), null, BlockState.GONE);
  }

  /** Whether the selected block is in the cache now, whatever time the tree shows. */
  public enum BlockState { GONE, CACHED, PINNED }

  private final EngineFeed feed;
  private final Selection selection;
  private final InstantSource clock;
  private final BlockActions blockActions;
  private final ModelsViewModel models;
  private final ReadOnlyObjectWrapper<Content> content =
      new ReadOnlyObjectWrapper<>(Content.NOTHING);
  private final ObjectProperty<IntFunction<@Nullable InspectedToken>> tokens =
      new SimpleObjectProperty<>(index -> null);
  private final ObjectProperty<@Nullable CacheSnapshot> snapshot = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Function<int[], String>> text =
      new SimpleObjectProperty<>();
  private final ObjectProperty<Supplier<List<CacheEvent>>> events =
      new SimpleObjectProperty<>(List::of);
  private Subject subject = Subject.NOTHING;
  /** The selected block as it was last seen: it may go while it is looked at. */
  private @Nullable Seen seen;
  private Instant refreshed = Instant.EPOCH;

  /** The tokens up to a block's end. */
  private record Seen(Selection.Block block, int[] tokens) {}

  /**
   * @param models what is known of the open model, shown while nothing is selected
   */
  public InspectorViewModel(
      EngineFeed feed, Selection selection, InstantSource clock, TreeActions actions,
      ModelsViewModel models) {
    this.feed = feed;
    this.models = models;
    this.selection = selection;
    this.clock = clock;
    blockActions = new BlockActions(selection, this::shown, actions);
    selection.request().addListener((o, was, is) -> chosen(Subject.REQUEST, is));
    selection.block().addListener((o, was, is) -> chosen(Subject.BLOCK, is));
    selection.token().addListener((o, was, is) -> chosen(Subject.TOKEN, is));
    feed.traces().addListener(o -> tracesChanged());
    feed.snapshot().addListener(o -> blockChanged());
    snapshot.addListener(o -> blockChanged());
    tokens.addListener(o -> refresh());
    feed.model().addListener(o -> modelChanged());
    models.facts().addListener(o -> modelChanged());
    models.hazards().addListener(o -> modelChanged());
    models.options().addListener(o -> modelChanged());
    refresh();
  }

  private void modelChanged() {
    if (subject == Subject.NOTHING) {
      refresh();
    }
  }

  private void chosen(Subject kind, @Nullable Object value) {
    if (value != null) {
      subject = kind;
    } else if (subject == kind) {
      subject =
          selection.request().get() != null
              ? Subject.REQUEST
              : selection.block().get() != null
                  ? Subject.BLOCK
                  : selection.token().get() != null ? Subject.TOKEN : Subject.NOTHING;
    }
    refresh();
  }

  private void tracesChanged() {
    Long id = selection.request().get();
    if (subject == Subject.REQUEST && id != null && feed.find(id) != content.get().trace()) {
      refresh();
    }
  }

  private void blockChanged() {
    if (subject == Subject.BLOCK) {
      refresh();
    }
  }

  /** Brings ages up to date; cheap, to be called every pulse. */
  public void tick() {
    boolean ages = subject == Subject.BLOCK;
    if (ages && Duration.between(refreshed, clock.instant()).compareTo(REFRESH) >= 0) {
      refresh();
    }
  }

  /** Reads everything anew. */
  public void refresh() {
    refreshed = clock.instant();
    content.set(
        switch (subject) {
          case NOTHING, MODEL -> model();
          case REQUEST -> request();
          case BLOCK -> block();
          case TOKEN -> token();
        });
  }

  private Content model() {
    LoadedModel loaded = feed.model().get();
    return loaded == null
        ? Content.NOTHING
        : new Content(
            Subject.MODEL, "Model", loaded.engine().info().model(),
            ModelCards.of(
                loaded, models.facts().get(), models.options().get(), models.hazards().get()),
            null, BlockState.GONE);
  }

  private Content request() {
    Long id = selection.request().get();
    Trace trace = id == null ? null : feed.find(id);
    return trace == null
        ? Content.NOTHING
        : new Content(
            Subject.REQUEST, "Request " + trace.id(), trace.source().label(),
            RequestCards.of(trace), trace, BlockState.GONE);
  }

  private Content block() {
    Selection.Block block = selection.block().get();
    if (block == null) {
      return Content.NOTHING;
    }
    EdgePath path = path(shown(), block);
    int[] tokens;
    if (path != null) {
      tokens = path.tokens(0, block.to());
      seen = new Seen(block, tokens);
    } else {
      tokens = tokensOf(block);
      if (tokens != null && follow(block, tokens)) {
        return content.get();
      }
    }
    BlockCards known =
        new BlockCards(shown(), feed.traces().get(), clock.instant(), decoder(), bytesPerToken());
    List<Card> cards =
        path == null
            ? known.gone(block, tokens, Removal.of(events.get().get(), block, tokens))
            : known.of(block, path);
    return new Content(
        Subject.BLOCK, "Block " + Figures.count(BlockCards.number(block)),
        (block.to() - block.from() == 1 ? "token " : "tokens ") + BlockCards.range(block), cards,
        null, state(block));
  }

  private int @Nullable [] tokensOf(Selection.Block block) {
    Seen last = seen;
    return last != null && last.block().equals(block) ? last.tokens() : null;
  }

  /** An edge that was split goes on under another id: the selection goes with its tokens. */
  private boolean follow(Selection.Block block, int[] tokens) {
    EdgePath path = EdgePath.along(shown(), block.namespace(), tokens, block.from());
    if (path == null) {
      return false;
    }
    Selection.Block now =
        new Selection.Block(block.namespace(), path.last().id(), block.from(), block.to());
    seen = new Seen(now, tokens);
    selection.block().set(now);
    return true;
  }

  private BlockState state(Selection.Block block) {
    EdgePath now = path(feed.snapshot().get(), block);
    if (now == null) {
      return BlockState.GONE;
    }
    return now.last().facts().pinned() ? BlockState.PINNED : BlockState.CACHED;
  }

  private static @Nullable EdgePath path(CacheSnapshot snapshot, Selection.Block block) {
    EdgePath path = EdgePath.to(snapshot, block.namespace(), block.edge());
    return path == null || block.from() >= path.last().end() ? null : path;
  }

  private Content token() {
    Integer index = selection.token().get();
    InspectedToken facts = index == null ? null : tokens.get().apply(index);
    return facts == null
        ? Content.NOTHING
        : new Content(
            Subject.TOKEN, "Token " + Figures.count(facts.index()), "id " + facts.id(),
            facts.cards(), null, BlockState.GONE);
  }

  private CacheSnapshot shown() {
    CacheSnapshot looked = snapshot.get();
    return looked == null ? feed.snapshot().get() : looked;
  }

  private Function<int[], String> decoder() {
    Function<int[], String> own = text.get();
    LoadedModel model = feed.model().get();
    if (own != null) {
      return own;
    }
    return model == null ? ids -> "" : ids -> model.engine().tokenizer().text(ids);
  }

  private long bytesPerToken() {
    LoadedModel model = feed.model().get();
    return model == null ? 0 : model.engine().info().bytesPerToken();
  }

  /** What can be done with the selected block, in the tree shown. */
  BlockActions blockActions() {
    return blockActions;
  }

  /** Selects nothing. */
  public void close() {
    selection.compared().set(null);
    selection.request().set(null);
    selection.block().set(null);
    selection.token().set(null);
  }

  public void selectRequest(long id) {
    selection.request().set(id);
    subject = Subject.REQUEST;
    refresh();
  }

  public ReadOnlyObjectProperty<Content> content() {
    return content.getReadOnlyProperty();
  }

  /** Tells the facts of a token of the edited prompt; set by the window. */
  public ObjectProperty<IntFunction<@Nullable InspectedToken>> tokens() {
    return tokens;
  }

  /** The snapshot looked at when it is not the live one (the time slider); null is live. */
  public ObjectProperty<@Nullable CacheSnapshot> snapshot() {
    return snapshot;
  }

  /** The last minutes' cache events, oldest first; set by the window. */
  public ObjectProperty<Supplier<List<CacheEvent>>> events() {
    return events;
  }

  /** Decodes tokens; null uses the open model's tokenizer. */
  public ObjectProperty<@Nullable Function<int[], String>> text() {
    return text;
  }
}
