package dev.warmpath.app.http.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One request and the way back to its client: either one {@link #reply}, or {@link #startEvents},
 * any number of {@link #event}s and {@link #endEvents}. Thread-safe: the choices of one request
 * may write events together.
 */
public final class Exchange {
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

  private final Channel channel;
  private final Head head;
  private final byte[] body;
  private final boolean keepAlive;
  private final boolean chunked;
  private final Map<String, String> headers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Runnable> whenGone = new ArrayList<>();
  private boolean gone;
  private boolean started;
  private boolean ended;

  /** What the connection knows of the request. */
  record Terms(boolean keepAlive, boolean chunked, Map<String, String> headers) {}

  Exchange(Channel channel, Head head, byte[] body, Terms terms) {
    this.channel = channel;
    this.head = head;
    this.body = body;
    this.keepAlive = terms.keepAlive();
    this.chunked = terms.chunked();
    this.headers = terms.headers();
  }

  public Head head() {
    return head;
  }

  /** The body's bytes; shared, read only. */
  public byte[] body() {
    return body;
  }

  /**
   * Runs {@code action} once when the client closes the connection before the answer is complete,
   * or the server stops; at once when the client already has. On an event-loop thread: quick.
   */
  public void onGone(Runnable action) {
    lock.lock();
    try {
      if (!gone) {
        whenGone.add(action);
        return;
      }
    } finally {
      lock.unlock();
    }
    action.run();
  }

  /**
   * Sends the whole answer.
   *
   * @throws ClientGone when nobody waits for it any more
   */
  public void reply(Reply reply) {
    lock.lock();
    try {
      requireClient();
      require(!started, "an answer was already sent");
      started = true;
      ended = true;
    } finally {
      lock.unlock();
    }
    send(channel, reply.with(headers), keepAlive);
  }

  static void send(Channel channel, Reply reply, boolean keepAlive) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()),
            Unpooled.wrappedBuffer(reply.body()));
    set(response, reply.type(), reply.headers(), keepAlive);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
    channel.writeAndFlush(response);
  }

  private static void set(
      HttpResponse response, String type, Map<String, String> headers, boolean keepAlive) {
    HttpHeaders out = response.headers();
    if (!type.isEmpty()) {
      out.set(HttpHeaderNames.CONTENT_TYPE, type);
    }
    out.set("x-content-type-options", "nosniff");
    headers.forEach(out::set);
    out.set(
        HttpHeaderNames.CONNECTION,
        keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
  }

  /** True when an answer was begun: an error can only end it. */
  public boolean started() {
    lock.lock();
    try {
      return started;
    } finally {
      lock.unlock();
    }
  }

  /** Begins a stream of server-sent events; its head leaves together with the first event. */
  public void startEvents(Map<String, String> more) {
    lock.lock();
    try {
      requireClient();
      require(!started, "an answer was already sent");
      started = true;
      var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-cache");
      more.forEach(response.headers()::set);
      set(response, "text/event-stream; charset=utf-8", headers, keepAlive);
      if (chunked) {
        response.headers().set(
            HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      }
      channel.write(response);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends bytes of the stream; waits while the client reads slower than they come.
   *
   * @throws ClientGone when the connection was closed
   */
  public void event(byte[] bytes) throws InterruptedException {
    lock.lock();
    try {
      requireClient();
      require(started && !ended, "no event stream is open");
      while (!gone && !channel.isWritable()) {
        changed.await();
      }
      requireClient();
      channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
    } finally {
      lock.unlock();
    }
  }

  /** Ends the stream. */
  public void endEvents() {
    lock.lock();
    try {
      requireClient();
      require(started && !ended, "no event stream is open");
      ended = true;
      channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    } finally {
      lock.unlock();
    }
  }

  /** True when the answer is complete and the connection can take the next request. */
  boolean reusable() {
    lock.lock();
    try {
      return ended && keepAlive && !gone;
    } finally {
      lock.unlock();
    }
  }

  void writabilityChanged() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void clientGone() {
    leave(true);
  }

  /** The server stops: what the request waits for is cancelled, its end can still be written. */
  void cancel() {
    leave(false);
  }

  /**
   * The server cannot wait any longer for a request that has not ended: its last word is said for
   * it, and nobody hears what it says later.
   */
  void endWith(Supplier<Reply> error) {
    lock.lock();
    try {
      if (ended || gone) {
        return;
      }
      ended = true;
      gone = true;
      changed.signalAll();
      if (started) {
        channel.write(
            new DefaultHttpContent(
                Unpooled.wrappedBuffer(DATA, error.get().body(), END)));
        channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      } else {
        started = true;
        send(channel, error.get().with(headers), false);
      }
    } finally {
      lock.unlock();
    }
  }

  private void requireClient() {
    if (gone) {
      throw new ClientGone();
    }
  }

  private void leave(boolean disconnected) {
    List<Runnable> actions;
    lock.lock();
    try {
      gone |= disconnected;
      changed.signalAll();
      actions = List.copyOf(whenGone);
      whenGone.clear();
    } finally {
      lock.unlock();
    }
    actions.forEach(Runnable::run);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
