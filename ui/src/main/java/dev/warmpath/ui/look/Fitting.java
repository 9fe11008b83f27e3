package dev.warmpath.ui.look;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/**
 * Makes a row fit its width by taking away what is needed least: nothing is ever squeezed, or cut
 * off in the middle of a word. FX thread.
 */
public final class Fitting {
  private record Saving(Runnable save, Runnable undo) {}

  private final Region row;
  private final List<Saving> savings = new ArrayList<>();
  private final Set<Node> unused = new HashSet<>();
  private boolean due;

  public Fitting(Region row) {
    this.row = row;
    row.widthProperty().addListener((p, old, now) -> fit());
    row.sceneProperty().addListener((p, old, now) -> refit());
  }

  /** The next thing to give up: a part of the row. */
  public Fitting hide(Node node) {
    return save(() -> present(node, false), () -> present(node, !unused.contains(node)));
  }

  /** The next thing to give up: anything that makes the row shorter. */
  public Fitting save(Runnable save, Runnable undo) {
    savings.add(new Saving(save, undo));
    return this;
  }

  /** A part that has nothing to say now is absent whatever the room. */
  public void use(Node node, boolean used) {
    if (used) {
      unused.remove(node);
    } else {
      unused.add(node);
    }
    present(node, used);
    refit();
  }

  /** Fits again after this layout, when the texts have their sizes. */
  public void refit() {
    if (!due) {
      due = true;
      Platform.runLater(
          () -> {
            due = false;
            fit();
          });
    }
  }

  private void fit() {
    if (row.getWidth() <= 0 || row.getScene() == null) {
      return;
    }
    savings.forEach(saving -> saving.undo().run());
    row.applyCss();
    for (Saving saving : savings) {
      if (row.prefWidth(-1) <= row.getWidth()) {
        break;
      }
      saving.save().run();
    }
  }

  /** It is there in full or not at all; but what is made to grow and shrink may. */
  public static void rigid(Node node, String... butStyles) {
    if (node instanceof Region region
        && Arrays.stream(butStyles).noneMatch(region.getStyleClass()::contains)) {
      region.setMinWidth(Region.USE_PREF_SIZE);
    }
    if (node instanceof HBox box) {
      box.getChildren().forEach(child -> rigid(child, butStyles));
    }
  }

  /** Shows a node, or takes it away with the room it had. */
  public static void present(Node node, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
  }
}
