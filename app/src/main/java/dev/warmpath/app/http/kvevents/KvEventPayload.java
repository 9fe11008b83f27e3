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
      case CacheEvent.BlockStored e -> stored(e);
      case CacheEvent.BlockRemoved e -> removed(e);
      case CacheEvent.BlockTouched e -> Optional.empty();
      case CacheEvent.SlotLoaded e -> Optional.empty();
      case CacheEvent.SlotReleased e -> Optional.empty();
      case CacheEvent.AllBlocksCleared e -> Optional.empty();
    };
  }

  private static Optional<byte[]> stored(CacheEvent.BlockStored event) {
    int first = event.from() / BLOCK;
    int end = event.to() / BLOCK;
    if (first >= end) {
      return Optional.empty();
    }
    long[] hashes = BlockHashes.of(event.namespace(), event.path(), event.to());
    return Optional.of(
        packed(
            event.at(),
            packer -> {
              packer.packMapHeader(7);
              packer.packString("type").packString("BlockStored");
              hashes(packer, hashes, first, end);
              packer.packString("parent_block_hash");
              if (first == 0) {
                packer.packNil();
              } else {
                hash(packer, hashes[first - 1]);
              }
              packer.packString("token_ids").packArrayHeader((end - first) * BLOCK);
              for (int i = first * BLOCK; i < end * BLOCK; i++) {
                packer.packInt(event.path()[i]);
              }
              packer.packString("block_size").packInt(BLOCK);
              packer.packString("medium").packString(MEDIUM);
              extraKeys(packer, event.namespace(), first, end);
            }));
  }

  private static Optional<byte[]> removed(CacheEvent.BlockRemoved event) {
    int first = event.from() / BLOCK;
    int end = event.to() / BLOCK;
    if (first >= end) {
      return Optional.empty();
    }
    long[] hashes = BlockHashes.of(event.namespace(), event.path(), event.to());
    return Optional.of(
        packed(
            event.at(),
            packer -> {
              packer.packMapHeader(3);
              packer.packString("type").packString("BlockRemoved");
              hashes(packer, hashes, first, end);
              packer.packString("medium").packString(MEDIUM);
            }));
  }

  private static void hashes(MessageBufferPacker packer, long[] hashes, int first, int end)
      throws IOException {
    packer.packString("block_hashes").packArrayHeader(end - first);
    for (int i = first; i < end; i++) {
      hash(packer, hashes[i]);
    }
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
