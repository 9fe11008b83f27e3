package dev.warmpath.ui.inspect;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.inspect.Card.Fact;
import dev.warmpath.ui.latency.LatencyWords;
import java.util.ArrayList;
import java.util.List;

/** What is known of a request, as cards. A pure function of its trace. */
final class RequestCards {
  private RequestCards() {}

  static List<Card> of(Trace trace) {
    List<Card> cards = new ArrayList<>();
    if (trace.error() != null) {
      cards.add(
          new Card(
              "error", "It failed", List.of(),
              List.of(new RunText.Run(trace.error(), RunText.Style.PLAIN)), true));
    }
    cards.add(Card.facts("timing", "Timing", timing(trace)));
    cards.add(Card.facts("tokens", "Tokens", tokens(trace)));
    if (!trace.text().isEmpty() || !trace.state().ended()) {
      String text = trace.text().isEmpty() ? waiting(trace) : trace.text();
      RunText.Style style =
          trace.text().isEmpty() ? RunText.Style.DIM : RunText.Style.PLAIN;
      cards.add(Card.text("response", response(trace), List.of(new RunText.Run(text, style))));
    }
    return cards;
  }

  private static String waiting(Trace trace) {
    return switch (trace.state()) {
      case QUEUED -> "Waiting for its turn…";
      case PREFILL -> "Computing the prompt…";
      case DECODE, DONE, CANCELLED, FAILED -> "…";
    };
  }

  private static String response(Trace trace) {
    return switch (trace.state()) {
      case CANCELLED -> "Response · cancelled";
      case FAILED -> "Response · incomplete";
      case QUEUED, PREFILL, DECODE -> "Response · running";
      case DONE ->
          trace.finish() == Trace.Finish.LENGTH
              ? "Response · cut at the length limit"
              : "Response";
    };
  }

  private static List<Fact> timing(Trace trace) {
    Trace.Phases phases = trace.phases();
    Trace.Counts counts = trace.counts();
    Trace.Prediction prediction = trace.prediction();
    List<Fact> facts = new ArrayList<>();
    String predicted =
        prediction == null ? "" : "predicted " + Figures.duration(prediction.firstTokenNanos());
    facts.add(
        Fact.of(
            "Time to first token", LatencyWords.firstToken(trace), predicted));
    if (prediction != null && prediction.coldNanos() > 0) {
      facts.add(Fact.of("Without cache", Figures.duration(prediction.coldNanos()), "estimated"));
    }
    facts.add(Fact.of("Queue", Figures.duration(phases.queue())));
    facts.add(Fact.of("Tokenize + lookup", Figures.duration(phases.tokenize() + phases.lookup())));
    if (counts.restored() > 0) {
      facts.add(
          Fact.of(
              "Restore",
              Figures.count(counts.restored()) + " tok · " + Figures.duration(phases.restore())));
    }
    facts.add(work("Prefill", counts.computed(), phases.prefill()));
    facts.add(
        Fact.of(
            "Decode", Figures.count(counts.completion()) + " tok",
            LatencyWords.decodeRate(trace) + " tok/s"));
    String key = trace.namespace().key();
    facts.add(Fact.of("Cache key", key.isEmpty() ? "(none)" : key));
    facts.add(
        Fact.of(
            "Evicted for it",
            counts.evicted() == 0
                ? "nothing"
                : Figures.count(counts.evicted(), "token", "tokens")));
    return facts;
  }

  private static Fact work(String name, int tokens, long nanos) {
    return Fact.of(
        name,
        Figures.count(tokens) + " tok · " + Figures.duration(nanos),
        Figures.rate(tokens, nanos) + " tok/s");
  }

  private static List<Fact> tokens(Trace trace) {
    Trace.Counts counts = trace.counts();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        Fact.of(
            "Reused",
            Figures.count(counts.cached()) + " of " + Figures.count(counts.prompt()),
            Figures.share(counts.cached(), counts.prompt())));
    facts.add(Fact.of("In place", Figures.count(counts.inPlace())));
    facts.add(Fact.of("Restored", Figures.count(counts.restored())));
    facts.add(Fact.of("Computed", Figures.count(counts.computed())));
    facts.add(Fact.of("Answer", Figures.count(counts.completion())));
    if (trace.slot() >= 0) {
      facts.add(Fact.of("Ran in", "slot " + trace.slot()));
    }
    return facts;
  }
}
