package dev.warmpath.app.http.kvevents;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.engine.Engine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * Publishes cache events as vLLM does: {@code [topic, sequence, payload]} on a PUB socket, and
 * replays of the newest ones on a ROUTER socket. Loopback only, because payloads hold prompts.
 */
public final class KvEventPublisher implements AutoCloseable {
  private static final String TOPIC = "kv-events";
  private static final byte[] TOPIC_BYTES = TOPIC.getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = ByteBuffer.allocate(Long.BYTES).putLong(-1).array();

  /** vLLM's own bound of messages to a slow subscriber. */
  private static final int HIGH_WATER_MARK = 100_000;

  /** Events that may wait for the publishing thread; beyond, the sequence gets a gap. */
  private static final int MOST_WAITING = 100_000;

  /** Messages kept for replays: as many as vLLM keeps. */
  private static final int KEPT_MESSAGES = 10_000;

  /** Most bytes of kept messages: what a desktop can spare for tools that restart. */
  private static final long KEPT_BYTES = 64L << 20;

  /** How often the replay thread looks whether it should end. */
  private static final int LOOK_MILLIS = 200;

  private static final Pattern LOOPBACK =
      Pattern.compile("tcp://(127\\.0\\.0\\.1|localhost|\\[::1\\]):(\\*|\\d{1,5})");

  private record Kept(long sequence, byte[] payload) {}

  private final BlockingQueue<Object> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicLong lost = new AtomicLong();
  private final ArrayDeque<Kept> kept = new ArrayDeque<>();
  private final ZContext context = new ZContext();
  private final List<Thread> threads = new ArrayList<>();
  private final Engine.Subscription subscription;
  private final String address;
  private final @Nullable String replayAddress;
  private long keptBytes;
  private volatile boolean closing;

  /** Ends the publishing thread. */
  private static final Object STOP = new Object();

  /**
   * Starts publishing.
   *
   * @param endpoint like {@code tcp://127.0.0.1:5557}; port {@code *} for any free one
   * @param replay the same for replays; null for none
   * @throws IllegalArgumentException when an address is not on the loopback interface or cannot be
   *     bound; the message is meant for the user
   */
  public KvEventPublisher(Engine engine, String endpoint, @Nullable String replay) {
    requireLoopback(endpoint);
    if (replay != null) {
      requireLoopback(replay);
    }
    address = start("kv-events", SocketType.PUB, endpoint, this::publish);
    replayAddress =
        replay == null ? null : start("kv-replay", SocketType.ROUTER, replay, this::replay);
    subscription = engine.onEvent(this::offer);
  }

  private static void requireLoopback(String endpoint) {
    if (!LOOPBACK.matcher(endpoint).matches()) {
      throw new IllegalArgumentException(
          "The KV event address " + endpoint + " is not on the loopback interface; use"
              + " tcp://127.0.0.1:PORT. Events carry the tokens of prompts.");
    }
  }

  /** Starts a thread that makes a socket and works with it: a socket belongs to one thread. */
  private String start(
      String name, SocketType type, String endpoint, Consumer<ZMQ.Socket> work) {
    CompletableFuture<String> bound = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try (ZMQ.Socket socket = context.createSocket(type)) {
                socket.setSndHWM(HIGH_WATER_MARK);
                socket.setLinger(0);
                socket.bind(endpoint);
                bound.complete(socket.getLastEndpoint());
                work.accept(socket);
              } catch (ZMQException e) {
                if (!bound.completeExceptionally(e) && !closing) {
                  throw e;
                }
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
    try {
      return bound.join();
    } catch (CompletionException e) {
      end();
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      boolean taken =
          cause instanceof ZMQException failure && failure.getErrorCode() == ZError.EADDRINUSE;
      throw new IllegalArgumentException(
          "KV events cannot be published at " + endpoint + ": "
              + (taken ? "another program listens there" : cause.getMessage())
              + ". Choose another port.",
          e);
    }
  }

  /** Where subscribers connect. */
  public String address() {
    return address;
  }

  /** Where replays are asked for; null when there are none. */
  public @Nullable String replayAddress() {
    return replayAddress;
  }

  private void offer(CacheEvent event) {
    boolean matters =
        event instanceof CacheEvent.BlockStored || event instanceof CacheEvent.BlockRemoved;
    if (matters && !waiting.offer(event)) {
      lost.incrementAndGet();
    }
  }

  private void publish(ZMQ.Socket socket) {
    long sequence = 0;
    try {
      while (waiting.take() instanceof CacheEvent event) {
        byte[] payload = KvEventPayload.of(event).orElse(null);
        if (payload == null) {
          continue;
        }
        sequence += lost.getAndSet(0); // a gap tells subscribers that they missed something
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
        keep(new Kept(sequence, payload));
        socket.sendMore(TOPIC_BYTES);
        socket.sendMore(number);
        socket.send(payload);
        sequence++;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody but close ends this thread
    }
  }

  private void keep(Kept message) {
    synchronized (kept) {
      kept.add(message);
      keptBytes += message.payload().length;
      while (kept.size() > KEPT_MESSAGES || (keptBytes > KEPT_BYTES && kept.size() > 1)) {
        keptBytes -= kept.remove().payload().length;
      }
    }
  }

  /** Answers {@code [identity, empty, first sequence]} with the messages from there on. */
  private void replay(ZMQ.Socket socket) {
    socket.setReceiveTimeOut(LOOK_MILLIS);
    while (!closing) {
      byte[] identity = socket.recv();
      if (identity == null) {
        continue;
      }
      List<byte[]> frames = new ArrayList<>();
      while (socket.hasReceiveMore()) {
        frames.add(socket.recv());
      }
      if (frames.size() == 2 && frames.get(1).length == Long.BYTES) {
        answer(socket, identity, ByteBuffer.wrap(frames.get(1)).getLong());
      }
    }
  }

  private void answer(ZMQ.Socket socket, byte[] identity, long from) {
    List<Kept> messages;
    synchronized (kept) {
      messages = List.copyOf(kept);
    }
    for (Kept message : messages) {
      if (Long.compareUnsigned(message.sequence(), from) >= 0) {
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(message.sequence()).array();
        send(socket, identity, number, message.payload());
      }
    }
    send(socket, identity, END, new byte[0]);
  }

  private static void send(
      ZMQ.Socket socket, byte[] identity, byte[] number, byte[] payload) {
    socket.sendMore(identity);
    socket.sendMore(new byte[0]);
    socket.sendMore(number);
    socket.send(payload);
  }

  @Override
  public void close() {
    subscription.close();
    end();
  }

  private void end() {
    closing = true;
    waiting.clear();
    waiting.add(STOP);
    for (Thread thread : threads) {
      try {
        thread.join(LOOK_MILLIS * 2L);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the context ends the sockets all the same
      }
    }
    context.close();
  }
}
