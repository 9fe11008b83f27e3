package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.answer.Run;
import dev.warmpath.app.http.answer.WholeAnswer;
import dev.warmpath.app.http.answer.Totals;
import dev.warmpath.app.http.chat.ResponseReader;
import dev.warmpath.app.http.chat.Wish;
import dev.warmpath.app.http.json.Fields;
import dev.warmpath.app.http.json.Json;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.app.http.wire.Reply;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineException;
import dev.warmpath.trace.Trace;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/responses}: the part that clients' basic calls use; nothing is stored. */
public final class Responses {
  private final ServedModels models;
  private final RequestMeter meter;
  private final Ids ids;

  public Responses(ServedModels models, RequestMeter meter, Ids ids) {
    this.models = models;
    this.meter = meter;
    this.ids = ids;
  }

  /** Answers one request. */
  public void handle(Exchange exchange, Caller caller) throws InterruptedException {
    Fields body = new Fields(Json.object(exchange.body()), "");
    String name = body.required("model");
    ServedModels.Served served = models.require(name);
    Engine engine = served.model().engine();
    Wish wish =
        new ResponseReader(
                served.template().source(), engine.tokenizer().vocabularySize(),
                engine.info().context())
            .read(body);
    boolean stream = body.bool("stream", false);
    CompletionRequest request = Prompts.chat(served, wish, caller, name);
    Run run;
    try {
      run = Run.start(engine, List.of(request), 1, exchange::onGone);
    } catch (EngineException e) {
      throw Failures.of(e, wish.promptField());
    }
    Choices choices =
        new Choices(
            run,
            new Choices.Reading(wish.tools(), engine.tokenizer(), false, wish.promptField()),
            meter);
    ResponseObject response =
        new ResponseObject(body, ids.next("resp_", run.id()), ids.now(), name);
    Map<String, String> headers =
        Map.of(ChatCompletions.TRACE_HEADER, Long.toString(run.id()));
    if (stream) {
      new ResponseStream(exchange, response, headers).run(choices);
      return;
    }
    WholeAnswer answer = new WholeAnswer();
    String[] finish = new String[1];
    List<Trace> traces =
        choices.read(
            choices.first(), index -> answer, (index, why, trace) -> finish[0] = why);
    Map<String, ?> whole =
        response.ended(response.output(answer, finish[0]), finish[0], Totals.of(traces, 1));
    exchange.reply(Reply.json(200, Json.bytes(whole)).with(headers));
  }
}
