package dev.warmpath.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Sixty-four clients at once, polite and rude. */
class LoadTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final int CLIENTS = 64;

  /** Long enough for thousands of requests, short enough for every build. */
  private static final long NANOS =
      Long.getLong("warmpath.load.seconds", 8) * 1_000_000_000L;

  @Test
  void manyClientsLeaveNothingBehind() throws Exception {
    Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    ConcurrentLinkedQueue<Throwable> broken = new ConcurrentLinkedQueue<>();
    try (TestServer server = TestServer.open(4, 256)) {
      warm(server);
      long before = used();
      long end = System.nanoTime() + NANOS;
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        clients.add(
            Thread.ofVirtual().start(
                () -> {
                  SplittableRandom random = new SplittableRandom(client);
                  try {
                    while (System.nanoTime() < end) {
                      one(server, random, statuses);
                    }
                  } catch (Throwable e) {
                    broken.add(e);
                  }
                }));
      }
      for (Thread client : clients) {
        client.join();
      }
      assertThat(broken).isEmpty();
      assertThat(statuses.keySet()).isSubsetOf(200, 400, 429);
      assertThat(statuses.get(200).sum()).isPositive();
      Await.until(() -> server.endpoint().running() == 0);
      Await.until(
          () -> server.engine().status().running() + server.engine().status().waiting() == 0);
      assertThat(server.engine().snapshot().totals().pinnedTokens()).isZero();
      server.engine().check().get();
      assertThat(server.post(CHAT, TestServer.chat("Hello there", 1)).status()).isEqualTo(200);
      server.engine().traces().clear(); // the log itself grows with every request, on purpose
      assertThat(used() - before).as("heap growth in bytes").isLessThan(64L << 20);
    }
  }

  private static void warm(TestServer server) throws Exception {
    for (int i = 0; i < 20; i++) {
      server.post(CHAT, TestServer.chat("Warm up " + i, 2));
    }
  }

  private static void one(
      TestServer server, SplittableRandom random, Map<Integer, LongAdder> statuses)
      throws Exception {
    Map<String, Object> body =
        TestServer.chat(
            "Question number " + random.nextInt(200) + " of many", 1 + random.nextInt(4));
    switch (random.nextInt(10)) {
      case 0 -> rude(server, TestServer.JSON.writeValueAsString(body));
      case 1 -> {
        byte[] broken = "{".getBytes(StandardCharsets.UTF_8);
        count(server.postBytes(CHAT, broken).status(), statuses);
      }
      case 2, 3 -> {
        body.put("stream", true);
        count(server.post(CHAT, body).status(), statuses);
      }
      default -> count(server.post(CHAT, body).status(), statuses);
    }
  }

  private static void count(int status, Map<Integer, LongAdder> statuses) {
    statuses.computeIfAbsent(status, name -> new LongAdder()).increment();
  }

  /** Asks and leaves. */
  private static void rude(TestServer server, String json) throws Exception {
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(
          ("POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + "Content-Length: " + json.length() + "\r\n\r\n" + json)
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
