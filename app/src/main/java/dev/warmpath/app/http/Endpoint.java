package dev.warmpath.app.http;

import dev.warmpath.app.http.openai.ChatCompletions;
import dev.warmpath.app.http.openai.Ids;
import dev.warmpath.app.http.openai.ModelList;
import dev.warmpath.app.http.openai.ServedModels;
import dev.warmpath.app.http.wire.HttpServer;
import dev.warmpath.app.http.wire.PortInUse;
import dev.warmpath.ui.LoadedModel;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A running endpoint. Thread-safe. */
public final class Endpoint implements AutoCloseable {
  private final ServedModels models;
  private final Metrics metrics = new Metrics();
  private final HttpServer server;

  /**
   * Starts it; without a model until {@link #serve}.
   *
   * @throws PortInUse when the port cannot be listened on
   */
  public Endpoint(EndpointOptions options) {
    models = new ServedModels(options.aliases());
    server =
        new HttpServer(
            new Entrance(routes(), options.keys(), options.origins(), metrics::status),
            options.port());
  }

  private Routes routes() {
    Ids ids = new Ids(Clock.systemUTC());
    ChatCompletions chat = new ChatCompletions(models, metrics, ids);
    ModelList list = new ModelList(models, ids);
    return new Routes()
        .post("/v1/chat/completions", (exchange, caller, rest) -> chat.handle(exchange, caller))
        .get("/v1/models", (exchange, caller, rest) -> list.all(exchange))
        .get("/v1/models/", (exchange, caller, rest) -> list.one(exchange, rest));
  }

  /** The model that answers from now on; null refuses requests. */
  public void serve(@Nullable LoadedModel model) {
    models.serve(model);
    metrics.watch(model);
  }

  /** What clients set as their base URL. */
  public String address() {
    return address(server.port());
  }

  static String address(int port) {
    return "http://127.0.0.1:" + port + "/v1";
  }

  /** Requests being handled. */
  public int running() {
    return server.running();
  }

  /** Finishes what runs, for at most two seconds, and stops. */
  public void drain() {
    server.close();
  }

  @Override
  public void close() {
    drain();
    metrics.watch(null);
  }
}
