package dev.warmpath.trace;

import dev.warmpath.cache.Namespace;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request from submit to its end. Immutable: a running request is replaced in the
 * {@link TraceLog} by newer versions with the same id.
 *
 * @param id from 1, ascending in order of submission
 * @param source who asked
 * @param namespace where its tokens live
 * @param prompt the text after the template
 * @param tokens its tokens
 * @param counts tokens by what happened to them
 * @param phases where the time went
 * @param prediction what was expected just before it ran; null when nothing was known yet
 * @param state how far it got
 * @param finish why generation ended; null while running and when it failed
 * @param error what went wrong, for the user; null when nothing did
 * @param generated tokens of the answer
 * @param text the answer so far
 * @param slot device slot it ran in; -1 before it got one
 */
public record Trace(
    long id, Source source, Namespace namespace, Prompt prompt, Tokens tokens, Counts counts,
    Phases phases, @Nullable Prediction prediction, State state, @Nullable Finish finish,
    @Nullable String error, int[] generated, String text, int slot) {

  /** How far a request got. */
  public enum State {
    QUEUED, PREFILL, DECODE, DONE, CANCELLED, FAILED;

    public boolean ended() {
      return ordinal() >= DONE.ordinal();
    }
  }

  /** Why generation ended. */
  public enum Finish { STOP, LENGTH, TOOL_CALLS }

  /**
   * Who asked.
   *
   * @param kind where the request came in
   * @param label shown in the log: {@code editor}, {@code python · :7077}
   * @param model model name the client asked for
   * @param submitted wall time of the submit
   */
  public record Source(Kind kind, String label, String model, Instant submitted) {
    /** Where a request came in. */
    public enum Kind { EDITOR, HTTP, COMMAND_LINE }
  }

  /**
   * Tokens by what happened to them. For a request that reached its first token,
   * {@code inPlace + restored + computed == prompt}.
   *
   * @param prompt tokens of the prompt
   * @param inPlace reused where they already were, in a device slot
   * @param restored reused from rows in host memory
   * @param computed prompt tokens evaluated, in batches that the model accepted
   * @param completion tokens generated
   * @param evicted tokens that left the cache to make room for this request
   * @param notRewound prompt tokens that matched and were computed again all the same, because the
   *     model's memory cannot go back to them ({@code engine_cannot_rewind})
   */
  public record Counts(
      int prompt, int inPlace, int restored, int computed, int completion, int evicted,
      int notRewound) {

    /** Counts of a model that can rewind. */
    public Counts(
        int prompt, int inPlace, int restored, int computed, int completion, int evicted) {
      this(prompt, inPlace, restored, computed, completion, evicted, 0);
    }

    /** Tokens whose KV was reused: what {@code cached_tokens} reports. */
    public int cached() {
      return inPlace + restored;
    }
  }

  /**
   * Durations in nanoseconds; 0 for a phase not reached.
   *
   * @param queue submit to start, waiting for another request's prefix included
   * @param tokenize template and tokens, before the submit
   * @param lookup match, slot choice
   * @param restore host rows to the device
   * @param prefill first chunk to first sampled token
   * @param decode first token to last token
   * @param firstToken submit to first sampled token, tokenize included; 0 when none was sampled
   * @param total tokenize included, to the end
   * @param chunks the prefill's batches in order
   */
  public record Phases(
      long queue, long tokenize, long lookup, long restore, long prefill, long decode,
      long firstToken, long total, List<PrefillChunk> chunks) {
    public static final Phases NONE = new Phases(0, 0, 0, 0, 0, 0, 0, 0, List.of());

    public Phases {
      chunks = List.copyOf(chunks);
    }
  }

  /**
   * One batch of a prefill.
   *
   * @param from first token position
   * @param tokens tokens of this request in the batch
   * @param nanos duration of the batch
   */
  public record PrefillChunk(int from, int tokens, long nanos) {}

  /**
   * What was expected just before the run.
   *
   * @param matched tokens expected to hit
   * @param firstTokenNanos expected time to first token with that match
   * @param coldNanos expected time to first token without any cache
   */
  public record Prediction(int matched, long firstTokenNanos, long coldNanos) {}
}
