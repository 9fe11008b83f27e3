package dev.warmpath.app.http.kvevents;

import dev.warmpath.cache.BlockHashes;
import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.KvStore;
import dev.warmpath.cache.Namespace;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * A cache event as the msgpack payload of one message: {@code [ts, [event], 0]}, each event a map
 * with a {@code type}.
 *
 * <p>Only full blocks are published. A block of a path is there when all its tokens are, and the
 * tree keeps tokens from the front, so a block appears when its last token is stored and
 * disappears when its last token is removed. {@code AllBlocksCleared} is not published: what
 * running requests hold survives a clear, and the removals before it already say what left.
 */
final class KvEventPayload {
  private static final int BLOCK = KvStore.BLOCK_TOKENS;

  /** Rows live in host memory; what sits in a device slot is a copy. */
  private static final String MEDIUM = "CPU";

  private static final double NANOS_PER_SECOND = 1e9;

  private KvEventPayload() {}

  /** The payload; empty when the event completes or removes no full block. */
  static Optional<byte[]> of(CacheEvent event) {
    return switch (event) {
      case CacheEvent.BlockStored e -> {
        Blocks blocks = Blocks.of(e.namespace(), e.path(), e.from(), e.to());
        yield blocks.message(e, 9, packer -> stored(packer, blocks));
      }
      case CacheEvent.BlockRemoved e ->
          Blocks.of(e.namespace(), e.path(), e.from(), e.to()).message(e, 3, packer -> {});
      case CacheEvent.BlockTouched e -> Optional.empty();
      case CacheEvent.SlotLoaded e -> Optional.empty();
      case CacheEvent.SlotReleased e -> Optional.empty();
      case CacheEvent.AllBlocksCleared e -> Optional.empty();
    };
  }

  /** Full blocks of a path, {@code first} to before {@code end}, and the hashes up to there. */
  private record Blocks(Namespace namespace, int[] path, int first, int end, long[] hashes) {
    static Blocks of(Namespace namespace, int[] path, int from, int to) {
      int first = from / BLOCK;
      int end = to / BLOCK;
      long[] hashes = first < end ? BlockHashes.of(namespace, path, to) : new long[0];
      return new Blocks(namespace, path, first, end, hashes);
    }

    /** @param fields how many the event has, {@code more} included */
    Optional<byte[]> message(CacheEvent event, int fields, Body more) {
      return first >= end
          ? Optional.empty()
          : Optional.of(
              packed(
                  event.at(),
                  packer -> {
                    packer.packMapHeader(fields);
                    packer.packString("type").packString(event.getClass().getSimpleName());
                    packer.packString("block_hashes").packArrayHeader(end - first);
                    for (int i = first; i < end; i++) {
                      hash(packer, hashes[i]);
                    }
                    packer.packString("medium").packString(MEDIUM);
                    more.write(packer);
                  }));
    }
  }

  private static void stored(MessageBufferPacker packer, Blocks blocks) throws IOException {
    packer.packString("parent_block_hash");
    if (blocks.first() == 0) {
      packer.packNil();
    } else {
      hash(packer, blocks.hashes()[blocks.first() - 1]);
    }
    packer.packString("token_ids").packArrayHeader((blocks.end() - blocks.first()) * BLOCK);
    for (int i = blocks.first() * BLOCK; i < blocks.end() * BLOCK; i++) {
      packer.packInt(blocks.path()[i]);
    }
    packer.packString("block_size").packInt(BLOCK);
    // Not among vLLM's optional fields: typed subscribers refuse an event without them.
    packer.packString("lora_id").packNil();
    packer.packString("lora_name").packNil();
    extraKeys(packer, blocks.namespace(), blocks.first(), blocks.end());
  }

  /** Unsigned, as vLLM sends them. */
  private static void hash(MessageBufferPacker packer, long hash) throws IOException {
    packer.packBigInteger(new BigInteger(Long.toUnsignedString(hash)));
  }

  /** What besides tokens a path's first block depends on: its account and cache key. */
  private static void extraKeys(
      MessageBufferPacker packer, Namespace namespace, int first, int end) throws IOException {
    packer.packString("extra_keys").packArrayHeader(end - first);
    for (int i = first; i < end; i++) {
      String salt = salt(namespace);
      if (i > 0 || salt == null) {
        packer.packNil();
      } else {
        packer.packArrayHeader(1).packString(salt);
      }
    }
  }

  private static @Nullable String salt(Namespace namespace) {
    if (namespace.account().isEmpty() && namespace.key().isEmpty()) {
      return null;
    }
    return namespace.account().isEmpty()
        ? namespace.key()
        : namespace.account() + "/" + namespace.key();
  }

  private interface Body {
    void write(MessageBufferPacker packer) throws IOException;
  }

  private static byte[] packed(Instant at, Body body) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packArrayHeader(3);
      packer.packDouble(at.getEpochSecond() + at.getNano() / NANOS_PER_SECOND);
      packer.packArrayHeader(1);
      body.write(packer);
      packer.packInt(0); // data-parallel rank: there is one
      return packer.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("an array cannot fail", e);
    }
  }
}
