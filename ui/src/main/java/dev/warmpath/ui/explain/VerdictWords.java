package dev.warmpath.ui.explain;

import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.cause.Divergence;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.requests.VerdictLabel;
import dev.warmpath.ui.requests.VerdictLabel.Tone;
import java.util.List;

/** Verdicts in words. Pure. */
final class VerdictWords {
  private static final char OPENS = '⟦';
  private static final char CLOSES = '⟧';

  /** Unchanged text beside a difference is at most this long; marks in it are the prompt's own. */
  private static final int AROUND = 40;

  /** How white space shows a line's end in them. */
  private static final char LINE_END = '⏎';

  /** With less than this around a difference nobody finds its line in the prompt. */
  private static final int LEAST_AROUND = 12;

  private VerdictWords() {}

  /** A few words for a row of the request log. */
  static VerdictLabel label(Cause cause) {
    Tone tone =
        switch (cause) {
          case EVICTED, TTL_EXPIRED -> Tone.LOST;
          case COLD_START, AUXILIARY_CALL -> Tone.COLD;
          case FULL_REUSE, LEGIT_GROWTH, SHORTENED -> Tone.GOOD;
          case NOT_REPORTED, WARMING_RACE, BELOW_MINIMUM, PARTIAL_BLOCK, ENGINE_CANNOT_REWIND ->
              Tone.NEUTRAL;
          default -> Tone.DANGER;
        };
    return new VerdictLabel(shortly(cause), tone);
  }

  private static String shortly(Cause cause) {
    return switch (cause) {
      case VOLATILE_TIME -> "timestamp";
      case VOLATILE_ID -> "changing id";
      case TOOLS_REORDERED -> "tool order";
      case TOOLS_CHANGED -> "tools changed";
      case SERIALIZATION_DRIFT -> "JSON form";
      case WHITESPACE_ONLY -> "white space";
      case ROLE_CHANGED -> "role changed";
      case REASONING_STRIPPED -> "reasoning gone";
      case TEMPLATE_HEAD_PARAM -> "template flag";
      case HISTORY_EDITED -> "history edited";
      case DOCUMENTS_REORDERED -> "document order";
      case BLOCK_MOVED -> "block moved";
      case BREAKPOINT_MOVED -> "cache marker";
      case TTL_EXPIRED -> "expired";
      case EVICTED -> "evicted";
      case NAMESPACE_CHANGED -> "other cache key";
      case MODEL_CHANGED -> "other model";
      case SETTING_CHANGED -> "setting changed";
      case MEDIA_CHANGED -> "media changed";
      case BELOW_MINIMUM -> "below minimum";
      case PARTIAL_BLOCK -> "partial block";
      case TOKENIZER_BOUNDARY -> "token boundary";
      case ENGINE_CANNOT_REWIND -> "cannot rewind";
      case WARMING_RACE -> "still warming";
      case PROVIDER_MISS_STABLE -> "unexplained miss";
      case NOT_REPORTED -> "not reported";
      case COLD_START -> "first sight";
      case LEGIT_GROWTH -> "only new text";
      case SHORTENED -> "a step back";
      case AUXILIARY_CALL -> "other lane";
      case FULL_REUSE -> "full reuse";
    };
  }

  /** One sentence: what happened, and where. */
  static String title(Verdict verdict) {
    Divergence at = verdict.divergence();
    return at == null || !verdict.cause().isFault()
        ? verdict.title()
        : verdict.title() + " at token " + Figures.count(at.token());
  }

  /** {@code messages[0].content · character 132}; empty when no field shows the cause. */
  static String place(Verdict verdict) {
    Divergence at = verdict.divergence();
    if (at == null) {
      return verdict.path();
    }
    return at.path().isEmpty()
        ? "in the template's own text"
        : at.path() + " · character " + Figures.count(at.character());
  }

  /** What it cost, and why the rest had to be computed too. */
  static String cost(Verdict verdict) {
    if (verdict.lost() == 0) {
      return "";
    }
    String time =
        verdict.lostMillis().isPresent()
            ? ": " + Figures.millis(verdict.lostMillis().getAsDouble())
            : "";
    String tokens = Figures.count(verdict.lost(), "token", "tokens");
    if (verdict.divergence() == null) {
      return tokens + " that had been computed before had to be computed again" + time + ".";
    }
    return tokens + " after it were the same as in request " + verdict.baseline()
        + " and were computed again" + time
        + ". A prefix match ends at the first different token.";
  }

  /** Text around the difference, the difference marked. */
  static List<RunText.Run> older(Divergence at) {
    return runs(
        at.markedBefore(), at.hunk().before(), at.hunk().start(), at.hunk().beforeEnd(),
        RunText.Style.LOST);
  }

  /** The same of the newer prompt. */
  static List<RunText.Run> newer(Divergence at) {
    return runs(
        at.markedAfter(), at.hunk().after(), at.hunk().start(), at.hunk().afterEnd(),
        RunText.Style.CHANGED);
  }

  private static List<RunText.Run> runs(
      String marked, String raw, int start, int end, RunText.Style changed) {
    int own = count(raw, Math.max(0, start - AROUND), start, OPENS);
    int open = -1;
    for (int i = 0; i <= own; i++) {
      open = marked.indexOf(OPENS, open + 1);
    }
    int after = count(raw, end, Math.min(raw.length(), end + AROUND), CLOSES);
    int close = marked.length();
    for (int i = 0; i <= after && close > open; i++) {
      close = marked.lastIndexOf(CLOSES, close - 1);
    }
    if (open < 0 || close <= open) {
      return List.of(new RunText.Run(marked, RunText.Style.PLAIN));
    }
    String lead = (start > AROUND ? "…" : "") + marked.substring(0, open);
    String trail = marked.substring(close + 1);
    int line = lead.lastIndexOf(LINE_END) + 1;
    int lineEnd = trail.indexOf(LINE_END) + 1;
    if (lineEnd > 0 && lead.length() - line + lineEnd >= LEAST_AROUND) {
      lead = lead.substring(line);
      trail = trail.substring(0, lineEnd);
    }
    String difference = marked.substring(open + 1, close);
    return List.of(
        new RunText.Run(lead, RunText.Style.DIM),
        new RunText.Run(difference.isEmpty() ? "∅" : difference, changed),
        new RunText.Run(trail, RunText.Style.DIM));
  }

  private static int count(String text, int from, int to, char mark) {
    int found = 0;
    for (int i = from; i < to; i++) {
      found += text.charAt(i) == mark ? 1 : 0;
    }
    return found;
  }
}
