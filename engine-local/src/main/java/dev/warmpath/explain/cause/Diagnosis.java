package dev.warmpath.explain.cause;

import dev.warmpath.explain.body.Message;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.body.RequestBody;
import dev.warmpath.explain.text.FirstHunk;
import dev.warmpath.explain.text.Volatiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says why the newer of two requests cannot reuse the older one's prefix, from their text. */
public final class Diagnosis {
  private static final Pattern THINKING =
      Pattern.compile("(?i)</?(?:think|thinking|reasoning)>|channel\\|>analysis");

  private final Comparison comparison;
  private final RequestBody before;
  private final RequestBody after;
  private final @Nullable Renderer renderer;
  private final @Nullable Divergence divergence;
  private final Kinship kinship;

  /**
   * @param renderer renders variants of the newer request to find out which flag made the
   *     difference; null when the model's template is not at hand
   */
  public Diagnosis(Comparison comparison, @Nullable Renderer renderer) {
    this.comparison = comparison;
    this.before = comparison.before().body();
    this.after = comparison.after().body();
    this.renderer = renderer;
    this.divergence = comparison.divergence();
    this.kinship = new Kinship(before, after);
  }

  /** The verdict on the prompts alone: model, key and the cache's own doing are not looked at. */
  public Finding judge() {
    Finding clean = clean();
    if (clean != null) {
      return clean;
    }
    if (before.rawPrompt() != null || after.rawPrompt() != null) {
      return rawText();
    }
    if (divergence == null) {
      // What differs in the bodies never reaches this prompt.
      boolean longer = comparison.after().tokens().size() > comparison.sharedTokens();
      return none(longer ? Cause.LEGIT_GROWTH : Cause.SHORTENED, "");
    }
    if (atHead() && !kinship.related()) {
      return none(Cause.AUXILIARY_CALL, "Its instructions and messages are not those before.");
    }
    Finding flag = flag();
    if (flag != null) {
      return flag;
    }
    if (comparison.partsInTools()) {
      return ToolCauses.judge(comparison);
    }
    return inMessages();
  }

  /** One prompt continues or repeats the other; null when they really part. */
  private @Nullable Finding clean() {
    int at = comparison.textStart();
    int olderEnd = Comparison.conversationEnd(comparison.before());
    int newerEnd = Comparison.conversationEnd(comparison.after());
    int older = before.messages().size();
    int newer = after.messages().size();
    boolean chat = before.rawPrompt() == null && after.rawPrompt() == null;
    boolean same = chat && sameWords(Math.min(older, newer));
    if (same && newer > older && at >= olderEnd) {
      return silentOr(Cause.LEGIT_GROWTH, (newer - older) + " new messages.");
    }
    if (same && older > newer && at >= newerEnd) {
      return silentOr(Cause.SHORTENED, (older - newer) + " messages fewer than before.");
    }
    if (comparison.before().text().equals(comparison.after().text())) {
      return silentOr(Cause.FULL_REUSE, "");
    }
    return null;
  }

  /** The first messages say the same, whatever else is attached to them. */
  private boolean sameWords(int messages) {
    for (int i = 0; i < messages; i++) {
      Message older = before.messages().get(i);
      Message newer = after.messages().get(i);
      if (!older.role().equals(newer.role()) || !older.text().equals(newer.text())) {
        return false;
      }
    }
    return true;
  }

  private Finding silentOr(Cause cause, String detail) {
    Finding silent = Silent.find(comparison);
    return silent != null ? silent : none(cause, detail);
  }

  private Finding rawText() {
    String older = comparison.before().text();
    String newer = comparison.after().text();
    FirstHunk hunk = FirstHunk.of(older, newer);
    boolean partsEarly = divergence != null
        && comparison.after().tokens().charStart(divergence.token()) < comparison.textStart();
    if (newer.startsWith(older) || older.startsWith(newer)) {
      return partsEarly
          ? Finding.of(Cause.TOKENIZER_BOUNDARY, divergence, "")
          : none(newer.length() > older.length() ? Cause.LEGIT_GROWTH : Cause.SHORTENED, "");
    }
    Finding asMessage = new RawCauses(comparison, hunk).judge();
    if (asMessage != null) {
      return asMessage;
    }
    return kinship.related()
        ? Finding.of(Cause.HISTORY_EDITED, divergence, "").with(0.7)
        : none(Cause.AUXILIARY_CALL, "");
  }

  /** The prompts part in tools, instructions or the template's own opening. */
  private boolean atHead() {
    Message first = comparison.beforeMessage(comparison.firstMessage());
    return comparison.partsInTools()
        || first == null
        || first.isInstruction()
        || comparison.firstMessage() == 0;
  }

  /** A template variable that, put back, would have kept the prefix. */
  private @Nullable Finding flag() {
    List<String> names = Settings.templateVariables(before, after);
    if (names.isEmpty() || divergence == null) {
      return null;
    }
    for (String name : names) {
      boolean shown = comparison.afterPath().equals(name)
          || comparison.afterPath().startsWith(name + ".")
          || comparison.beforePath().equals(name)
          || comparison.beforePath().startsWith(name + ".");
      // Documents are content, whatever field they come in.
      if (!name.startsWith("documents")
          && (shown || (renderer != null && keepsPrefix(renderer, name)))) {
        return Finding.ofSetting(
            Settings.PREFIX.contains(name) ? Cause.SETTING_CHANGED : Cause.TEMPLATE_HEAD_PARAM,
            divergence, name,
            name + " was " + shown(before, name) + " and is now " + shown(after, name) + ".");
      }
    }
    return null;
  }

  private static String shown(RequestBody body, String name) {
    String value = body.field(name);
    if (value.isEmpty()) {
      return "absent";
    }
    return value.length() > 60 ? value.substring(0, 60) + "…" : value;
  }

  private boolean keepsPrefix(Renderer renderer, String name) {
    Map<String, @Nullable Object> request = new LinkedHashMap<>(after.request());
    if (before.request().containsKey(name)) {
      request.put(name, before.request().get(name));
    } else {
      request.remove(name);
    }
    String text = renderer.template().render(request).text();
    return FirstHunk.common(comparison.before().text(), text) > comparison.textStart();
  }

  private Finding inMessages() {
    int index = comparison.partingMessage();
    Message older = comparison.beforeMessage(index);
    Message newer = comparison.afterMessage(index);
    if (older == null || newer == null) {
      return template();
    }
    Finding finding = MessageCauses.judge(comparison, index);
    return finding != null ? finding : conversation(index, older, newer);
  }

  /** The messages agree, yet the template wrote them differently. */
  private Finding template() {
    FirstHunk hunk =
        FirstHunk.from(
            comparison.before().text(), comparison.after().text(), comparison.textStart());
    boolean thinking =
        comparison.beforePath().contains("reasoning")
            || comparison.afterPath().contains("reasoning")
            || THINKING.matcher(hunk.removed() + "\n" + hunk.added()).find();
    if (thinking) {
      return Finding.of(
          Cause.REASONING_STRIPPED, divergence,
          "The request is unchanged; the template leaves reasoning out of earlier turns.");
    }
    Finding value =
        Finding.ofValue(
            Volatiles.of(hunk, false), divergence, "The chat template writes this value itself.");
    if (value != null) {
      return value;
    }
    return Finding.of(
        Cause.HISTORY_EDITED, divergence,
        "The earlier messages are unchanged, but the chat template writes them differently now.")
        .with(0.6);
  }

  /** What became of a conversation whose message was really replaced. */
  private Finding conversation(int index, Message older, Message newer) {
    int lastOlder = before.messages().size() - 1;
    int lastNewer = after.messages().size() - 1;
    boolean alike =
        older.role().equals(newer.role())
            && Kinship.likeness(older.text(), newer.text()) >= Kinship.SAME_PROMPT;
    if (newer.isInstruction() || older.isInstruction()) {
      return edited("The instructions were edited.", alike ? 0.95 : 0.8);
    }
    if (kinship.repeats(index)) {
      return edited("Later messages are still there.", 0.95);
    }
    if (index == lastOlder && index == lastNewer) {
      return none(Cause.LEGIT_GROWTH, "Only the last message is new.");
    }
    if (index < lastNewer && older.answersCall() && older.sameCallAs(newer)) {
      return edited("The result of an earlier tool call was changed.", 0.9);
    }
    if (MessageCauses.summarises(comparison, index)) {
      return edited("The message stands for earlier ones.", 0.9);
    }
    boolean conversationShared =
        comparison.before().body().messages().subList(0, index).stream()
            .anyMatch(message -> !message.isInstruction());
    if (index == lastNewer) {
      return conversationShared
          ? none(Cause.SHORTENED, "A step back with a new last message.")
          : none(Cause.AUXILIARY_CALL, "Another conversation under the same instructions.");
    }
    if (alike || (conversationShared && index < lastOlder)) {
      return edited("An earlier message was edited.", 0.85);
    }
    return index == lastOlder && conversationShared
        ? none(Cause.LEGIT_GROWTH, "Another answer to the same conversation.")
        : none(Cause.AUXILIARY_CALL, "Another conversation under the same instructions.");
  }

  private Finding edited(String detail, double confidence) {
    return Finding.of(Cause.HISTORY_EDITED, divergence, detail).with(confidence);
  }

  private Finding none(Cause cause, String detail) {
    return Finding.of(cause, divergence, detail);
  }
}
