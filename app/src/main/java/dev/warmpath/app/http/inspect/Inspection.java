package dev.warmpath.app.http.inspect;

import dev.warmpath.app.http.chat.Wish;
import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.app.http.json.Fields;
import dev.warmpath.app.http.json.Json;
import dev.warmpath.app.http.openai.ChatCompletions;
import dev.warmpath.app.http.serving.Caller;
import dev.warmpath.app.http.serving.Failures;
import dev.warmpath.app.http.serving.ServedModels;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.app.http.wire.Reply;
import dev.warmpath.cache.Namespace;
import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.engine.Engine;
import dev.warmpath.template.TemplateException;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import dev.warmpath.trace.TraceLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /warmpath/v1/…}. */
public final class Inspection {
  /** Traces of one page; a page of the largest ones stays below a megabyte. */
  private static final int MOST_TRACES = 1000;

  private static final int USUAL_TRACES = 100;

  private final ServedModels models;
  private final Verdicts verdicts;
  private final boolean open;

  /** @param open true when no API keys are configured: everybody sees everything */
  public Inspection(ServedModels models, Verdicts verdicts, boolean open) {
    this.models = models;
    this.verdicts = verdicts;
    this.open = open;
  }

  private Engine engine() {
    return models.require().model().engine();
  }

  private static void reply(Exchange exchange, Object value) {
    exchange.reply(Reply.json(200, Json.bytes(value)));
  }

  /** {@code GET tree}. */
  public void tree(Exchange exchange, Caller caller) {
    Engine engine = engine();
    int limit =
        number(exchange, "limit", TreeJson.MOST_EDGES, 1, TreeJson.MOST_EDGES);
    reply(
        exchange,
        new TreeJson(engine.snapshot(), engine.tokenizer(), new Sight(caller, open), limit)
            .object());
  }

  /** {@code GET traces?limit=N&after=ID}: oldest first. */
  public void traces(Exchange exchange, Caller caller) {
    int limit = number(exchange, "limit", USUAL_TRACES, 1, MOST_TRACES);
    int after = number(exchange, "after", 0, 0, Integer.MAX_VALUE);
    Sight sight = new Sight(caller, open);
    List<Trace> seen =
        engine().traces().all().stream()
            .filter(trace -> trace.id() > after && sight.of(trace.namespace()))
            .toList();
    int from = after > 0 ? 0 : Math.max(0, seen.size() - limit);
    List<Object> page = new ArrayList<>();
    seen.stream().skip(from).limit(limit).forEach(trace -> page.add(TraceJson.summary(trace)));
    reply(exchange, Map.of("traces", page));
  }

  /** {@code GET traces/{id}}. */
  public void trace(Exchange exchange, Caller caller, String id) {
    Engine engine = engine();
    Sight sight = new Sight(caller, open);
    // The verdict quotes the request it compares with: another account's stay out of it.
    List<Trace> seen =
        engine.traces().all().stream().filter(trace -> sight.of(trace.namespace())).toList();
    Trace trace =
        seen.stream()
            .filter(one -> Long.toString(one.id()).equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new ApiException(
                        404, ApiException.INVALID_REQUEST, null, "trace_not_found",
                        "There is no such trace; the newest " + TraceLog.LIMIT + " are kept."));
    Map<String, @Nullable Object> whole = TraceJson.whole(trace, engine.tokenizer());
    whole.put("verdict", verdicts.of(trace, seen));
    reply(exchange, whole);
  }

  /** {@code GET events}: until the client leaves. */
  public void events(Exchange exchange, Caller caller) throws InterruptedException {
    Engine engine = engine();
    EventFeed.run(
        engine, exchange, new Sight(caller, open),
        () -> {
          ServedModels.Served now = models.current();
          return now != null && now.model().engine() == engine;
        });
  }

  /** {@code POST peek}: the body of a chat completion; nothing runs. */
  public void peek(Exchange exchange, Caller caller) {
    Fields body = new Fields(Json.object(exchange.body()), "");
    ServedModels.Served served = models.require(body.required("model"));
    Engine engine = served.model().engine();
    Wish wish = ChatCompletions.reader(served).read(body);
    Tokens tokens;
    try {
      tokens = engine.tokenizer().tokenize(served.template().render(wish.fields()));
    } catch (TemplateException e) {
      throw Failures.of(e, wish.names());
    }
    Namespace namespace = engine.namespace(caller.account(), wish.cacheKey());
    PrefixMatch match = engine.forecast(engine.snapshot(), namespace, tokens.ids());
    reply(exchange, peek(match, engine.predict(match)));
  }

  private static Map<String, @Nullable Object> peek(
      PrefixMatch match, Trace.@Nullable Prediction prediction) {
    int cached = match.matched();
    Map<String, @Nullable Object> found = new LinkedHashMap<>();
    found.put("prompt_tokens", match.promptTokens());
    found.put("cached_tokens", cached);
    found.put("computed_tokens", match.missing());
    found.put("in_slot_tokens", match.slotMatched());
    found.put("in_memory_tokens", Math.max(match.hostMatched(), match.stateMatched()));
    found.put("namespace", TreeJson.namespace(match.namespace()));
    found.put("provenance", "predicted");
    found.put(
        "ttft_ms", prediction == null ? null : prediction.firstTokenNanos() / 1e6);
    found.put("cold_ttft_ms", prediction == null ? null : prediction.coldNanos() / 1e6);
    return found;
  }

  private static int number(Exchange exchange, String name, int usual, int least, int most) {
    String text = exchange.head().query().get(name);
    if (text == null) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Named below, like a number out of range.
    }
    throw ApiException.bad(
        name, "'" + name + "' must be a whole number from " + least + " to " + most + ".");
  }
}
