package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.answer.Totals;
import dev.warmpath.app.http.chat.ResponseReader;
import dev.warmpath.app.http.chat.Wish;
import dev.warmpath.app.http.json.Json;
import dev.warmpath.app.http.serving.Caller;
import dev.warmpath.app.http.serving.Choices;
import dev.warmpath.app.http.serving.Intake;
import dev.warmpath.app.http.serving.Prompts;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.app.http.wire.Reply;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/responses}: the part that clients' basic calls use; nothing is stored. */
public final class Responses {
  private final Intake intake;

  public Responses(Intake intake) {
    this.intake = intake;
  }

  /** Answers one request. */
  public void handle(Exchange exchange, Caller caller) throws InterruptedException {
    Intake.Asked asked = intake.read(exchange);
    Engine engine = asked.engine();
    Wish wish =
        new ResponseReader(
                asked.served().template().source(), engine.tokenizer().vocabularySize(),
                engine.info().context())
            .read(asked.body());
    boolean stream = asked.body().bool("stream", false);
    CompletionRequest request = Prompts.chat(asked.served(), wish, caller, asked.model());
    Choices choices =
        intake.start(
            exchange, engine, List.of(request), 1,
            new Choices.Reading(wish.tools(), engine.tokenizer(), false, wish.names()));
    ResponseObject response =
        new ResponseObject(
            asked.body(), intake.ids().next("resp_", choices.id()), intake.ids().now(),
            asked.model());
    if (stream) {
      new ResponseStream(exchange, response).run(choices);
      return;
    }
    Choices.Whole whole = choices.whole();
    String finish = whole.finishes().getFirst();
    Map<String, ?> object =
        response.ended(
            response.output(whole.answers().getFirst(), finish), finish,
            Totals.of(whole.traces(), 1));
    exchange.reply(Reply.json(200, Json.bytes(object)).with(Intake.traceHeader(choices)));
  }
}
