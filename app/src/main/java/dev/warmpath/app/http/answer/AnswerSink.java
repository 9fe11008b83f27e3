package dev.warmpath.app.http.answer;

import dev.warmpath.engine.Completion;
import org.jspecify.annotations.Nullable;

/** Takes an answer piece by piece. */
public interface AnswerSink {

  /**
   * Text of the answer.
   *
   * @param text may be empty when only the token counts
   * @param token the token that released it; null when nothing was asked about tokens
   */
  void text(String text, Completion.@Nullable Chunk token) throws InterruptedException;

  /** A tool call begins. */
  void call(int index, String id, String name) throws InterruptedException;

  /** More of a call's arguments, as JSON text. */
  void arguments(int index, String json) throws InterruptedException;
}
