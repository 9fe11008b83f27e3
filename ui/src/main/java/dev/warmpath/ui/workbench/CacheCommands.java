package dev.warmpath.ui.workbench;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.Namespace;
import dev.warmpath.engine.Engine;
import dev.warmpath.token.Segment;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.tree.TreeActions;
import dev.warmpath.workspace.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** What can be done to the cache from anywhere in the window. FX thread. */
public final class CacheCommands implements TreeActions {
  private static final String SUBJECT = "cache";

  private final WorkbenchViewModel model;
  private final EngineFeed feed;
  private final Selection selection;

  public CacheCommands(WorkbenchViewModel model) {
    this(model, model.feed(), model.selection());
  }

  /** On another model's cache. */
  CacheCommands(WorkbenchViewModel model, EngineFeed feed, Selection selection) {
    this.model = model;
    this.feed = feed;
    this.selection = selection;
  }

  /** True while a block of the tree is selected. */
  public ObservableBooleanValue canPin() {
    return Bindings.isNotNull(selection.block());
  }

  @Override
  public void pin(Namespace namespace, int[] tokens, boolean pinned) {
    LoadedModel loaded = feed.model().get();
    if (loaded != null) {
      report(
          loaded.engine().pin(namespace, tokens, pinned),
          count ->
              Figures.count(count, "token", "tokens") + (pinned ? " pinned" : " unpinned"));
    }
  }

  @Override
  public void clearBranch(Namespace namespace, int[] tokens) {
    clear(namespace);
  }

  /** Takes the texts from a request that went this way, else from the tokens themselves. */
  @Override
  public void openAsPrompt(Namespace namespace, int[] tokens) {
    LoadedModel loaded = feed.model().get();
    if (loaded == null || tokens.length == 0) {
      return;
    }
    for (Trace trace : feed.traces().get().reversed()) {
      int[] ids = trace.tokens().ids();
      if (ids.length >= tokens.length
          && Arrays.equals(ids, 0, tokens.length, tokens, 0, tokens.length)) {
        int chars = trace.tokens().charEnd(tokens.length - 1);
        model.document().present(TraceWorkspace.of(trace, chars));
        return;
      }
    }
    String text = loaded.engine().tokenizer().text(tokens);
    model.document().present(
        Workspace.EMPTY.withSegments(
            List.of(new Segment("m0", Segment.Kind.USER, "", text, false, false))));
  }

  public void clearAll() {
    clear(null);
  }

  public void clearNamespace() {
    LoadedModel loaded = feed.model().get();
    if (loaded != null) {
      String key = model.document().workspace().get().cacheKey();
      clear(loaded.engine().namespace("", key));
    }
  }

  public void pin(boolean pinned) {
    LoadedModel loaded = feed.model().get();
    Selection.Block block = selection.block().get();
    if (loaded == null || block == null) {
      return;
    }
    int[] path = path(feed.snapshot().get(), block);
    if (path == null) {
      model.notices().show(
          dev.warmpath.ui.document.Notices.Kind.INFO, SUBJECT,
          "The selected block is no longer cached; select another one.");
      return;
    }
    pin(block.namespace(), path, pinned);
  }

  @Override
  public void clear(@Nullable Namespace namespace) {
    LoadedModel loaded = feed.model().get();
    if (loaded == null) {
      return;
    }
    Engine engine = loaded.engine();
    long before = engine.snapshot().totals().tokens();
    report(
        engine.clear(namespace),
        done ->
            Figures.count(Math.max(0, before - engine.snapshot().totals().tokens()))
                + " tokens cleared");
  }

  private <T> void report(
      CompletableFuture<T> future, java.util.function.Function<T, String> words) {
    future.whenCompleteAsync(
        (result, failure) -> {
          if (failure == null) {
            model.notices().done(words.apply(result));
          } else {
            model.notices().fail(SUBJECT, failure);
          }
        },
        model.ports().fx());
  }

  /** All tokens from the root to the block's end; null when the edge is gone. */
  static int @Nullable [] path(CacheSnapshot snapshot, Selection.Block block) {
    CachedEdge root = snapshot.roots().get(block.namespace());
    return root == null ? null : path(root, block, new int[0]);
  }

  private static int @Nullable [] path(CachedEdge edge, Selection.Block block, int[] above) {
    int[] here = Arrays.copyOf(above, above.length + edge.length());
    System.arraycopy(edge.tokens(), 0, here, above.length, edge.length());
    if (edge.id() == block.edge()) {
      return Arrays.copyOf(here, Math.clamp(block.to(), 0, here.length));
    }
    for (int i = 0; i < edge.childCount(); i++) {
      int[] found = path(edge.child(i), block, here);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
