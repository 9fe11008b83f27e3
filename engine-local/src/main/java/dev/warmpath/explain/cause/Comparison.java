package dev.warmpath.explain.cause;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.body.Message;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.text.FirstHunk;
import dev.warmpath.token.Prompt;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two rendered requests side by side: what they share and where they part. Immutable. */
public final class Comparison {
  /** Fewer repeated tokens after a difference are no loss: a new question repeats words. */
  static final int WORTH = 16;
  private final Rendered before;
  private final Rendered after;
  private final int sharedTokens;
  private final int textStart;
  private final int firstMessage;
  private final @Nullable Divergence divergence;

  public Comparison(Rendered before, Rendered after) {
    this.before = before;
    this.after = after;
    this.sharedTokens = shared(before, after);
    this.textStart = FirstHunk.common(before.text(), after.text());
    this.firstMessage = firstMessage(before.body().messages(), after.body().messages());
    this.divergence = new DivergenceLocator(this).locate();
  }

  /** Equal leading tokens of two prompts. */
  public static int shared(Rendered before, Rendered after) {
    int different = Arrays.mismatch(before.identity(), after.identity());
    return different < 0 ? after.tokens().size() : different;
  }

  private static int firstMessage(List<Message> before, List<Message> after) {
    int limit = Math.min(before.size(), after.size());
    int at = 0;
    while (at < limit && before.get(at).sameAs(after.get(at))) {
      at++;
    }
    return at;
  }

  public Rendered before() {
    return before;
  }

  public Rendered after() {
    return after;
  }

  /** Equal leading tokens. */
  public int sharedTokens() {
    return sharedTokens;
  }

  /** First different UTF-16 unit of the two prompts; the shorter one's length when none is. */
  public int textStart() {
    return textStart;
  }

  /** Index of the first message that differs or that only one side has. */
  public int firstMessage() {
    return firstMessage;
  }

  /** Index of the message in which the prompts part, as far as the template tells. */
  int partingMessage() {
    int older = index(beforePath());
    int newer = index(afterPath());
    int told = older >= 0 && newer >= 0 ? Math.min(older, newer) : Math.max(older, newer);
    boolean inText = !beforePath().isEmpty() && !afterPath().isEmpty();
    return inText && told > firstMessage ? told : firstMessage;
  }

  static int index(String path) {
    int close = path.indexOf(']');
    return path.startsWith("messages[") && close > 9
        ? Integer.parseInt(path.substring(9, close))
        : -1;
  }

  /** Where the tokens part; null when one prompt is the beginning of the other. */
  public @Nullable Divergence divergence() {
    return divergence;
  }

  public @Nullable Message beforeMessage(int index) {
    return index < before.body().messages().size() ? before.body().messages().get(index) : null;
  }

  public @Nullable Message afterMessage(int index) {
    return index < after.body().messages().size() ? after.body().messages().get(index) : null;
  }

  /**
   * Tokens of the newer prompt after the parting that the older one has as well: what is computed
   * again although it had been computed.
   */
  public int repeatedAfter() {
    int[] older = before.identity();
    int[] newer = after.identity();
    int from = Math.min(sharedTokens, Math.min(older.length, newer.length));
    return Repeats.count(older, newer, from);
  }

  /** The span of a prompt at the first different character; null at its end. */
  static Prompt.@Nullable Span spanAt(Rendered rendered, int at) {
    return at < rendered.text().length() ? rendered.prompt().spanAt(at) : null;
  }

  /** Path of the normal field at the first different character; empty for template text. */
  String beforePath() {
    Prompt.Span span = spanAt(before, textStart);
    return span == null ? "" : span.path();
  }

  String afterPath() {
    Prompt.Span span = spanAt(after, textStart);
    return span == null ? "" : span.path();
  }

  /** True when the prompts part in the tool definitions. */
  boolean partsInTools() {
    if (isTool(beforePath()) || isTool(afterPath())) {
      return true;
    }
    boolean inText = !beforePath().isEmpty() && !afterPath().isEmpty();
    boolean differ =
        !JsonTree.text(before.body().tools()).equals(JsonTree.text(after.body().tools()));
    if (inText || !differ) {
      return false;
    }
    // Template or added text: tools stand in or before the first message.
    return added(before) || added(after) || firstMessage >= 1;
  }

  private boolean added(Rendered side) {
    Prompt.Span span = spanAt(side, textStart);
    return span != null && span.origin() == Prompt.Origin.ADDED;
  }

  private static boolean isTool(String path) {
    return path.equals("tools") || path.startsWith("tools[");
  }

  /** End of the last message text in a prompt: what follows asks for the answer. */
  static int conversationEnd(Rendered rendered) {
    List<Prompt.Span> spans = rendered.prompt().spans();
    for (int i = spans.size() - 1; i >= 0; i--) {
      if (spans.get(i).origin() != Prompt.Origin.TEMPLATE) {
        return spans.get(i).end();
      }
    }
    return 0;
  }
}
