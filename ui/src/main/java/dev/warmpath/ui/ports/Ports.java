package dev.warmpath.ui.ports;

import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * Everything the window needs from outside.
 *
 * @param clock wall time, for ages and recovery
 * @param work small pool for reading, templates and tokens
 * @param fx runs on the FX thread: {@code Platform::runLater}; {@code Runnable::run} in tests
 */
public record Ports(
    ModelSource models, WorkspaceStore workspaces, Preferences preferences,
    EndpointControl endpoint, FileDialogs dialogs, LensStore lenses, Clock clock, Executor work,
    Executor fx) {

  /** The same with another pool for background work. */
  public Ports withWork(Executor other) {
    return new Ports(
        models, workspaces, preferences, endpoint, dialogs, lenses, clock, other, fx);
  }

  /** The same with another way to the FX thread. */
  public Ports withFx(Executor other) {
    return new Ports(
        models, workspaces, preferences, endpoint, dialogs, lenses, clock, work, other);
  }
}
