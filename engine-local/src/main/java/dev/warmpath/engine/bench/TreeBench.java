package dev.warmpath.engine.bench;

import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.local.LocalEngine;
import dev.warmpath.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/** {@code bench tree}: the chats of a {@link TreeWorkload}, one after another. One thread. */
public final class TreeBench {
  /** Tokens of each answer. */
  public static final int ANSWER = 16;

  /** What the engine's context must hold: the largest prompt and its answer, with room to spare. */
  public static final int CONTEXT = 2_560;

  private static final double NANOS_PER_MS = 1e6;
  private static final long SEED = 1;

  private TreeBench() {}

  /**
   * @param promptTokens of all prompts
   * @param evaluatedTokens prompt tokens in batches that the model accepted
   * @param minimumTokens what an ideal prefix cache evaluates, from a {@link TokenTrie}
   * @param ttftMedianMs from submit to the first token
   * @param totalMs of all requests
   */
  public record Result(
      long promptTokens, long evaluatedTokens, long minimumTokens, double ttftMedianMs,
      double totalMs) {}

  /**
   * Runs the chats on an engine whose cache is empty.
   *
   * @throws IllegalStateException when the traces and the native library disagree on what was
   *     evaluated
   */
  public static Result run(LocalEngine engine, TreeWorkload work) throws InterruptedException {
    Subject subject = new Subject(engine, SEED);
    subject.run(subject.tokens(ANSWER), ANSWER, CompletionRequest.Cache.OFF);
    TokenTrie trie = new TokenTrie();
    long minimum = 0;
    for (TreeWorkload.Chat chat : work.chats()) {
      minimum += trie.add(chat.tokens().ids());
    }
    long counterBefore = Subject.get(engine.evaluatedTokens());
    long prompts = 0;
    long evaluated = 0;
    long generated = 0;
    List<Double> firsts = new ArrayList<>();
    long start = System.nanoTime();
    for (TreeWorkload.Chat chat : work.chats()) {
      CompletionRequest request =
          subject.request(chat.tokens().ids(), ANSWER, CompletionRequest.Cache.DEFAULT);
      long submitted = System.nanoTime();
      Completion completion = engine.submit(request);
      Subject.Ended ended = Subject.read(submitted, completion);
      Trace.Counts counts = ended.trace().counts();
      prompts += counts.prompt();
      evaluated += counts.computed();
      generated += counts.completion() - 1; // the last one is sampled, never evaluated
      firsts.add(ended.firstNanos() / NANOS_PER_MS);
    }
    double total = (System.nanoTime() - start) / NANOS_PER_MS;
    long counted = Subject.get(engine.evaluatedTokens()) - counterBefore;
    if (counted != evaluated + generated) {
      throw new IllegalStateException(
          "the traces count " + evaluated + " prompt tokens and " + generated
              + " answer tokens as evaluated, but llama.cpp counts " + counted);
    }
    return new Result(prompts, evaluated, minimum, Statistics.median(firsts), total);
  }
}
