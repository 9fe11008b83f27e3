package dev.warmpath.explain.cause;

import dev.warmpath.explain.body.Message;
import dev.warmpath.explain.body.RequestBody;
import dev.warmpath.explain.text.FirstHunk;
import dev.warmpath.explain.text.Shingles;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether two requests belong to one conversation or at least to one prompt: a title request or a
 * sub-agent has instructions of its own and repeats no message of the main one.
 */
final class Kinship {
  /** Texts that share this much are one text that was edited. */
  static final double SAME_PROMPT = 0.5;

  /** A message shorter than this ("yes", "go on") says nothing about the conversation. */
  private static final int TELLING = 12;

  private final RequestBody before;
  private final RequestBody after;

  Kinship(RequestBody before, RequestBody after) {
    this.before = before;
    this.after = after;
  }

  boolean related() {
    if (before.rawPrompt() != null && after.rawPrompt() != null) {
      return likeness(before.rawPrompt(), after.rawPrompt()) >= SAME_PROMPT
          || after.rawPrompt().startsWith(before.rawPrompt());
    }
    String older = instructions(before);
    String newer = instructions(after);
    if (!older.isEmpty() && !newer.isEmpty()) {
      // Other instructions over one quoted question are a title request, not a continuation.
      return likeness(older, newer) >= SAME_PROMPT || (turns(after) > 1 && repeats(0));
    }
    return repeats(0) || alike(older, newer);
  }

  private boolean alike(String older, String newer) {
    if (older.isEmpty() != newer.isEmpty()) {
      return false;
    }
    Message first = before.messages().isEmpty() ? null : before.messages().getFirst();
    Message second = after.messages().isEmpty() ? null : after.messages().getFirst();
    return first != null
        && second != null
        && likeness(first.text(), second.text()) >= SAME_PROMPT;
  }

  /** True when a message of the older request, from {@code from} on, is in the newer one. */
  boolean repeats(int from) {
    Set<String> newer = new HashSet<>();
    List<Message> messages = after.messages();
    for (int i = from; i < messages.size(); i++) {
      newer.add(signature(messages.get(i)));
    }
    for (int i = from; i < before.messages().size(); i++) {
      Message message = before.messages().get(i);
      boolean telling = message.text().length() + message.callsText().length() >= TELLING;
      boolean same = i < messages.size() && signature(message).equals(signature(messages.get(i)));
      if (!message.isInstruction()
          && (telling || same)
          && newer.contains(signature(message))) {
        return true;
      }
    }
    return false;
  }

  private static String signature(Message message) {
    return message.text().strip() + '\u0000' + message.callsText();
  }

  /** Share of the text that both have, 0 to 1, whatever Unicode form they are written in. */
  static double likeness(String older, String newer) {
    String before = Normalizer.normalize(older, Normalizer.Form.NFC);
    String after = Normalizer.normalize(newer, Normalizer.Form.NFC);
    if (before.equals(after)) {
      return 1;
    }
    FirstHunk hunk = FirstHunk.of(before, after);
    int longest = Math.max(before.length(), after.length());
    int changed = Math.max(hunk.removed().length(), hunk.added().length());
    double kept = (double) (longest - changed) / longest;
    return hunk.beforeEnd() + hunk.afterEnd() < before.length() + after.length()
            && before.endsWith(after.substring(hunk.afterEnd()))
        ? Math.max(kept, Shingles.of(before).likeness(Shingles.of(after)))
        : Math.max(
            (double) hunk.start() / longest, Shingles.of(before).likeness(Shingles.of(after)));
  }

  private static long turns(RequestBody body) {
    return body.messages().stream().filter(message -> !message.isInstruction()).count();
  }

  private static String instructions(RequestBody body) {
    StringBuilder text = new StringBuilder();
    for (Message message : body.messages()) {
      if (!message.isInstruction()) {
        break;
      }
      text.append(message.text()).append('\n');
    }
    return text.toString();
  }
}
