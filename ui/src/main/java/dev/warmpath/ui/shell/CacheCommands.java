package dev.warmpath.ui.shell;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.Namespace;
import dev.warmpath.engine.Engine;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.Figures;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** What can be done to the cache from anywhere in the window. FX thread. */
final class CacheCommands {
  private static final String SUBJECT = "cache";

  private final WorkbenchViewModel model;

  CacheCommands(WorkbenchViewModel model) {
    this.model = model;
  }

  /** True while a block of the tree is selected. */
  ObservableBooleanValue canPin() {
    return Bindings.isNotNull(model.selection().block());
  }

  void clearAll() {
    clear(null);
  }

  void clearNamespace() {
    LoadedModel loaded = model.feed().model().get();
    if (loaded != null) {
      String key = model.document().workspace().get().cacheKey();
      clear(loaded.engine().namespace("", key));
    }
  }

  void pin(boolean pinned) {
    LoadedModel loaded = model.feed().model().get();
    Selection.Block block = model.selection().block().get();
    if (loaded == null || block == null) {
      return;
    }
    int[] path = path(model.feed().snapshot().get(), block);
    if (path == null) {
      model.notices().show(
          dev.warmpath.ui.document.Notices.Kind.INFO, SUBJECT,
          "The selected block is no longer cached; select another one.");
      return;
    }
    report(
        loaded.engine().pin(block.namespace(), path, pinned),
        tokens ->
            Figures.count(tokens, "token", "tokens") + (pinned ? " pinned" : " unpinned"));
  }

  private void clear(@Nullable Namespace namespace) {
    LoadedModel loaded = model.feed().model().get();
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
