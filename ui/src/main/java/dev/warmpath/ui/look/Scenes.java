package dev.warmpath.ui.look;

import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/** What scenes and nodes do not tell or do themselves. FX thread. */
public final class Scenes {
  private Scenes() {}

  /** Runs {@code task} once, when the next layout is done. */
  public static void afterLayout(Scene scene, Runnable task) {
    scene.addPostLayoutPulseListener(
        new Runnable() {
          @Override
          public void run() {
            scene.removePostLayoutPulseListener(this);
            task.run();
          }
        });
  }

  /** True for {@code parent} itself, too. */
  public static boolean isInside(@Nullable Node node, Node parent) {
    Node at = node;
    while (at != null && at != parent) {
      at = at.getParent();
    }
    return at == parent;
  }

  /** Whether neither the node nor anything around it is hidden. */
  public static boolean isSeen(Node node) {
    Node at = node;
    while (at != null && at.isVisible()) {
      at = at.getParent();
    }
    return at == null && node.getScene() != null;
  }
}
