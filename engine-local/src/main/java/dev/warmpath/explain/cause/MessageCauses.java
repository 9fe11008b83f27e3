package dev.warmpath.explain.cause;

import dev.warmpath.explain.body.Message;
import dev.warmpath.explain.body.RequestBody;
import dev.warmpath.explain.text.Chunks;
import dev.warmpath.explain.text.FirstHunk;
import dev.warmpath.explain.text.JsonText;
import dev.warmpath.explain.text.Move;
import dev.warmpath.explain.text.Volatiles;
import dev.warmpath.explain.text.WhiteSpace;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges two conversations that part inside a message. */
final class MessageCauses {

  /** A longer difference may be a block. */
  private static final int SHORT = 200;


  private static final Pattern SUMMARY =
      Pattern.compile(
          "(?i)\\b(?:summar(?:y|i[sz]ed?|ies)|compact(?:ed|ion)|condensed|recap|truncated|omitted"
              + "|conversation so far|earlier (?:conversation|messages|turns)"
              + "|previous (?:conversation|messages|turns)|continued from)\\b");

  private static final Pattern CLEARED =
      Pattern.compile(
          "(?i)\\b(?:cleared|removed|omitted|elided|truncated|pruned|redacted|compacted|trimmed)"
              + "\\b");

  private final Comparison comparison;
  private final int index;
  private final Message before;
  private final Message after;
  private final @Nullable Divergence divergence;

  private MessageCauses(Comparison comparison, int index) {
    this.comparison = comparison;
    this.index = index;
    this.before = comparison.before().body().messages().get(index);
    this.after = comparison.after().body().messages().get(index);
    this.divergence = comparison.divergence();
  }

  /** Judges the message at {@code index}, which both sides have. */
  static @Nullable Finding judge(Comparison comparison, int index) {
    return new MessageCauses(comparison, index).judge();
  }

  private @Nullable Finding judge() {
    Finding form = form();
    if (form != null) {
      return form;
    }
    if (cleared()) {
      return found(Cause.HISTORY_EDITED, "A note stands where the text was.");
    }
    if (before.isInstruction() && HeadFlag.differs(FirstHunk.of(before.text(), after.text()))) {
      return found(Cause.TEMPLATE_HEAD_PARAM, "The instructions carry the switch as text.");
    }
    Finding moved = moved();
    if (moved != null) {
      return moved;
    }
    Finding value = value();
    return value != null ? value : boundary();
  }

  /** A short note took the place of a longer text, as when old results are cleared. */
  private boolean cleared() {
    return after.text().length() <= SHORT
        && after.text().length() < before.text().length()
        && CLEARED.matcher(after.text()).find()
        && !CLEARED.matcher(before.text()).find();
  }

  /** Differences that leave the words alone. */
  private @Nullable Finding form() {
    boolean sameText = before.text().equals(after.text());
    if (!before.role().equals(after.role())
        && WhiteSpace.bare(before.text()).equals(WhiteSpace.bare(after.text()))
        && !before.text().isBlank()) {
      return found(
          Cause.ROLE_CHANGED, "It was " + before.role() + " and is now " + after.role() + ".");
    }
    if (Reasoning.differs(before, after)) {
      return found(Cause.REASONING_STRIPPED, Reasoning.detail(before, after));
    }
    if (media() && (sameText || inMedia())) {
      return found(Cause.MEDIA_CHANGED, "The text is the same; the attached data is not.");
    }
    if (!sameText) {
      Finding text = textForm();
      if (text != null) {
        return text;
      }
    } else if (!before.callsText().equals(after.callsText())) {
      if (Calls.onlyForm(before.callsText(), after.callsText())) {
        return found(
            Cause.SERIALIZATION_DRIFT, "The arguments of a tool call say the same in other JSON.");
      }
    }
    return null;
  }

  private @Nullable Finding textForm() {
    FirstHunk hunk = FirstHunk.of(before.text(), after.text());
    if (JsonText.onlyForm(before.text(), after.text())
        || JsonText.sameValueAt(before.text(), after.text(), hunk.start())) {
      return found(Cause.SERIALIZATION_DRIFT, "The JSON says the same, written differently.");
    }
    if (WhiteSpace.onlyDifference(before.text(), after.text())
        || WhiteSpace.onlyDifference(hunk.removed(), hunk.added())) {
      return found(Cause.WHITESPACE_ONLY, "Every visible character is the same.");
    }
    if (WhiteSpace.onlyDifference(composed(hunk, true), composed(hunk, false))) {
      return found(Cause.WHITESPACE_ONLY, "The same characters in another Unicode form.");
    }
    return null;
  }

  /** A difference with the letter before it: a combining mark belongs to that letter. */
  private static String composed(FirstHunk hunk, boolean older) {
    int start = Math.max(0, hunk.start() - 1);
    return older
        ? hunk.before().substring(start, hunk.beforeEnd())
        : hunk.after().substring(start, hunk.afterEnd());
  }

  private boolean media() {
    return !before.attached().equals(after.attached());
  }

  private boolean inMedia() {
    int different = FirstHunk.common(before.text(), after.text());
    for (int i = 0; i < Math.min(before.media().size(), after.media().size()); i++) {
      if (!before.media().get(i).content().equals(after.media().get(i).content())) {
        return before.media().get(i).offset() < different;
      }
    }
    return false;
  }

  /** The same blocks in another order. */
  private @Nullable Finding moved() {
    int start = FirstHunk.common(before.text(), after.text());
    if (before.role().equals(after.role())
        && JsonText.reorderedAt(before.text(), after.text(), start)) {
      return found(Cause.DOCUMENTS_REORDERED, "The list has the same entries in another order.");
    }
    if (standsAlone(FirstHunk.of(before.text(), after.text()))) {
      return null;
    }
    RequestBody older = comparison.before().body();
    RequestBody newer = comparison.after().body();
    String carried = BodyChunks.carried(older, newer, index);
    if (carried != null) {
      return found(
          Cause.BLOCK_MOVED, "It stands in another message now; it begins with " + quoted(carried));
    }
    Move block = null;
    for (Chunks.Cut cut : Chunks.Cut.values()) {
      Move move = BodyChunks.moved(older, newer, cut);
      if (move != null && move.documents()) {
        return found(
            Cause.DOCUMENTS_REORDERED,
            "First to move: " + quoted(move.moved().text()));
      }
      block = block == null ? move : block;
      if (move != null && cut == Chunks.Cut.PARAGRAPHS) {
        break; // its lines would only look like a list
      }
    }
    return block == null
        ? null
        : found(Cause.BLOCK_MOVED, "It begins with " + quoted(block.moved().text()));
  }

  /** A short difference whose text is nowhere else: a value changed, nothing moved. */
  private boolean standsAlone(FirstHunk hunk) {
    boolean rest =
        hunk.before().length() - hunk.beforeEnd() == hunk.after().length() - hunk.afterEnd()
            && hunk.before().endsWith(hunk.after().substring(hunk.afterEnd()));
    String removed = hunk.removed().strip();
    String added = hunk.added().strip();
    return rest
        && removed.length() < SHORT
        && added.length() < SHORT
        && (removed.length() < Chunks.SHORTEST || !comparison.after().text().contains(removed))
        && (added.length() < Chunks.SHORTEST || !comparison.before().text().contains(added));
  }

  private static String quoted(String text) {
    String line = text.lines().findFirst().orElse("");
    return "“" + (line.length() > 60 ? line.substring(0, 60) + "…" : line) + "”.";
  }

  /** A time or an identifier. */
  private @Nullable Finding value() {
    FirstHunk hunk = FirstHunk.of(before.text(), after.text());
    if (before.text().equals(after.text())) {
      if (divergence == null) {
        return null;
      }
      hunk = divergence.hunk();
    }
    // What was the newest message before is history once others follow it.
    boolean last = index == comparison.after().body().messages().size() - 1;
    if (last && comparison.repeatedAfter() < Comparison.WORTH) {
      return null;
    }
    return Finding.ofValue(Volatiles.of(hunk, false), divergence, "");
  }

  /** Only text was added, and the last old token became part of a longer one. */
  private @Nullable Finding boundary() {
    if (divergence == null || !before.role().equals(after.role())) {
      return null;
    }
    boolean append =
        after.text().startsWith(before.text()) || before.text().startsWith(after.text());
    int tokenStart = comparison.after().tokens().charStart(divergence.token());
    boolean longer = append && !before.text().equals(after.text());
    return longer && !before.text().isEmpty() && tokenStart < comparison.textStart()
        ? found(
            Cause.TOKENIZER_BOUNDARY,
            "The texts part at character " + divergence.character()
                + ", the tokens already before it.")
        : null;
  }

  /** True when the newer message says that it stands for older ones. */
  boolean summarises() {
    return SUMMARY.matcher(after.text()).find() && !SUMMARY.matcher(before.text()).find();
  }

  static boolean summarises(Comparison comparison, int index) {
    return new MessageCauses(comparison, index).summarises();
  }

  private Finding found(Cause cause, String detail) {
    return Finding.of(cause, divergence, detail);
  }
}
