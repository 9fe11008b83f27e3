package dev.warmpath.app.http.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Listens on 127.0.0.1 and hands requests to a {@link Gate}. Thread-safe. */
public final class HttpServer implements AutoCloseable {
  /** Only bytes are moved here; computing happens elsewhere. */
  private static final int EVENT_LOOPS = 2;

  /** Requests are finished for this long after a stop; the rest of two seconds is for cancels. */
  private static final Duration DRAIN = Duration.ofMillis(800);

  /** Time for cancelled requests to say so to their clients. */
  private static final Duration CANCEL = Duration.ofMillis(500);

  /** Time for what was written to reach the sockets; they are local, so it is hardly ever used. */
  private static final Duration LAST_WORDS = Duration.ofMillis(200);

  static {
    // Whatever else is on the class path: Netty's rare warnings go where all others go.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
  }

  private final Gate gate;
  private final EventLoopGroup loops;
  private final Channel listening;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
  private final Semaphore changes = new Semaphore(0);
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bodyBytes = new AtomicLong();
  private final AtomicBoolean closing = new AtomicBoolean();

  /**
   * Starts listening.
   *
   * @param port 0 for any free one
   * @throws PortInUse when it cannot be bound
   */
  public HttpServer(Gate gate, int port) {
    this.gate = gate;
    loops =
        new MultiThreadIoEventLoopGroup(
            EVENT_LOOPS, new DefaultThreadFactory("http-io", true), NioIoHandler.newFactory());
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(Limits.UNSENT_BYTES / 2, Limits.UNSENT_BYTES))
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    connect(channel);
                  }
                })
            .bind(new InetSocketAddress("127.0.0.1", port))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new PortInUse(port, bound.cause());
    }
    listening = bound.channel();
  }

  private void connect(Channel channel) {
    if (connections.size() >= Limits.CONNECTIONS || closing.get()) {
      channel.close();
      return;
    }
    connections.add(channel);
    channel.pipeline()
        .addLast(new WriteTimeoutHandler(Limits.WRITE.toMillis(), TimeUnit.MILLISECONDS))
        .addLast(new RequestDecoder())
        .addLast(new HttpResponseEncoder())
        .addLast(new Connection(this));
  }

  /** The port it listens on. */
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** Requests being handled. */
  public int running() {
    return running.size();
  }

  Gate gate() {
    return gate;
  }

  boolean closing() {
    return closing.get();
  }

  boolean takeBytes(int count) {
    if (bodyBytes.addAndGet(count) > Limits.ALL_BODIES_BYTES) {
      bodyBytes.addAndGet(-count);
      return false;
    }
    return true;
  }

  void giveBytes(int count) {
    bodyBytes.addAndGet(-count);
  }

  /** Handles a request on a thread of its own; {@code done} runs there at the end, always. */
  void start(Gate.Handler handler, Exchange exchange, Runnable done) {
    running.add(exchange);
    Thread.ofVirtual()
        .name("http-" + requests.incrementAndGet())
        .start(
            () -> {
              try {
                handler.handle(exchange);
              } catch (ClientGone | InterruptedException e) {
                // Nobody waits for an answer: the connection is closed by done.
              } finally {
                running.remove(exchange);
                changes.release();
                done.run();
              }
            });
  }

  /** Stops listening, lets requests finish for a moment, cancels the rest. At most two seconds. */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    listening.close().awaitUninterruptibly();
    for (Channel channel : connections) {
      var context = channel.pipeline().context(Connection.class);
      if (context != null) {
        context.executor().execute(
            () -> ((Connection) context.handler()).closeWhenIdle(context));
      }
    }
    awaitRequests(DRAIN);
    running.forEach(Exchange::cancel);
    awaitRequests(CANCEL);
    for (Exchange late : running) {
      // A busy engine sees the cancel at its next step: its client is told without it.
      late.endWith(
          () ->
              gate.refusal(
                  503, "cancelled", "The request was cancelled: the endpoint is being closed."));
      running.remove(late);
    }
    // An event loop that is told to end closes its channels before it writes what still waits.
    connections.close().awaitUninterruptibly(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    loops.shutdownGracefully(0, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void awaitRequests(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      while (!running.isEmpty()
          && changes.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        // One more request ended.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the caller is in a hurry: cancel at once
    }
  }
}
