package dev.warmpath.app.desktop;

import dev.warmpath.app.http.Endpoint;
import dev.warmpath.app.http.EndpointOptions;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.ports.EndpointControl;
import org.jspecify.annotations.Nullable;

/** No endpoint: pictures and tests do not listen. */
final class NoEndpoint implements EndpointControl {
  @Override
  public State state() {
    return new State(false, Endpoint.address(EndpointOptions.DEFAULT_PORT), "");
  }

  @Override
  public void start(int port) {}

  @Override
  public void stop() {}

  @Override
  public void serve(@Nullable LoadedModel model) {}
}
