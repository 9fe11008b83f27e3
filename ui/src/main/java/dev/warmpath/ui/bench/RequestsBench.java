package dev.warmpath.ui.bench;

import dev.warmpath.cache.Namespace;
import dev.warmpath.token.Prompt;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.requests.RequestActions;
import dev.warmpath.ui.requests.RequestLogView;
import dev.warmpath.ui.requests.RequestLogViewModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;

/** {@code bench requests}: a log of 10,000 rows to which 100 a second are added. */
public final class RequestsBench {
  public static final int ROWS = 10_000;
  public static final int NEW_PER_SECOND = 100;

  /** Frames of a full measurement. */
  public static final int FRAMES = 1_000;

  private static final Namespace NAMESPACE = new Namespace("bench", "", "");

  private RequestsBench() {}

  /** Measures; the FX toolkit must be running, the caller must not be its thread. */
  public static FrameTimes run(double width, double height, int frames)
      throws InterruptedException {
    return new FrameBench(width, height, frames)
        .run(
            () -> {
              Load load = new Load();
              RequestLogViewModel model =
                  new RequestLogViewModel(
                      new EngineFeed(), new Selection(), RequestActions.none());
              RequestLogView view =
                  new RequestLogView(model, new SimpleObjectProperty<>(Palette.DARK));
              model.show(List.copyOf(load.traces));
              return new FrameBench.Subject(
                  view,
                  frame -> {
                    if (load.addDue()) {
                      model.show(List.copyOf(load.traces));
                    }
                  });
            });
  }

  /** Adds requests by the clock: each appears running and is done half a second later. */
  private static final class Load {
    private static final int RUNNING = NEW_PER_SECOND / 2;

    final List<Trace> traces = new ArrayList<>();
    private final SyntheticTraces made =
        new SyntheticTraces(NAMESPACE, Instant.now(), Prompt.plain("bench"));
    private final int[] tokens = new int[2_357];
    private final long start = System.nanoTime();
    private long nextId = 1;
    private long added;

    Load() {
      while (traces.size() < ROWS) {
        traces.add(trace(nextId++, Trace.State.DONE));
      }
    }

    boolean addDue() {
      long due = (System.nanoTime() - start) * NEW_PER_SECOND / 1_000_000_000;
      boolean any = due > added;
      for (; added < due; added++) {
        traces.add(trace(nextId++, Trace.State.DECODE));
        int ending = traces.size() - RUNNING;
        traces.set(ending, trace(traces.get(ending).id(), Trace.State.DONE));
        traces.removeFirst();
      }
      return any;
    }

    private Trace trace(long id, Trace.State state) {
      int cached = (int) (id * 7_919 % tokens.length);
      return made.of(id, "python · :7077", state, tokens, cached, 96);
    }
  }
}
