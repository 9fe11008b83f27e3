package dev.warmpath.app.http.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client connection: requests one after the other. Its event-loop thread only; reading goes on
 * while a request runs, because that is how a disconnect is seen.
 */
final class Connection extends ChannelInboundHandlerAdapter {
  private enum Phase { WAITING, READING, RUNNING, DISCARDING, CLOSING }

  private final HttpServer server;
  private final ArrayDeque<Object> ahead = new ArrayDeque<>();
  private Phase phase = Phase.WAITING;
  private @Nullable Head head;
  private Gate.@Nullable Accept accepted;
  private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private boolean keepAlive;
  private boolean chunked;
  private boolean bodiless;
  private @Nullable Exchange exchange;
  private @Nullable ScheduledFuture<?> timer;

  Connection(HttpServer server) {
    this.server = server;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    waitForNext(context);
  }

  private void waitForNext(ChannelHandlerContext context) {
    phase = Phase.WAITING;
    body = new ByteArrayOutputStream(0);
    if (server.closing()) {
      close(context);
    } else {
      limit(context, Limits.IDLE, () -> close(context));
    }
  }

  private void limit(ChannelHandlerContext context, Duration time, Runnable otherwise) {
    stopTimer();
    timer = context.executor().schedule(otherwise, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (phase == Phase.RUNNING) {
      ahead.add(message);
      if (ahead.size() > Limits.AHEAD) {
        context.channel().config().setAutoRead(false);
      }
      return;
    }
    try {
      read(context, (HttpObject) message);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(ChannelHandlerContext context, HttpObject message) {
    if (phase == Phase.CLOSING) {
      return;
    }
    if (message.decoderResult().isFailure()) {
      malformed(context, message.decoderResult().cause());
      return;
    }
    if (message instanceof HttpRequest request && phase == Phase.WAITING) {
      begin(context, request);
    }
    if (message instanceof HttpContent content) {
      if (phase == Phase.READING) {
        append(context, content);
      } else if (phase == Phase.DISCARDING && content instanceof LastHttpContent) {
        afterRefusal(context);
      }
    }
  }

  private void malformed(ChannelHandlerContext context, Throwable cause) {
    if (phase == Phase.DISCARDING) {
      close(context);
      return;
    }
    keepAlive = false;
    Reply reply =
        switch (cause) {
          case TooLongHttpLineException e ->
              server.gate().refusal(
                  414, "uri_too_long",
                  "The request line is longer than " + Limits.LINE_BYTES + " bytes.");
          case TooLongHttpHeaderException e ->
              server.gate().refusal(
                  431, "headers_too_large",
                  "The headers are longer than " + Limits.HEADER_BYTES + " bytes.");
          default ->
              server.gate().refusal(
                  400, "malformed_http",
                  "The request is not well-formed HTTP/1.1: a bad line, header or chunk.");
        };
    refuse(context, reply);
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    chunked = request.protocolVersion().isKeepAliveDefault();
    keepAlive = chunked && HttpUtil.isKeepAlive(request); // a client of HTTP/1.0 gets one answer
    bodiless = request.method().equals(HttpMethod.HEAD);
    Head parsed = Heads.of(request);
    String wrong =
        parsed == null ? "The request target is not a valid path." : Heads.strange(request);
    if (parsed == null || !wrong.isEmpty()) {
      keepAlive = false;
      refuse(context, server.gate().refusal(400, "malformed_http", wrong));
      return;
    }
    Gate.Decision decision = server.gate().admit(parsed);
    boolean hasBody =
        HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0;
    if (decision instanceof Gate.Refuse refusal) {
      keepAlive &= !hasBody;
      refuse(context, refusal.reply());
      return;
    }
    if (HttpUtil.getContentLength(request, 0L) > Limits.BODY_BYTES) {
      tooLarge(context);
      return;
    }
    head = parsed;
    accepted = (Gate.Accept) decision;
    phase = Phase.READING;
    limit(context, Limits.BODY, () -> tooSlow(context));
    if (HttpUtil.is100ContinueExpected(request)) {
      context.writeAndFlush(
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
  }

  private void tooSlow(ChannelHandlerContext context) {
    keepAlive = false;
    refuse(
        context,
        server.gate().refusal(
            408, "request_timeout",
            "The body was not complete after " + Limits.BODY.toSeconds() + " seconds."));
  }

  private void tooLarge(ChannelHandlerContext context) {
    keepAlive = false;
    refuse(
        context,
        server.gate().refusal(
            413, "request_too_large",
            "The body is larger than " + Limits.BODY_BYTES + " bytes."));
  }

  private void append(ChannelHandlerContext context, HttpContent content) {
    ByteBuf bytes = content.content();
    int size = bytes.readableBytes();
    if (body.size() + (long) size > Limits.BODY_BYTES) {
      tooLarge(context);
      discardedAll(context, content);
      return;
    }
    if (!server.takeBytes(size)) {
      keepAlive = false;
      refuse(
          context,
          server.gate().refusal(
              503, "too_many_bodies", "The bodies of all requests together take more than "
                  + Limits.ALL_BODIES_BYTES + " bytes. Try again soon."));
      discardedAll(context, content);
      return;
    }
    try {
      bytes.readBytes(body, size);
    } catch (IOException e) {
      throw new IllegalStateException("an array cannot fail", e);
    }
    if (content instanceof LastHttpContent) {
      run(context);
    }
  }

  private void discardedAll(ChannelHandlerContext context, HttpContent content) {
    if (content instanceof LastHttpContent) {
      afterRefusal(context);
    }
  }

  private void run(ChannelHandlerContext context) {
    stopTimer();
    phase = Phase.RUNNING;
    Gate.Accept accept = accepted;
    Head of = head;
    if (accept == null || of == null) {
      throw new IllegalStateException("a body without a head");
    }
    byte[] bytes = body.toByteArray();
    Exchange running =
        new Exchange(
            context.channel(), of, bytes,
            new Exchange.Terms(keepAlive, chunked, accept.headers()));
    exchange = running;
    server.start(
        accept.handler(), running,
        () -> {
          server.giveBytes(bytes.length);
          afterAnswer(context, running);
        });
  }

  /** On the request's thread. */
  private void afterAnswer(ChannelHandlerContext context, Exchange done) {
    try {
      context.executor().execute(() -> answered(context, done));
    } catch (RejectedExecutionException stopped) {
      context.close(); // the server ended before the request did, and every connection with it
    }
  }

  private void answered(ChannelHandlerContext context, Exchange done) {
    exchange = null;
    body = new ByteArrayOutputStream(0);
    if (!done.reusable()) {
      close(context);
      return;
    }
    waitForNext(context);
    while (phase != Phase.RUNNING && !ahead.isEmpty()) {
      Object message = ahead.poll();
      try {
        read(context, (HttpObject) message);
      } finally {
        ReferenceCountUtil.release(message);
      }
    }
    context.channel().config().setAutoRead(true);
  }

  private void refuse(ChannelHandlerContext context, Reply reply) {
    stopTimer();
    server.giveBytes(body.size());
    body = new ByteArrayOutputStream(0);
    phase = Phase.DISCARDING;
    Exchange.send(context.channel(), bodiless ? reply.withoutBody() : reply, keepAlive);
    limit(context, Limits.DISCARD, () -> close(context));
  }

  private void afterRefusal(ChannelHandlerContext context) {
    if (keepAlive) {
      waitForNext(context);
    } else {
      close(context);
    }
  }

  /** Closes once everything written is sent. */
  private void close(ChannelHandlerContext context) {
    phase = Phase.CLOSING;
    stopTimer();
    context.writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(ChannelFutureListener.CLOSE);
  }

  /** The server stops: an idle connection ends now, a running one after its answer. */
  void closeWhenIdle(ChannelHandlerContext context) {
    if (phase == Phase.WAITING) {
      close(context);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (exchange != null) {
      exchange.writabilityChanged();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stopTimer();
    if (phase == Phase.READING) {
      server.giveBytes(body.size());
    }
    phase = Phase.CLOSING;
    ahead.forEach(ReferenceCountUtil::release);
    ahead.clear();
    if (exchange != null) {
      exchange.clientGone();
    }
  }

  /** A reset connection or a reader that does not read: there is nobody to tell. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
