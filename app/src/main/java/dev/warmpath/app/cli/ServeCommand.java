package dev.warmpath.app.cli;

import dev.warmpath.app.http.ApiKeys;
import dev.warmpath.app.http.Endpoint;
import dev.warmpath.app.http.EndpointOptions;
import dev.warmpath.app.http.kvevents.KvEventPublisher;
import dev.warmpath.app.wiring.OpenModel;
import dev.warmpath.app.wiring.Wiring;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.ui.LoadedModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Runs the endpoint without a window until it is interrupted. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serve the OpenAI-compatible endpoint on this computer; Ctrl+C ends it.",
    footer = {"", "Example: warmpath serve --alias gpt-4o-mini --port 7077"})
final class ServeCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  private static final Pattern ORIGIN =
      Pattern.compile("null|[a-z][a-z0-9+.-]*://[^/?#\\s]+");

  /** The whole stop takes at most two seconds; this much is left for the engine. */
  private static final long CLOSE_MILLIS = 1600;

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--alias",
      paramLabel = "NAME",
      description = "A further name clients may call the model by; repeatable.")
  private List<String> aliases = List.of();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port on 127.0.0.1 (default: ${DEFAULT-VALUE}); 0 for any free one.")
  private int port = EndpointOptions.DEFAULT_PORT;

  @Option(
      names = "--parallel",
      paramLabel = "K",
      description = "Requests that run at the same time (default: ${DEFAULT-VALUE}).")
  private int parallel = 4;

  @Option(
      names = "--api-key-env",
      paramLabel = "NAME",
      description = "Environment variable with an API key that clients must send; repeatable."
          + " Each key has a cache of its own.")
  private List<String> keyVariables = List.of();

  @Option(
      names = "--origin",
      paramLabel = "O",
      description = "A web origin that may call, like http://localhost:3000; repeatable.")
  private List<String> origins = List.of();

  @Option(
      names = "--kv-events",
      paramLabel = "ADDRESS",
      description = "Publish cache events in vLLM's ZeroMQ form, like tcp://127.0.0.1:5557 (off by"
          + " default; loopback only, events carry prompt tokens).")
  private @Nullable String kvEvents;

  @Option(
      names = "--kv-events-replay",
      paramLabel = "ADDRESS",
      description = "Answer replays of published events, like tcp://127.0.0.1:5558.")
  private @Nullable String kvReplay;

  @Override
  public Integer call() throws InterruptedException {
    check("--port", port, 0, MAX_PORT);
    check("--parallel", parallel, 1, OpenModel.MAX_SLOTS);
    origins.forEach(ServeCommand::checkOrigin);
    EndpointOptions options = new EndpointOptions(port, aliases, keys(), origins);
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    // The port first: a port in use is known before a large model is loaded.
    try (Endpoint endpoint = new Endpoint(options)) {
      try (Wiring.Opened opened = Wiring.open(model.open(parallel), part -> true)) {
        LoadedModel loaded = opened.model();
        if (!loaded.warning().isEmpty()) {
          Output.progress("warning: " + loaded.warning());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(ended, closed), "stop"));
        try (Publishing publishing = publish(loaded)) {
          endpoint.serve(loaded);
          announce(endpoint, loaded.engine().info(), publishing);
          ended.await();
          // Requests finish before their engine is closed.
          endpoint.drain();
        }
      }
    } finally {
      closed.countDown();
    }
    return ExitCode.OK;
  }

  /** The publisher of KV events, when one is wanted. */
  private record Publishing(@Nullable KvEventPublisher publisher) implements AutoCloseable {
    @Override
    public void close() {
      if (publisher != null) {
        publisher.close();
      }
    }
  }

  private Publishing publish(LoadedModel loaded) {
    String address = kvEvents;
    if (address == null) {
      if (kvReplay != null) {
        throw new EngineException(
            EngineException.Kind.BAD_REQUEST, "--kv-events-replay needs --kv-events.");
      }
      return new Publishing(null);
    }
    try {
      return new Publishing(new KvEventPublisher(loaded.engine(), address, kvReplay));
    } catch (IllegalArgumentException e) {
      throw EngineException.badRequest(e);
    }
  }

  /** Holds the end of the program back until requests have finished. */
  private static void stop(CountDownLatch ended, CountDownLatch closed) {
    ended.countDown();
    try {
      closed.await(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new EngineException(
          EngineException.Kind.BAD_REQUEST,
          option + " is " + value + "; " + least + " to " + most + " is allowed.");
    }
  }

  /** Browsers send an origin without a path; any other would never match. */
  private static void checkOrigin(String origin) {
    if (!ORIGIN.matcher(origin).matches()) {
      throw new EngineException(
          EngineException.Kind.BAD_REQUEST,
          "--origin " + origin + " is no web origin. Give scheme, host and port without a path, as"
              + " browsers do: http://localhost:3000.");
    }
  }

  private ApiKeys keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String variable : keyVariables) {
      String key = System.getenv(variable);
      if (key == null || key.isBlank()) {
        throw new EngineException(
            EngineException.Kind.BAD_REQUEST,
            "--api-key-env " + variable + ": the environment variable is not set. Set it to the"
                + " key that clients send.");
      }
      keys.put(variable, key.strip());
    }
    return new ApiKeys(keys);
  }

  private void announce(Endpoint endpoint, EngineInfo info, Publishing publishing) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("url", endpoint.address());
    line.put("model", info.model());
    line.put("aliases", aliases);
    line.put("n_ctx", info.context());
    line.put("parallel", info.slots());
    if (publishing.publisher() != null) {
      line.put("kv_events", publishing.publisher().address());
      line.put("kv_events_replay", publishing.publisher().replayAddress());
    }
    System.out.println(JsonMapper.shared().writeValueAsString(line));
  }
}
