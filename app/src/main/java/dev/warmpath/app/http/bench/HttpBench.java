package dev.warmpath.app.http.bench;

import dev.warmpath.app.http.ApiKeys;
import dev.warmpath.app.http.Endpoint;
import dev.warmpath.app.http.EndpointOptions;
import dev.warmpath.ui.LoadedModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures the HTTP path: from the request's last byte written to the engine's submit, and from the
 * engine's first token to its first byte at the client. Both include the loopback socket and the
 * threads' wake-ups; template and tokenizer are counted apart.
 */
public final class HttpBench {
  /**
   * How much to run.
   *
   * @param warmUp requests that are not counted. The path runs several times slower until the
   *     runtime has compiled all of it, which takes about a thousand requests
   * @param measured requests that are
   */
  public record Plan(int warmUp, int measured) {
    public static final Plan FULL = new Plan(2000, 500);

    /** Figures without meaning. */
    public static final Plan QUICK = new Plan(20, 50);
  }

  private static final int SOCKET_TIMEOUT_MILLIS = 60_000;

  private HttpBench() {}

  /**
   * Medians in nanoseconds.
   *
   * @param requestToEngine last request byte sent to submitted, template and tokenizer included
   * @param tokenize template and tokenizer alone
   * @param overhead time to the client's first content byte minus the trace's own time to first
   *     token: everything HTTP adds, both ways
   * @param requests measured requests
   */
  public record Result(long requestToEngine, long tokenize, long overhead, int requests) {}

  /** Runs against a model; blocks for seconds. */
  public static Result run(LoadedModel model, Plan plan) throws IOException {
    long[] toEngine = new long[plan.measured()];
    long[] tokenize = new long[plan.measured()];
    long[] overhead = new long[plan.measured()];
    EndpointOptions options =
        new EndpointOptions(0, List.of("bench"), new ApiKeys(Map.of()), List.of());
    try (Endpoint endpoint = new Endpoint(options);
        Socket socket =
            new Socket(
                InetAddress.getLoopbackAddress(), URI.create(endpoint.address()).getPort())) {
      endpoint.serve(model);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
      for (int i = -plan.warmUp(); i < plan.measured(); i++) {
        Times times = one(socket, model);
        if (i >= 0) {
          toEngine[i] = times.toEngine();
          tokenize[i] = times.tokenize();
          overhead[i] = times.overhead();
        }
      }
    }
    return new Result(median(toEngine), median(tokenize), median(overhead), plan.measured());
  }

  private record Times(long toEngine, long tokenize, long overhead) {}

  private static Times one(Socket socket, LoadedModel model) throws IOException {
    byte[] body =
        ("{\"model\":\"bench\",\"temperature\":0,\"max_tokens\":1,\"stream\":true,\"messages\":"
                + "[{\"role\":\"user\",\"content\":\"What does express shipping cost?\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json"
            + "\r\nContent-Length: " + body.length + "\r\n\r\n";
    byte[] start = head.getBytes(StandardCharsets.UTF_8);
    byte[] request = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    Instant sentAt = Instant.now();
    long sent = System.nanoTime();
    socket.getOutputStream().write(request);
    long first = readAnswer(socket.getInputStream());
    var trace = model.engine().traces().all().getLast();
    long submitted = Duration.between(sentAt, trace.source().submitted()).toNanos();
    return new Times(
        submitted, trace.phases().tokenize(), first - sent - trace.phases().firstToken());
  }

  /** Reads to the end of the stream; returns when the first event was there. */
  private static long readAnswer(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[8192];
    long first = 0;
    while (text.indexOf("\r\n0\r\n\r\n") < 0) {
      int count = in.read(buffer);
      if (count < 0) {
        throw new IOException("the endpoint closed the connection");
      }
      text.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
      if (first == 0 && text.indexOf("data: ") >= 0) {
        first = System.nanoTime();
      }
    }
    return first;
  }

  private static long median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
