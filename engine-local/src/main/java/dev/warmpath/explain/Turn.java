package dev.warmpath.explain;

import dev.warmpath.cache.Namespace;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.body.RequestBody;
import dev.warmpath.explain.body.SpanBody;
import dev.warmpath.explain.cause.Settings;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensRequest;
import dev.warmpath.lens.LensVerdict;
import dev.warmpath.trace.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One request of the history, as far as it is known.
 *
 * @param id number to refer to it by; the trace's id for requests of the engine
 * @param rendered what was sent
 * @param namespace what must be equal to share
 * @param started when it was sent; null when not known
 * @param readable from when others can read its prefix; null when not known
 * @param count what was reported about it
 */
public record Turn(
    long id, Rendered rendered, Namespace namespace, @Nullable Instant started,
    @Nullable Instant readable, CachedCount count) {

  /** A body that was not run, or about whose run nothing is known. */
  public static Turn of(long id, Rendered rendered, Lens lens) {
    return new Turn(
        id, rendered, namespace(rendered.body(), lens), null, null, CachedCount.NOT_RUN);
  }

  /** A request of the engine. Its body is rebuilt from the origins in the prompt. */
  public static Turn of(Trace trace) {
    Instant submitted = trace.source().submitted();
    Instant readable =
        trace.state().ended() || trace.phases().firstToken() > 0
            ? submitted.plusNanos(trace.phases().firstToken())
            : Instant.MAX;
    CachedCount count =
        trace.phases().prefill() > 0 || trace.state().ended()
            ? CachedCount.measured(trace.counts().cached())
            : CachedCount.NOT_RUN;
    RequestBody body = SpanBody.of(trace.prompt(), trace.source().model());
    return new Turn(
        trace.id(), Rendered.of(body, trace.prompt(), trace.tokens()), trace.namespace(),
        submitted, readable, count);
  }

  /** The namespace that a body asks for under a lens. */
  public static Namespace namespace(RequestBody body, Lens lens) {
    StringJoiner key = new StringJoiner(" ");
    for (String name : lens.keyFields()) {
      String value = body.field(name);
      if (!value.isEmpty()) {
        key.add(name + "=" + value);
      }
    }
    StringJoiner model = new StringJoiner(" ");
    for (String name : Settings.MODEL) {
      String value = body.field(name);
      if (!value.isEmpty()) {
        model.add(name.equals("model") ? value : name + "=" + value);
      }
    }
    return new Namespace(model.toString(), "", key.toString());
  }

  int promptTokens() {
    return rendered.tokens().size();
  }

  /** True when the engine or a server counted what hit. */
  boolean isMeasured() {
    return count.kind() == CachedCount.Kind.MEASURED;
  }

  /** Tokens that hit: as counted, or as estimated where nothing was run; empty when unknown. */
  OptionalInt cached(LensVerdict estimate) {
    return count.kind() == CachedCount.Kind.NOT_RUN ? estimate.cached() : count.tokens();
  }

  public Turn withTimes(@Nullable Instant start, @Nullable Instant readableFrom) {
    return new Turn(id, rendered, namespace, start, readableFrom, count);
  }

  public Turn withCount(CachedCount newCount) {
    return new Turn(id, rendered, namespace, started, readable, newCount);
  }

  /** What a lens sees of it. */
  public LensRequest forLens() {
    List<LensRequest.Mark> marks = new ArrayList<>();
    RequestBody body = rendered.body();
    for (RequestBody.Mark mark : body.marks()) {
      int end = rendered.markEnd(mark);
      if (end > 0) {
        marks.add(new LensRequest.Mark(end, mark.ttl().equals("1h")));
      }
    }
    marks.sort((one, other) -> Integer.compare(one.end(), other.end()));
    LensRequest.Implicit implicit =
        body.explicitOnly() ? LensRequest.Implicit.OFF
            : body.automaticMark() ? LensRequest.Implicit.ASKED
            : body.takesMarks() ? LensRequest.Implicit.USUAL
            : LensRequest.Implicit.ASSUMED;
    boolean longLived = body.field("prompt_cache_retention").equals("24h");
    return new LensRequest(
        rendered.identity(), started, readable, namespace.model() + "\u0000" + namespace.account(),
        namespace.key(), marks, implicit, longLived, rendered.blockEnds());
  }
}
