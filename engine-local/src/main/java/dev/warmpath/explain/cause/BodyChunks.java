package dev.warmpath.explain.cause;

import dev.warmpath.explain.body.Message;
import dev.warmpath.explain.body.RequestBody;
import dev.warmpath.explain.text.Chunks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks of whole conversations that changed their places. */
public final class BodyChunks {
  private BodyChunks() {}

  /** The block that moved at the first difference of two conversations; null when none did. */
  public static Chunks.@Nullable Move moved(
      RequestBody before, RequestBody after, Chunks.Cut cut) {
    return Chunks.moved(chunks(before, cut), chunks(after, cut));
  }

  private static List<Chunks.Chunk> chunks(RequestBody body, Chunks.Cut cut) {
    return Chunks.of(
        body.messages().stream().map(Message::text).toList(),
        body.messages().stream().map(Message::role).toList(), cut);
  }
}
