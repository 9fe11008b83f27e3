package dev.warmpath.ui.ports;

import dev.warmpath.ui.LoadedModel;
import org.jspecify.annotations.Nullable;

/** The HTTP endpoint other programs talk to (port). Thread-safe; nothing blocks. */
public interface EndpointControl {

  /**
   * How the endpoint is doing.
   *
   * @param running true while it accepts connections
   * @param address base URL for clients, {@code http://127.0.0.1:7077/v1}; what it would be while
   *     it is off
   * @param problem why it could not start and what to do; empty when all is well
   */
  record State(boolean running, String address, String problem) {}

  /** Read by the window ten times a second; never blocks. */
  State state();

  /** Starts it soon; failures show in {@link #state}. */
  void start(int port);

  /** Stops it soon; running requests are cancelled. */
  void stop();

  /** The model that requests run on from now; null refuses them. */
  void serve(@Nullable LoadedModel model);
}
