package dev.warmpath.app.connect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A loopback server that answers its n-th connection by the n-th script, as badly as it likes. */
final class ScriptedServer implements AutoCloseable {

  /** Answers one connection whose request is read already; the connection is closed after it. */
  interface Script {
    void answer(String request, OutputStream out) throws Exception;
  }

  private final ServerSocket socket;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  ScriptedServer(Script... scripts) throws IOException {
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              for (int count = 0; !socket.isClosed(); count++) {
                Script script = scripts[Math.min(count, scripts.length - 1)];
                try (Socket client = socket.accept()) {
                  String request = read(client);
                  requests.add(request);
                  script.answer(request, client.getOutputStream());
                } catch (Exception ended) {
                  // The client went away, or the server was closed: both are parts of the tests.
                  continue;
                }
              }
            });
  }

  private static String read(Socket client) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    StringBuilder request = new StringBuilder();
    String line = reader.readLine();
    while (line != null && !line.isEmpty()) {
      request.append(line).append('\n');
      line = reader.readLine();
    }
    return request.toString();
  }

  String address() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/model.gguf";
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  static void head(OutputStream out, String status, long length, String... headers)
      throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
    head.append("Content-Length: ").append(length).append("\r\nConnection: close\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
