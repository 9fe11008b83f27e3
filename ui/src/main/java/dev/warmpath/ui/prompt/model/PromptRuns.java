package dev.warmpath.ui.prompt.model;

import dev.warmpath.engine.EngineException;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.workspace.Composition;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Sending from the editor, one request at a time, and what its segments were from run to run. */
public final class PromptRuns {
  private final PromptDocument document;
  private final LatestTask<Forecast> preparing;
  private final Clock clock;
  private final ReadOnlyObjectWrapper<@Nullable PromptRun> run = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper banner = new ReadOnlyStringWrapper("");

  public PromptRuns(PromptDocument document, LatestTask<Forecast> preparing, Clock clock) {
    this.document = document;
    this.preparing = preparing;
    this.clock = clock;
  }

  /** Prepares off the FX thread, then submits; ignored while one runs. */
  public void send(Callable<Forecast> prepare, boolean cold) {
    if (running.get()) {
      return;
    }
    banner.set("");
    running.set(true);
    preparing.submit(prepare, ready -> submit(ready, cold), this::failed);
  }

  private void submit(Forecast ready, boolean cold) {
    try {
      PromptRun submitted = PromptRun.submit(ready, cold, clock);
      for (Composition.Placement placement : ready.prepared().composition().placements()) {
        String id = ready.prepared().workspace().segments().get(placement.segment()).id();
        document.find(id).ifPresent(
            item ->
                item.stability().set(item.stability().get().after(placement.filled().text())));
      }
      run.set(submitted);
    } catch (EngineException | IllegalArgumentException e) {
      failed(e);
    }
  }

  private void failed(Exception e) {
    running.set(false);
    refuse(Objects.requireNonNullElse(e.getMessage(), e.toString()));
  }

  /** Says why nothing was sent. */
  public void refuse(String why) {
    banner.set(why);
  }

  public void dismissBanner() {
    banner.set("");
  }

  /** Stops the running request; one that is still prepared is not sent at all. */
  public void cancel() {
    PromptRun current = run.get();
    if (current != null && !current.ended()) {
      current.cancel();
    } else if (running.get()) {
      preparing.cancel();
      running.set(false);
    }
  }

  public void poll() {
    PromptRun current = run.get();
    if (current == null || current.ended()) {
      return;
    }
    current.poll();
    if (current.ended()) {
      running.set(false);
      if (!current.problem().get().isEmpty()) {
        refuse(current.problem().get());
      }
    }
  }

  /** Forgets the last answer; a running request is cancelled. */
  public void forget() {
    cancel();
    running.set(false);
    run.set(null);
    banner.set("");
  }

  public ReadOnlyObjectProperty<@Nullable PromptRun> run() {
    return run.getReadOnlyProperty();
  }

  /** True from sending to the end of the answer. */
  public ReadOnlyBooleanProperty running() {
    return running.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty banner() {
    return banner.getReadOnlyProperty();
  }
}
