package dev.warmpath.engine.local;

import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineException.Kind;
import dev.warmpath.engine.EngineInfo;
import java.util.concurrent.atomic.AtomicInteger;

/** Who may come in: requests that can run at all, and no more than may run and wait. Any thread. */
final class Admission {
  private final AtomicInteger outstanding = new AtomicInteger();

  /**
   * @param vocabulary the model's token ids are below
   * @throws EngineException BAD_REQUEST or CONTEXT_EXCEEDED when the request can never run
   */
  static void require(CompletionRequest request, EngineInfo info, int vocabulary) {
    int prompt = request.tokens().size();
    if (prompt == 0) {
      throw new EngineException(
          Kind.BAD_REQUEST, "The prompt has no tokens. Add a message to it.");
    }
    for (int token : request.tokens().ids()) {
      if (token < 0 || token >= vocabulary) {
        throw new EngineException(
            Kind.BAD_REQUEST,
            "Token " + token + " is not in the model's vocabulary of " + vocabulary
                + ". Tokenize the prompt with this model.");
      }
    }
    int context = info.context();
    if (prompt + 1 > context) {
      throw new EngineException(
          Kind.CONTEXT_EXCEEDED,
          "The prompt has " + prompt + " tokens; with at least 1 for the answer it exceeds the "
              + "context of " + context + ". Shorten it, or load the model with a larger context.");
    }
  }

  /**
   * Takes a place; {@link #leave} gives it back.
   *
   * @throws EngineException QUEUE_FULL when there is none
   */
  void enter(int slots, int queueLimit) {
    int limit = slots + queueLimit;
    int before;
    do {
      before = outstanding.get();
      if (before >= limit) {
        throw new EngineException(
            Kind.QUEUE_FULL,
            before + " requests are running or waiting; " + slots + " can run and " + queueLimit
                + " can wait. Try again when one has ended.");
      }
    } while (!outstanding.compareAndSet(before, before + 1));
  }

  void leave() {
    outstanding.decrementAndGet();
  }

  /** Requests that have not ended. */
  int outstanding() {
    return outstanding.get();
  }
}
