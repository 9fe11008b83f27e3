package dev.warmpath.app.http.serving;

import dev.warmpath.app.http.answer.Run;
import dev.warmpath.app.http.json.Fields;
import dev.warmpath.app.http.json.Json;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineException;
import java.util.List;
import java.util.Map;

/**
 * The way of every request into the engine. Thread-safe.
 *
 * @param models who answers
 * @param meter told how requests end
 * @param ids names answers
 */
public record Intake(ServedModels models, RequestMeter meter, Ids ids) {
  /** Names the request in the log and in {@code /warmpath/v1/traces}. */
  public static final String TRACE_HEADER = "x-warmpath-request";

  /**
   * A body and the model it is for.
   *
   * @param model the name the client uses for it
   */
  public record Asked(Fields body, String model, ServedModels.Served served) {
    public Engine engine() {
      return served.model().engine();
    }
  }

  /** Reads a body as far as its model. */
  public Asked read(Exchange exchange) {
    Fields body = new Fields(Json.object(exchange.body()), "");
    String name = body.required("model");
    return new Asked(body, name, models.require(name));
  }

  /**
   * Submits everything a body asks for, or nothing.
   *
   * @param requests one per prompt
   * @param choices answers per prompt
   */
  public Choices start(
      Exchange exchange, Engine engine, List<CompletionRequest> requests, int choices,
      Choices.Reading reading) {
    try {
      return new Choices(Run.start(engine, requests, choices, exchange::onGone), reading, meter);
    } catch (EngineException e) {
      throw Failures.of(e, reading.fields());
    }
  }

  /** The header that names a request's trace. */
  public static Map<String, String> traceHeader(Choices choices) {
    return Map.of(TRACE_HEADER, Long.toString(choices.id()));
  }
}
