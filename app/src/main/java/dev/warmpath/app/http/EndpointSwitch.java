package dev.warmpath.app.http;

import dev.warmpath.app.http.wire.PortInUse;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.ports.EndpointControl;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint inside the window's process: on, off, which model. Calls return at once; one thread
 * of its own does them in order.
 */
public final class EndpointSwitch implements EndpointControl, AutoCloseable {
  private final ExecutorService order =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("endpoint").factory());
  private volatile State state =
      new State(false, Endpoint.address(EndpointOptions.DEFAULT_PORT), "");
  private @Nullable Endpoint endpoint;
  private @Nullable LoadedModel model;

  @Override
  public State state() {
    return state;
  }

  @Override
  public void start(int port) {
    order.execute(() -> open(port));
  }

  private void open(int port) {
    shut();
    try {
      Endpoint started =
          new Endpoint(new EndpointOptions(port, List.of(), new ApiKeys(Map.of()), List.of()));
      started.serve(model);
      endpoint = started;
      state = new State(true, started.address(), "");
    } catch (PortInUse e) {
      String advice =
          "Port " + port + " cannot be used: another program may listen there. Choose another"
              + " port in the settings.";
      state = new State(false, Endpoint.address(port), advice);
    }
  }

  @Override
  public void stop() {
    order.execute(
        () -> {
          shut();
          state = new State(false, state.address(), "");
        });
  }

  private void shut() {
    if (endpoint != null) {
      endpoint.close();
      endpoint = null;
    }
  }

  @Override
  public void serve(@Nullable LoadedModel newModel) {
    order.execute(
        () -> {
          model = newModel;
          if (endpoint != null) {
            endpoint.serve(newModel);
          }
        });
  }

  /** Stops it; returns at once. */
  @Override
  public void close() {
    order.execute(this::shut);
    order.shutdown();
  }
}
