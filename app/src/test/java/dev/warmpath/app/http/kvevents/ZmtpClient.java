package dev.warmpath.app.http.kvevents;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A ZeroMQ peer in plain sockets (ZMTP 3.0, no security): what is published is judged by the bytes
 * and not by the library that wrote them. JeroMQ's own connecting side can also sleep through its
 * first answer until something else happens in its context.
 */
final class ZmtpClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int MORE = 1;
  private static final int LONG = 2;
  private static final int COMMAND = 4;

  private final Socket socket;
  private final DataInputStream in;

  /** Connects and greets; {@code type} is a socket type: {@code DEALER}, {@code SUB}. */
  ZmtpClient(String address, String type) throws IOException {
    URI where = URI.create(address);
    socket = new Socket(where.getHost(), where.getPort());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new DataInputStream(socket.getInputStream());
    byte[] greeting = new byte[64];
    greeting[0] = (byte) 0xff;
    greeting[9] = 0x7f;
    greeting[10] = 3;
    System.arraycopy("NULL".getBytes(StandardCharsets.US_ASCII), 0, greeting, 12, 4);
    socket.getOutputStream().write(greeting);
    in.readFully(new byte[64]);
    ByteArrayOutputStream ready = new ByteArrayOutputStream();
    named(ready, "READY");
    named(ready, "Socket-Type");
    ready.writeBytes(new byte[] {0, 0, 0, (byte) type.length()});
    ready.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
    frame(COMMAND, ready.toByteArray());
    in.readUnsignedByte(); // the other side's ready command
    in.readNBytes(in.readUnsignedByte());
  }

  private static void named(ByteArrayOutputStream out, String name) {
    out.write(name.length());
    out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
  }

  private void frame(int flags, byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(flags);
    out.write(body.length);
    out.writeBytes(body);
    socket.getOutputStream().write(out.toByteArray());
  }

  /** Asks a PUB socket for a topic. */
  void subscribe(String topic) throws IOException {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[name.length + 1];
    body[0] = 1;
    System.arraycopy(name, 0, body, 1, name.length);
    frame(0, body);
  }

  /** Sends one message. */
  void send(byte[]... frames) throws IOException {
    for (int i = 0; i < frames.length; i++) {
      frame(i < frames.length - 1 ? MORE : 0, frames[i]);
    }
  }

  /** True when something can be read now. */
  boolean ready() throws IOException {
    return in.available() > 0;
  }

  /** The next message's frames; waits for it. */
  List<byte[]> receive() throws IOException {
    List<byte[]> frames = new ArrayList<>();
    while (true) {
      int flags = in.readUnsignedByte();
      int length = (flags & LONG) == 0 ? in.readUnsignedByte() : (int) in.readLong();
      byte[] body = in.readNBytes(length);
      if ((flags & COMMAND) == 0) {
        frames.add(body);
        if ((flags & MORE) == 0) {
          return frames;
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
