package dev.warmpath.ui.workbench;

import dev.warmpath.cache.Namespace;
import dev.warmpath.engine.Engine;
import dev.warmpath.token.Segment;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.document.Notices.Subject;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.tree.BlockActions;
import dev.warmpath.ui.tree.TreeActions;
import dev.warmpath.workspace.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** What can be done to the cache from anywhere in the window. FX thread. */
public final class CacheCommands implements TreeActions {
  private final WorkbenchViewModel model;
  private final EngineFeed feed;
  private final Selection selection;
  private final BlockActions block;

  public CacheCommands(WorkbenchViewModel model) {
    this(model, model.feed(), model.selection());
  }

  /** On another model's cache. */
  CacheCommands(WorkbenchViewModel model, EngineFeed feed, Selection selection) {
    this.model = model;
    this.feed = feed;
    this.selection = selection;
    block = new BlockActions(selection, feed.snapshot()::get, this);
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
              count == 0 && !pinned
                  ? "No pin ends here. Where a longer one holds this block, unpin it at its end."
                  : Figures.count(count, "token", "tokens") + (pinned ? " pinned" : " unpinned"));
    }
  }

  @Override
  public void clearBranch(Namespace namespace, int[] branch) {
    LoadedModel loaded = feed.model().get();
    if (loaded != null) {
      report(
          loaded.engine().clear(namespace, branch),
          count -> Figures.count(count, "token", "tokens") + " cleared");
    }
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

  /** {@link BlockActions#clearBranch} in the newest tree. */
  public void clearBranch() {
    tell(block.clearBranch());
  }

  /** {@link BlockActions#pin} in the newest tree. */
  public void pin(boolean pinned) {
    tell(block.pin(pinned));
  }

  private void tell(boolean cached) {
    if (!cached) {
      model.notices().show(
          Notices.Kind.INFO, Subject.CACHE,
          "The selected block is no longer cached; select another one.");
    }
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
      CompletableFuture<T> future, Function<T, String> words) {
    future.whenCompleteAsync(
        (result, failure) -> {
          if (failure == null) {
            model.notices().done(words.apply(result));
          } else {
            model.notices().fail(Subject.CACHE, failure);
          }
        },
        model.ports().fx());
  }
}
