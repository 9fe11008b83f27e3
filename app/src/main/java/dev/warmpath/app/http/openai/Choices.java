package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.answer.AnswerReader;
import dev.warmpath.app.http.answer.AnswerSink;
import dev.warmpath.app.http.answer.Run;
import dev.warmpath.app.http.chat.Tools;
import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.EngineException;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads all choices of a run: whole ones after each other, streamed ones side by side. */
final class Choices {
  private final Run run;
  private final Reading reading;

  /**
   * How answers are read.
   *
   * @param logprobs whether every token is wanted
   * @param promptField names the prompt in errors
   */
  record Reading(Tools tools, Tokenizer tokenizer, boolean logprobs, String promptField) {}

  /** Told when a choice is complete. */
  interface Ended {
    void ended(int index, String finish, Trace trace) throws InterruptedException;
  }

  /** Where the text of a choice goes. */
  interface Sinks {
    AnswerSink of(int index);
  }

  Choices(Run run, Reading reading, RequestMeter meter) {
    this.run = run;
    this.reading = reading;
    // Also when the client leaves before the end; told before the stream's reader sees the end.
    run.completions()
        .forEach(completion -> completion.result().thenAccept(meter::finished));
  }

  /**
   * Waits for the first token of the first choice.
   *
   * @return null when its answer is empty
   * @throws ApiException when the run failed before
   */
  Completion.@Nullable Chunk first() throws InterruptedException {
    Completion first = run.completions().getFirst();
    Completion.Chunk chunk = first.take();
    if (chunk == null) {
      try {
        requireAnswer(AnswerReader.trace(first));
      } catch (EngineException e) {
        run.cancel();
        throw Failures.of(e, reading.promptField());
      }
    }
    return chunk;
  }

  private static void requireAnswer(Trace trace) {
    if (trace.state() == Trace.State.CANCELLED) {
      throw Failures.cancelled();
    }
  }

  /** Reads every choice to its end; side by side from the second on. */
  List<Trace> read(Completion.@Nullable Chunk first, Sinks sinks, Ended ended)
      throws InterruptedException {
    int count = run.completions().size();
    List<AtomicReference<@Nullable Object>> results = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(new AtomicReference<>());
    }
    for (int i = 1; i < count; i++) {
      int index = i;
      threads.add(
          Thread.ofVirtual()
              .name(Thread.currentThread().getName() + "-" + index)
              .start(() -> readInto(results.get(index), index, sinks, ended)));
    }
    try {
      results.getFirst().set(readOne(0, first, sinks.of(0), ended));
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException | RuntimeException e) {
      run.cancel(); // the others end soon, with nobody to tell
      throw e;
    }
    List<Trace> traces = new ArrayList<>();
    for (AtomicReference<@Nullable Object> result : results) {
      switch (result.get()) {
        case Trace trace -> traces.add(trace);
        case RuntimeException failure -> throw failure;
        case null, default -> throw Failures.cancelled();
      }
    }
    return traces;
  }

  private void readInto(
      AtomicReference<@Nullable Object> result, int index, Sinks sinks, Ended ended) {
    try {
      result.set(
          readOne(index, run.completions().get(index).take(), sinks.of(index), ended));
    } catch (RuntimeException failure) {
      result.set(failure);
      run.cancel();
    } catch (InterruptedException e) {
      run.cancel(); // the result stays empty: cancelled
    }
  }

  private Trace readOne(
      int index, Completion.@Nullable Chunk first, AnswerSink sink, Ended ended)
      throws InterruptedException {
    AnswerReader reader =
        new AnswerReader(
            run.completions().get(index), reading.tools(), reading.tokenizer(),
            reading.logprobs());
    try {
      Trace trace = reader.read(first, sink);
      requireAnswer(trace);
      ended.ended(index, reader.finish(trace), trace);
      return trace;
    } catch (EngineException e) {
      throw Failures.of(e, reading.promptField());
    }
  }
}
