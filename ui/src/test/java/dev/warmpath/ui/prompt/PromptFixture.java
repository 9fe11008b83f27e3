package dev.warmpath.ui.prompt;

import dev.warmpath.token.Segment;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.fakes.ChatMl;
import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.fakes.PlayedCompletion;
import dev.warmpath.ui.fakes.TickingClock;
import dev.warmpath.ui.prompt.model.Forecast;
import dev.warmpath.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A prompt editor's view model on a fake engine, everything on the calling thread. */
public final class PromptFixture {
  public final FakeEngine engine;
  public final EngineFeed feed = new EngineFeed();
  public final Selection selection = new Selection();
  public final TickingClock clock = new TickingClock(Instant.parse("2026-11-20T17:04:31Z"));
  public final PromptViewModel model;

  public PromptFixture(int context) {
    engine = new FakeEngine(context);
    model =
        new PromptViewModel(
            feed, selection, new LatestTask<>(Runnable::run, Runnable::run),
            new LatestTask<>(Runnable::run, Runnable::run), clock);
    feed.show(new LoadedModel(engine, new ChatMl(), ""));
  }

  public static Segment segment(String id, Segment.Kind kind, String text) {
    return new Segment(id, kind, "", text, false, false);
  }

  public static Workspace workspace(Segment... segments) {
    return new Workspace(
        "support-bot.warmpath", "", List.of(segments), Map.of(), Workspace.Sampling.DEFAULT, "",
        List.of(), Map.of(), Map.of());
  }

  public Forecast forecast() {
    return model.forecast().get();
  }

  /** Sends, lets the engine answer, and polls until the editor has seen it. */
  public void run(String answer) {
    model.send(false);
    PlayedCompletion running = engine.running.getLast();
    running.say(answer);
    running.finish();
    model.poll();
    feed.poll();
  }
}
