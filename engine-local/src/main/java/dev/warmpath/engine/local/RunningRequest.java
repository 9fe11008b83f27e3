package dev.warmpath.engine.local;

import dev.warmpath.cache.Lease;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.answer.AnswerText;
import dev.warmpath.trace.TraceRecorder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request from the queue to its end. The engine thread's, once submitted.
 *
 * <p>Tokens {@code [0, known)} are the prompt and the answer so far; tokens {@code [0, position)}
 * are in the slot's memory. Whatever is between them has to be computed; when nothing is, the next
 * token is sampled. So a slot that lost tokens is repaired by computing on.
 */
final class RunningRequest {
  final CompletionRequest request;
  final RunTerms terms;
  final LiveCompletion completion;
  final TraceRecorder recorder;
  final AnswerText text;
  private final int context;

  private int[] tokens;
  private int known;
  private int position;
  private int slot = -1;
  private int stored;
  private int abortsWithoutProgress;
  private boolean sampled;
  private boolean writesBack;
  private @Nullable Lease lease;
  private ModelRuntime.@Nullable Sampler sampler;

  RunningRequest(
      CompletionRequest request, RunTerms terms, LiveCompletion completion,
      TraceRecorder recorder, int context) {
    this.request = request;
    this.terms = terms;
    this.completion = completion;
    this.recorder = recorder;
    this.context = context;
    this.text = new AnswerText(request.sampling().stop());
    this.tokens = request.tokens().ids();
    this.known = tokens.length;
  }

  long id() {
    return completion.id();
  }

  int promptLength() {
    return request.tokens().size();
  }

  /** Prompt and answer; grows at its end only, so that it can be shared with the cache. */
  int[] tokens() {
    return tokens;
  }

  int known() {
    return known;
  }

  int position() {
    return position;
  }

  int slot() {
    return slot;
  }

  /** Tokens still to be computed before one can be sampled. */
  int missing() {
    return known - position;
  }

  /** True until the first token, and again when a slot lost tokens. */
  boolean prefilling() {
    return !sampled || missing() > 1;
  }

  int generated() {
    return known - promptLength();
  }

  /** True when the answer may not grow: its limit or the context's end. */
  boolean full() {
    return generated() >= request.sampling().maxTokens() || known >= context;
  }

  void take(int chosenSlot) {
    slot = chosenSlot;
  }

  /** The slot holds the first {@code held} tokens now. */
  void position(int held) {
    if (held > position) {
      abortsWithoutProgress = 0;
    }
    position = held;
    stored = Math.min(stored, held);
  }

  /** Counts an abort that computed nothing; returns how many there were in a row. */
  int abortedWithoutProgress() {
    return ++abortsWithoutProgress;
  }

  /** Whether rows of the slot's former content are written back before the request runs. */
  void writesBack(boolean needed) {
    writesBack = needed;
  }

  boolean writesBack() {
    return writesBack;
  }

  void sampled() {
    sampled = true;
  }

  boolean hasSampled() {
    return sampled;
  }

  void append(int token) {
    if (known == tokens.length) {
      tokens = Arrays.copyOf(tokens, Math.min(context + 1, known + Math.max(64, known / 2)));
    }
    tokens[known++] = token;
  }

  /** Leading tokens in the slot that the cache may know: all, or whole prompt chunks when exact. */
  int storable() {
    if (!terms.stores()) {
      return 0;
    }
    return terms.exact()
        ? terms.reusable(Math.min(position, promptLength()))
        : position;
  }

  int stored() {
    return stored;
  }

  void stored(int length) {
    stored = length;
  }

  @Nullable Lease lease() {
    return lease;
  }

  /** Of a running request whose terms read or store. */
  Lease heldLease() {
    return Objects.requireNonNull(lease);
  }

  void lease(@Nullable Lease newLease) {
    lease = newLease;
  }

  ModelRuntime.@Nullable Sampler sampler() {
    return sampler;
  }

  /** Of a running request. */
  ModelRuntime.Sampler openSampler() {
    return Objects.requireNonNull(sampler);
  }

  void sampler(ModelRuntime.@Nullable Sampler newSampler) {
    sampler = newSampler;
  }
}
