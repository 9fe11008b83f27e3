package dev.warmpath.app.http.serving;

import dev.warmpath.app.http.answer.AnswerReader;
import dev.warmpath.app.http.answer.AnswerSink;
import dev.warmpath.app.http.answer.Run;
import dev.warmpath.app.http.answer.WholeAnswer;
import dev.warmpath.app.http.chat.Tools;
import dev.warmpath.app.http.chat.Wish;
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
public final class Choices {
  private final Run run;
  private final Reading reading;

  /**
   * How answers are read.
   *
   * @param logprobs whether every token is wanted
   * @param fields names of fields, for errors
   */
  public record Reading(
      Tools tools, Tokenizer tokenizer, boolean logprobs, Wish.Names fields) {}

  /** Every choice at its end, in order. */
  public record Whole(List<WholeAnswer> answers, List<String> finishes, List<Trace> traces) {}

  /** Told when a choice is complete. */
  public interface Ended {
    void ended(int index, String finish, Trace trace) throws InterruptedException;
  }

  /** Where the text of a choice goes. */
  public interface Sinks {
    AnswerSink of(int index);
  }

  Choices(Run run, Reading reading, RequestMeter meter) {
    this.run = run;
    this.reading = reading;
    // Also when the client leaves before the end; told before the stream's reader sees the end.
    run.completions()
        .forEach(completion -> completion.result().thenAccept(meter::finished));
  }

  /** The id of the trace that the response names. */
  public long id() {
    return run.id();
  }

  /** Answers there will be. */
  public int count() {
    return run.completions().size();
  }

  /** Waits for all answers. */
  public Whole whole() throws InterruptedException {
    List<WholeAnswer> answers = new ArrayList<>();
    String[] finishes = new String[count()];
    for (int i = 0; i < finishes.length; i++) {
      answers.add(new WholeAnswer());
    }
    List<Trace> traces =
        read(first(), answers::get, (index, finish, trace) -> finishes[index] = finish);
    return new Whole(answers, List.of(finishes), traces);
  }

  /**
   * Waits for the first token of the first choice.
   *
   * @return null when its answer is empty
   * @throws ApiException when the run failed before
   */
  public Completion.@Nullable Chunk first() throws InterruptedException {
    Completion first = run.completions().getFirst();
    Completion.Chunk chunk = first.take();
    if (chunk == null) {
      try {
        requireAnswer(AnswerReader.trace(first));
      } catch (EngineException e) {
        run.cancel();
        throw Failures.of(e, reading.fields());
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
  public List<Trace> read(Completion.@Nullable Chunk first, Sinks sinks, Ended ended)
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
      throw Failures.of(e, reading.fields());
    }
  }
}
