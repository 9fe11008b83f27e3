package dev.warmpath.ui.bench;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.Namespace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.PanZoom;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.tree.PrefixTreeView;
import dev.warmpath.ui.tree.PrefixTreeViewModel;
import dev.warmpath.ui.tree.TreeActions;
import java.time.Instant;
import javafx.beans.property.SimpleObjectProperty;

/** {@code bench treeview}: 10,000 nodes and 1,000,000 tokens, panned and zoomed every frame. */
public final class TreeBench {
  public static final int NODES = 10_000;
  public static final int TOKENS = 1_000_000;

  /** Frames of a full measurement. */
  public static final int FRAMES = 1_500;

  private static final long SEED = 42;

  private TreeBench() {}

  /** Measures; the FX toolkit must be running, the caller must not be its thread. */
  public static FrameTimes run(double width, double height, int frames)
      throws InterruptedException {
    Namespace namespace = new Namespace("bench", "", "");
    CacheSnapshot snapshot =
        new SyntheticTrees(Instant.now(), SEED).large(namespace, NODES, TOKENS);
    return new FrameBench(width, height, frames)
        .run(
            () -> {
              PrefixTreeViewModel model =
                  new PrefixTreeViewModel(
                      new EngineFeed(), new Selection(), Instant::now, TreeActions.none(),
                      new LatestTask<>(Runnable::run, Runnable::run));
              model.text().set(TreeBench::words);
              PrefixTreeView view =
                  new PrefixTreeView(
                      model, new FrameClock(), new SimpleObjectProperty<>(Palette.DARK));
              view.timelineShown().set(true);
              model.show(snapshot);
              PanZoom panZoom = view.panZoom();
              return new FrameBench.Subject(view, frame -> step(panZoom, frame));
            });
  }

  /** Zooms in to the blocks, pans across, zooms out again: every level of detail is met. */
  private static void step(PanZoom panZoom, int frame) {
    int phase = frame % 240;
    if (phase < 60) {
      panZoom.zoom(1.09);
    } else if (phase < 120) {
      panZoom.pan(31, 17);
    } else if (phase < 180) {
      panZoom.zoom(1 / 1.09);
    } else {
      panZoom.zoom(phase % 2 == 0 ? 1.3 : 1 / 1.3);
      panZoom.pan(phase % 3 == 0 ? -23 : 23, 11);
    }
  }

  private static String words(int[] tokens) {
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      text.append(" tok").append(token);
    }
    return text.toString();
  }
}
