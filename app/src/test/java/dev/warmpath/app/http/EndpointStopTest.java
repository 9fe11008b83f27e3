package dev.warmpath.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.app.http.wire.ClientGone;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.app.http.wire.Gate;
import dev.warmpath.app.http.wire.Head;
import dev.warmpath.app.http.wire.HttpServer;
import dev.warmpath.app.http.wire.Reply;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that stops while a request is computed by an engine too busy to notice. */
class EndpointStopTest {
  /** Begins to answer, or not, and then hears nothing until it is let go. */
  private static final class Busy implements Gate {
    final boolean streams;
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch letGo = new CountDownLatch(1);
    final CompletableFuture<Exception> lateWord = new CompletableFuture<>();

    Busy(boolean streams) {
      this.streams = streams;
    }

    @Override
    public Decision admit(Head head) {
      return new Accept(this::handle, Map.of());
    }

    private void handle(Exchange exchange) throws InterruptedException {
      if (streams) {
        exchange.startEvents(Map.of());
        exchange.event("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
      }
      begun.countDown();
      letGo.await();
      try {
        if (streams) {
          exchange.event("data: 2\n\n".getBytes(StandardCharsets.UTF_8));
        } else {
          exchange.reply(Reply.json(200, new byte[0]));
        }
        lateWord.complete(new IllegalStateException("it was heard"));
      } catch (ClientGone e) {
        lateWord.complete(e);
      }
    }

    @Override
    public Reply refusal(int status, String code, String message) {
      return Reply.json(status, ("{\"code\":\"" + code + "\"}").getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itsClientIsToldThatItWasCancelled(boolean streams) throws Exception {
    Busy gate = new Busy(streams);
    HttpServer server = new HttpServer(gate, 0);
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(
          "GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(gate.begun.await(60, TimeUnit.SECONDS)).isTrue();
      server.close();
      assertThat(server.running()).isZero();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (streams) {
        assertThat(answer)
            .startsWith("HTTP/1.1 200 OK\r\n")
            .contains("data: 1\n\n")
            .contains("data: {\"code\":\"cancelled\"}\n\n")
            .endsWith("0\r\n\r\n");
      } else {
        assertThat(answer)
            .startsWith("HTTP/1.1 503 ")
            .contains("connection: close\r\n")
            .endsWith("{\"code\":\"cancelled\"}");
      }
    } finally {
      gate.letGo.countDown();
    }
    assertThat(gate.lateWord.get(60, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
  }
}
