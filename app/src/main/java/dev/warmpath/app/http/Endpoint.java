package dev.warmpath.app.http;

import dev.warmpath.app.http.inspect.Inspection;
import dev.warmpath.app.http.inspect.Verdicts;
import dev.warmpath.app.http.json.Json;
import dev.warmpath.app.http.openai.ChatCompletions;
import dev.warmpath.app.http.openai.ModelList;
import dev.warmpath.app.http.openai.Responses;
import dev.warmpath.app.http.openai.TextCompletions;
import dev.warmpath.app.http.serving.Ids;
import dev.warmpath.app.http.serving.Intake;
import dev.warmpath.app.http.serving.ServedModels;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.app.http.wire.HttpServer;
import dev.warmpath.app.http.wire.PortInUse;
import dev.warmpath.app.http.wire.Reply;
import dev.warmpath.ui.LoadedModel;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running endpoint. Thread-safe. */
public final class Endpoint implements AutoCloseable {
  private static final String INSPECT = "/warmpath/v1/";

  private final ServedModels models;
  private final Metrics metrics = new Metrics();
  private final Verdicts verdicts = new Verdicts();
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
            new Entrance(
                routes(options.keys().open()), options.keys(), options.origins(), metrics::status),
            options.port());
  }

  private Routes routes(boolean open) {
    Ids ids = new Ids(Clock.systemUTC());
    Intake intake = new Intake(models, metrics, ids);
    ChatCompletions chat = new ChatCompletions(intake);
    TextCompletions text = new TextCompletions(intake);
    Responses responses = new Responses(intake);
    ModelList list = new ModelList(models, ids);
    Inspection inspect = new Inspection(models, verdicts, open);
    return new Routes()
        .post("/v1/chat/completions", (exchange, caller, rest) -> chat.handle(exchange, caller))
        .post("/v1/completions", (exchange, caller, rest) -> text.handle(exchange, caller))
        .post("/v1/responses", (exchange, caller, rest) -> responses.handle(exchange, caller))
        .get("/v1/models", (exchange, caller, rest) -> list.all(exchange))
        .get("/v1/models/", (exchange, caller, rest) -> list.one(exchange, rest))
        .open("/health", (exchange, caller, rest) -> health(exchange))
        .get("/metrics", (exchange, caller, rest) -> exchange.reply(metrics.page()))
        .get(INSPECT + "tree", (exchange, caller, rest) -> inspect.tree(exchange, caller))
        .get(INSPECT + "traces", (exchange, caller, rest) -> inspect.traces(exchange, caller))
        .get(
            INSPECT + "traces/",
            (exchange, caller, rest) -> inspect.trace(exchange, caller, rest))
        .get(INSPECT + "events", (exchange, caller, rest) -> inspect.events(exchange, caller))
        .post(INSPECT + "peek", (exchange, caller, rest) -> inspect.peek(exchange, caller));
  }

  private void health(Exchange exchange) {
    boolean ready = models.current() != null;
    exchange.reply(
        Reply.json(
            ready ? 200 : 503, Json.bytes(Map.of("status", ready ? "ok" : "no model"))));
  }

  /** The model that answers from now on; null refuses requests. */
  public void serve(@Nullable LoadedModel model) {
    models.serve(model);
    metrics.watch(model);
    verdicts.watch(model);
  }

  /** What clients set as their base URL. */
  public String address() {
    return address(server.port());
  }

  /** The same of an endpoint on another port. */
  public static String address(int port) {
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
    verdicts.watch(null);
  }
}
