package dev.warmpath.app.http;

import dev.warmpath.app.wiring.OpenModel;
import dev.warmpath.app.wiring.Wiring;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.local.LocalEngine;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.ui.ports.ModelOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The endpoint with the demo model, one thread, small contexts. */
final class TestServer implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.shared();
  static final String ALIAS = "guide-model";

  private final Wiring.Opened opened;
  private final Endpoint endpoint;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private TestServer(int slots, int context, Map<String, String> keys, List<String> origins) {
    opened =
        Wiring.open(
            new OpenModel(
                null, context, slots, 1, "cpu", null, ModelFacts.KvType.F16,
                ModelOptions.FlashAttention.ON, List.of(), 64L << 20, null,
                EngineSettings.Mode.FAST, EngineSettings.Keys.ISOLATE),
            part -> true);
    endpoint =
        new Endpoint(new EndpointOptions(0, List.of(ALIAS), new ApiKeys(keys), origins));
    endpoint.serve(opened.model());
  }

  static TestServer open(int slots, int context) {
    return new TestServer(slots, context, Map.of(), List.of("http://allowed.example"));
  }

  static TestServer withKeys(int slots, int context, Map<String, String> keys) {
    return new TestServer(slots, context, keys, List.of());
  }

  dev.warmpath.ui.LoadedModel model() {
    return opened.model();
  }

  Endpoint endpoint() {
    return endpoint;
  }

  LocalEngine engine() {
    return (LocalEngine) opened.model().engine();
  }

  /** {@code http://127.0.0.1:PORT/v1}. */
  String url() {
    return endpoint.address();
  }

  String root() {
    return url().replace("/v1", "");
  }

  int port() {
    return URI.create(url()).getPort();
  }

  /** A chat request that answers the same every time. */
  static Map<String, Object> chat(String text, int maxTokens) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", ALIAS);
    body.put("temperature", 0);
    body.put("max_tokens", maxTokens);
    body.put("messages", List.of(Map.of("role", "user", "content", text)));
    return body;
  }

  record Answer(int status, HttpResponse<String> response) {
    JsonNode json() {
      return JSON.readTree(response.body());
    }

    String error() {
      JsonNode error = json().get("error");
      return error.get("code").asString() + " @ " + error.get("param").asString();
    }
  }

  Answer post(String path, Object body, String... headers) throws Exception {
    return postBytes(path, JSON.writeValueAsBytes(body), headers);
  }

  Answer postBytes(String path, byte[] body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root() + path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response);
  }

  Answer get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root() + path)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response);
  }

  /** The {@code data:} objects of a streamed answer, without the final mark. */
  List<JsonNode> stream(String path, Map<String, Object> body) throws Exception {
    Map<String, Object> streamed = new LinkedHashMap<>(body);
    streamed.put("stream", true);
    Answer answer = post(path, streamed);
    List<JsonNode> events = new ArrayList<>();
    for (String line : answer.response().body().split("\n")) {
      if (line.startsWith("data: ") && !line.equals("data: [DONE]")) {
        events.add(JSON.readTree(line.substring(6)));
      }
    }
    return events;
  }

  /** Sends bytes as they are and reads until the server closes or {@code enough} was read. */
  String raw(String request, String enough) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return read(socket.getInputStream(), enough);
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  static String read(InputStream in, String enough) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      text.append((char) next);
      if (!enough.isEmpty() && text.indexOf(enough) >= 0) {
        break;
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    endpoint.close();
    opened.close();
  }
}
