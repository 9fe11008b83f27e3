package dev.warmpath.engine.local;

import dev.warmpath.engine.Completion;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.trace.Trace;

/**
 * From the logits of a computed token to the next one: chosen, recorded, streamed, and the end of
 * the answer where it is one. Engine thread.
 */
final class NextToken {
  private final ModelRuntime runtime;
  private final Tokenizer tokenizer;
  private final Steps.Ends ends;

  NextToken(ModelRuntime runtime, Steps.Ends ends) {
    this.runtime = runtime;
    this.tokenizer = runtime.tokenizer();
    this.ends = ends;
  }

  /** @param output of the last batch that belongs to the request */
  void choose(RunningRequest request, int output) {
    Completion.Chunk chosen;
    try {
      if (request.terms.logits() != null) {
        request.terms.logits().accept(runtime.logits(output));
      }
      chosen = request.openSampler().sample(output);
    } catch (EngineException failure) {
      ends.failed(request, failure, true);
      return;
    }
    if (!request.hasSampled()) {
      request.sampled();
      request.recorder.firstToken();
    }
    if (tokenizer.endsGeneration(chosen.token())) {
      String rest = request.text.finish();
      if (!rest.isEmpty()) {
        request.recorder.text(rest);
        emit(request, chosen, rest);
      }
      ends.finished(request, Trace.Finish.STOP);
    } else {
      accept(request, chosen);
    }
  }

  private void accept(RunningRequest request, Completion.Chunk chosen) {
    request.append(chosen.token());
    String released = request.text.accept(tokenizer.piece(chosen.token()));
    boolean full = request.full();
    if (full && !request.text.stopped()) {
      released += request.text.finish();
    }
    request.recorder.token(chosen.token(), released);
    emit(request, chosen, released);
    if (request.text.stopped()) {
      ends.finished(request, Trace.Finish.STOP);
    } else if (full) {
      ends.finished(request, Trace.Finish.LENGTH);
    }
  }

  private static void emit(RunningRequest request, Completion.Chunk chosen, String text) {
    request.completion.emit(
        new Completion.Chunk(chosen.token(), text, chosen.logprob(), chosen.alternatives()));
  }
}
