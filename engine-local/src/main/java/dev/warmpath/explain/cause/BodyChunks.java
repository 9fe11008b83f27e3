package dev.warmpath.explain.cause;

import dev.warmpath.explain.body.Message;
import dev.warmpath.explain.body.RequestBody;
import dev.warmpath.explain.text.Chunks;
import dev.warmpath.explain.text.FirstHunk;
import dev.warmpath.explain.text.Move;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks of whole conversations that changed their places. */
public final class BodyChunks {
  private static final String ANSWER = "assistant";


  private BodyChunks() {}

  /** The block that moved at the first difference of two conversations; null when none did. */
  public static @Nullable Move moved(
      RequestBody before, RequestBody after, Chunks.Cut cut) {
    return Move.find(chunks(before, cut), chunks(after, cut));
  }

  /**
   * A block that a message had and that now stands in a later one, or the other way round: what a
   * client adds to the newest message only. Null when there is none.
   *
   * @param index message in which the conversations part
   */
  public static @Nullable String carried(RequestBody before, RequestBody after, int index) {
    if (index >= before.messages().size() || index >= after.messages().size()) {
      return null;
    }
    Message older = before.messages().get(index);
    Message newer = after.messages().get(index);
    FirstHunk hunk = FirstHunk.of(older.text(), newer.text());
    String removed = hunk.removed().strip();
    String added = hunk.added().strip();
    if (follows(before, after, index)) {
      return older.text().strip();
    }
    boolean one = removed.isEmpty() != added.isEmpty();
    String block = removed.isEmpty() ? added : removed;
    if (!one || block.length() < Chunks.SHORTEST || !older.role().equals(newer.role())) {
      return null;
    }
    long were = holding(before, index, block);
    long are = holding(after, index, block);
    return (removed.isEmpty() ? were > are : are > were) ? block : null;
  }

  /** What the user's side ended with was put behind the answer and what came after it. */
  private static boolean follows(RequestBody before, RequestBody after, int index) {
    List<Message> tail = before.messages().subList(index, before.messages().size());
    List<Message> rest = after.messages().subList(index, after.messages().size());
    boolean answered = rest.getFirst().role().equals(ANSWER);
    int from = rest.size() - tail.size();
    for (int i = 0; i < tail.size() && answered && from > 0; i++) {
      Message old = tail.get(i);
      answered =
          !old.role().equals(ANSWER) && old.text().strip().length() >= Chunks.SHORTEST
              && old.sameAs(rest.get(from + i));
    }
    return answered && from > 0;
  }

  /** Messages after {@code index} that hold the block. */
  private static long holding(RequestBody body, int index, String block) {
    return body.messages().subList(index + 1, body.messages().size()).stream()
        .filter(message -> message.text().contains(block)).count();
  }

  private static List<Chunks.Chunk> chunks(RequestBody body, Chunks.Cut cut) {
    return Chunks.of(
        body.messages().stream().map(Message::text).toList(),
        body.messages().stream().map(Message::role).toList(), cut);
  }
}
