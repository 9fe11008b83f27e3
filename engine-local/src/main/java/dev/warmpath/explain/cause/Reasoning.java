package dev.warmpath.explain.cause;

import dev.warmpath.explain.body.Message;
import dev.warmpath.explain.text.WhiteSpace;
import java.util.regex.Pattern;

/** Reasoning text of earlier turns, in its own field or between tags in the content. */
final class Reasoning {
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?is)<(think|thinking|reasoning|thought)>.*?</\\1>|\\[THINK].*?\\[/THINK]"
              + "|<\\|channel\\|>analysis.*?(?:<\\|end\\|>|$)");

  private Reasoning() {}

  /** True when the messages differ in nothing but the reasoning they carry. */
  static boolean differs(Message before, Message after) {
    if (!before.role().equals(after.role()) || !before.callsText().equals(after.callsText())) {
      return false;
    }
    String older = BLOCK.matcher(before.text()).replaceAll("");
    String newer = BLOCK.matcher(after.text()).replaceAll("");
    boolean inField = !before.reasoning().equals(after.reasoning());
    boolean inText =
        (older.length() != before.text().length() || newer.length() != after.text().length())
            && !before.text().equals(after.text());
    return (inField || inText) && WhiteSpace.bare(older).equals(WhiteSpace.bare(newer));
  }

  static String detail(Message before, Message after) {
    int older = before.reasoning().length() + blocks(before.text());
    int newer = after.reasoning().length() + blocks(after.text());
    return "The earlier request carried " + older + " characters of reasoning in this message, "
        + "the new one " + newer + ".";
  }

  private static int blocks(String text) {
    return text.length() - BLOCK.matcher(text).replaceAll("").length();
  }
}
