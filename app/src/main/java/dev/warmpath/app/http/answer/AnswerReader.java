package dev.warmpath.app.http.answer;

import dev.warmpath.app.http.chat.Tools;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.EngineException;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.trace.Trace;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Reads one completion to its end and gives it to a sink. One thread. */
public final class AnswerReader {
  private final Completion completion;
  private final @Nullable ToolCallReader calls;
  private final Tokenizer tokenizer;
  private final boolean logprobs;

  /** @param logprobs whether the sink wants every token */
  public AnswerReader(
      Completion completion, Tools tools, Tokenizer tokenizer, boolean logprobs) {
    this.completion = completion;
    this.calls = tools.offered() ? new ToolCallReader(tools) : null;
    this.tokenizer = tokenizer;
    this.logprobs = logprobs;
  }

  /** The id for a tool call; clients send it back with the result. */
  private static String callId() {
    return "call_" + UUID.randomUUID().toString().replace("-", "").substring(0, 24);
  }

  /**
   * Reads everything.
   *
   * @param first the first chunk, already taken; null when the answer is empty
   * @return the final trace
   * @throws EngineException when the request failed
   */
  public Trace read(Completion.@Nullable Chunk first, AnswerSink sink)
      throws InterruptedException {
    Completion.Chunk chunk = first;
    while (chunk != null) {
      give(chunk, sink);
      chunk = completion.take();
    }
    if (calls != null) {
      give(calls.finish(), null, sink);
    }
    return trace(completion);
  }

  /** The final trace of a completion whose stream is at its end. */
  public static Trace trace(Completion completion) {
    try {
      return completion.result().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof EngineException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void give(Completion.Chunk chunk, AnswerSink sink) throws InterruptedException {
    // The end token may carry text that was held back; it is not part of the answer itself.
    Completion.Chunk token =
        logprobs && !tokenizer.endsGeneration(chunk.token()) ? chunk : null;
    if (calls == null) {
      if (!chunk.text().isEmpty() || token != null) {
        sink.text(chunk.text(), token);
      }
      return;
    }
    give(calls.accept(chunk.text()), token, sink);
  }

  private static void give(
      List<ToolCallReader.Piece> pieces, Completion.@Nullable Chunk token, AnswerSink sink)
      throws InterruptedException {
    Completion.Chunk unsent = token;
    for (ToolCallReader.Piece piece : pieces) {
      switch (piece) {
        case ToolCallReader.Piece.Text text -> {
          sink.text(text.text(), unsent);
          unsent = null;
        }
        case ToolCallReader.Piece.Call call -> sink.call(call.index(), callId(), call.name());
        case ToolCallReader.Piece.Arguments more -> sink.arguments(more.index(), more.json());
      }
    }
    if (unsent != null) {
      sink.text("", unsent);
    }
  }

  /** Why the answer ended, in the API's words. */
  public String finish(Trace trace) {
    if (trace.finish() == Trace.Finish.LENGTH) {
      return "length";
    }
    return calls != null && calls.calls() > 0 ? "tool_calls" : "stop";
  }
}
