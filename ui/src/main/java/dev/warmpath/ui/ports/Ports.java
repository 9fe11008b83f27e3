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
    EndpointControl endpoint, FileDialogs dialogs, Links links, LensStore lenses, Clock clock,
    Executor work, Executor fx) {}
