package dev.warmpath.ui.tree;

import dev.warmpath.cache.Namespace;
import org.jspecify.annotations.Nullable;

/** What the user can do to the cache from the tree and the inspector; the window supplies it. */
public interface TreeActions {

  /** Keeps the cached prefix of {@code tokens} from eviction and expiry, or no longer. */
  void pin(Namespace namespace, int[] tokens, boolean pinned);

  /** Drops every unpinned prefix of a namespace, or of all when null. */
  void clear(@Nullable Namespace namespace);

  /** Drops what begins with all of {@code branch}, from its last token on, but what is pinned. */
  void clearBranch(Namespace namespace, int[] branch);

  /** Puts the text of a cached prefix into the editor as a new prompt. */
  void openAsPrompt(Namespace namespace, int[] tokens);

  /** Does nothing: for pictures and tests. */
  static TreeActions none() {
    return new TreeActions() {
      @Override
      public void pin(Namespace namespace, int[] tokens, boolean pinned) {}

      @Override
      public void clear(@Nullable Namespace namespace) {}

      @Override
      public void clearBranch(Namespace namespace, int[] branch) {}

      @Override
      public void openAsPrompt(Namespace namespace, int[] tokens) {}
    };
  }
}
