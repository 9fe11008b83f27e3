package dev.warmpath.app.http.kvevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.app.wiring.OpenModel;
import dev.warmpath.app.wiring.Wiring;
import dev.warmpath.cache.BlockHashes;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.Namespace;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.Sampling;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.ports.ModelOptions;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessagePack;
import org.msgpack.value.MapValue;
import org.msgpack.value.Value;

/** What a subscriber made for vLLM sees. */
class KvEventPublisherTest {
  private static final int WAIT_MILLIS = 30_000;
  private static final int MOST_REQUESTS = 5_000;
  private static Wiring.Opened opened;

  @BeforeAll
  static void open() {
    opened =
        Wiring.open(
            new OpenModel(
                null, 256, 1, 1, "cpu", null, ModelFacts.KvType.F16, ModelOptions.FlashAttention.ON,
                List.of(), 1L << 20, null, EngineSettings.Mode.FAST,
                EngineSettings.Keys.ISOLATE),
            part -> true);
  }

  @AfterAll
  static void close() {
    opened.close();
  }

  private static void send(Engine engine, int[] ids, String key) {
    int[] ends = new int[ids.length];
    Prompt prompt = new Prompt("", List.of());
    Trace.Source source =
        new Trace.Source(Trace.Source.Kind.HTTP, "test", "", Instant.EPOCH);
    engine.submit(
            new CompletionRequest(
                prompt, new Tokens(ids, ends, ends), Sampling.greedy(1), "", key,
                CompletionRequest.Cache.DEFAULT, source, 0))
        .result().join();
  }

  @Test
  void theStoredBlocksOfASubscriberAreTheFullBlocksOfTheTree() throws Exception {
    Engine engine = opened.model().engine();
    long seed = 42;
    SplittableRandom random = new SplittableRandom(seed);
    engine.clear(null).get(); // what was stored before a publisher listened is unknown to it
    try (KvEventPublisher publisher =
        new KvEventPublisher(engine, "tcp://127.0.0.1:*", "tcp://127.0.0.1:*")) {
      for (int i = 0; i < 40; i++) {
        int[] ids = new int[1 + random.nextInt(60)];
        for (int j = 0; j < ids.length; j++) {
          ids[j] = j % 20 == 0 ? 300 + random.nextInt(3) : 310;
        }
        send(engine, ids, random.nextBoolean() ? "" : "tenant");
        if (i == 25) {
          engine.clear(new Namespace(engine.info().modelId(), "", "tenant")).get();
        }
      }
      Set<BigInteger> expected = new HashSet<>();
      engine.snapshot().roots().forEach(
          (namespace, root) ->
              root.children().forEach(
                  child -> collect(namespace, child, new int[0], expected)));
      List<Message> all = replayed(publisher, 0, expected);
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i).sequence()).isEqualTo(i);
      }
      assertThat(expected).as("seed %d", seed).isNotEmpty();
      List<Message> some = ask(publisher.replayAddress(), 5);
      assertThat(some.getFirst().sequence()).isEqualTo(5);
    }
  }

  @Test
  void aSubscriberGetsTopicSequenceAndAMap() throws Exception {
    Engine engine = opened.model().engine();
    engine.clear(null).get(); // so that what is sent here evicts nothing
    try (KvEventPublisher publisher = new KvEventPublisher(engine, "tcp://127.0.0.1:*", null);
        ZmtpClient subscriber = new ZmtpClient(publisher.address(), "SUB")) {
      subscriber.subscribe("kv-events");
      // A subscription takes effect some time after it is made: send until one arrives.
      for (int i = 0; !subscriber.ready(); i++) {
        assertThat(i).as("requests without an event").isLessThan(MOST_REQUESTS);
        int[] ids = new int[20];
        Arrays.fill(ids, 300 + i % 150);
        ids[0] = 300 + i / 150;
        send(engine, ids, "subscriber");
      }
      MapValue event;
      do {
        List<byte[]> frames = subscriber.receive();
        assertThat(frames).hasSize(3);
        assertThat(new String(frames.get(0), StandardCharsets.UTF_8)).isEqualTo("kv-events");
        assertThat(frames.get(1)).hasSize(8);
        event = event(frames.get(2));
      } while (!text(event, "type").equals("BlockStored"));
      List<Value> hashes = value(event, "block_hashes").asArrayValue().list();
      assertThat(value(event, "token_ids").asArrayValue().size())
          .isEqualTo(hashes.size() * 16);
      assertThat(value(event, "block_size").asIntegerValue().toInt()).isEqualTo(16);
      for (String none : List.of("parent_block_hash", "lora_id", "lora_name")) {
        assertThat(value(event, none).isNilValue()).as(none).isTrue();
      }
      assertThat(text(event, "medium")).isEqualTo("CPU");
    }
  }

  @Test
  void addressesOffThisComputerAreRefused() {
    for (String address : List.of("tcp://*:5557", "tcp://0.0.0.0:5557", "tcp://10.0.0.1:1")) {
      assertThatThrownBy(
              () -> new KvEventPublisher(opened.model().engine(), address, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("loopback");
    }
  }

  private record Message(long sequence, byte[] payload) {}

  private static List<Message> replayed(
      KvEventPublisher publisher, long from, Set<BigInteger> expected)
      throws Exception {
    long end = System.nanoTime() + WAIT_MILLIS * 1_000_000L;
    Set<BigInteger> stored = new HashSet<>();
    List<Message> messages = List.of();
    // The publishing thread is a moment behind the engine.
    while (System.nanoTime() < end) {
      messages = ask(publisher.replayAddress(), from);
      stored.clear();
      for (Message message : messages) {
        apply(event(message.payload()), stored);
      }
      if (stored.equals(expected)) {
        break;
      }
    }
    assertThat(stored).isEqualTo(expected);
    return messages;
  }

  private static List<Message> ask(String address, long from) throws Exception {
    List<Message> messages = new ArrayList<>();
    try (ZmtpClient client = new ZmtpClient(address, "DEALER")) {
      client.send(new byte[0], ByteBuffer.allocate(8).putLong(from).array());
      while (true) {
        List<byte[]> frames = client.receive();
        assertThat(frames).hasSize(3);
        assertThat(frames.get(0)).isEmpty();
        long sequence = ByteBuffer.wrap(frames.get(1)).getLong();
        if (sequence == -1) {
          assertThat(frames.get(2)).isEmpty();
          return messages;
        }
        messages.add(new Message(sequence, frames.get(2)));
      }
    }
  }

  private static void apply(MapValue event, Set<BigInteger> stored) {
    for (Value hash : value(event, "block_hashes").asArrayValue()) {
      BigInteger number = hash.asIntegerValue().asBigInteger();
      boolean changed =
          text(event, "type").equals("BlockStored")
              ? stored.add(number)
              : stored.remove(number);
      assertThat(changed).as("%s of %s changes something", text(event, "type"), number).isTrue();
    }
    if (text(event, "type").equals("BlockStored")
        && !value(event, "parent_block_hash").isNilValue()) {
      assertThat(stored)
          .contains(value(event, "parent_block_hash").asIntegerValue().asBigInteger());
    }
  }

  private static MapValue event(byte[] payload) throws Exception {
    try (var unpacker = MessagePack.newDefaultUnpacker(payload)) {
      var batch = unpacker.unpackValue().asArrayValue();
      assertThat(batch.get(0).isFloatValue()).isTrue();
      return batch.get(1).asArrayValue().get(0).asMapValue();
    }
  }

  private static Value value(MapValue event, String name) {
    return event.entrySet().stream()
        .filter(entry -> entry.getKey().asStringValue().asString().equals(name))
        .findFirst().orElseThrow().getValue();
  }

  private static String text(MapValue event, String name) {
    return value(event, name).asStringValue().asString();
  }

  private static void collect(
      Namespace namespace, CachedEdge edge, int[] above, Set<BigInteger> found) {
    int[] path = Arrays.copyOf(above, above.length + edge.length());
    System.arraycopy(edge.tokens(), 0, path, above.length, edge.length());
    for (long hash : BlockHashes.of(namespace, path, path.length)) {
      found.add(new BigInteger(Long.toUnsignedString(hash)));
    }
    edge.children().forEach(child -> collect(namespace, child, path, found));
  }
}
