package dev.warmpath.ui.look;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.stage.Window;

/**
 * Makes a row fit its width by taking away what is needed least: nothing is ever squeezed, or cut
 * off in the middle of a word. FX thread.
 */
public final class Fitting {
  private record Saving(Runnable save, Runnable undo) {}

  private final Region row;
  private final DoubleSupplier needs;
  private final List<Saving> savings = new ArrayList<>();
  private final Set<Node> unused = new HashSet<>();
  private boolean due;

  public Fitting(Region row) {
    this(row, () -> row.prefWidth(-1));
  }

  /** For a row with parts that may shrink: they do, down to their least width, before others go. */
  public static Fitting shrinking(HBox row) {
    return new Fitting(row, () -> leastWidth(row));
  }

  /** What the parts of a row need; the row itself may be made smaller than that. */
  private static double leastWidth(HBox row) {
    double least = row.getInsets().getLeft() + row.getInsets().getRight() - row.getSpacing();
    for (Node node : row.getChildren()) {
      if (node.isManaged()) {
        least += row.getSpacing() + node.minWidth(-1);
      }
    }
    return least;
  }

  private Fitting(Region row, DoubleSupplier needs) {
    this.row = row;
    this.needs = needs;
    row.widthProperty().addListener((p, old, now) -> fit());
    row.sceneProperty().addListener(
        (p, old, now) -> {
          due = false;
          refit();
        });
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

  /** Fits again before the next layout: no frame ever shows what does not fit. */
  public void refit() {
    Scene scene = row.getScene();
    if (scene == null || due) {
      return;
    }
    due = true;
    scene.addPreLayoutPulseListener(
        new Runnable() {
          @Override
          public void run() {
            scene.removePreLayoutPulseListener(this);
            due = false;
            fit();
          }
        });
    Platform.requestNextPulse();
  }

  private void fit() {
    Scene scene = row.getScene();
    Window window = scene == null ? null : scene.getWindow();
    // Nobody sees it, and a hidden window has forgotten the colours of its theme.
    if (row.getWidth() <= 0 || window == null || !window.isShowing()) {
      return;
    }
    savings.forEach(saving -> saving.undo().run());
    row.applyCss();
    for (Saving saving : savings) {
      if (needs.getAsDouble() <= row.getWidth()) {
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
