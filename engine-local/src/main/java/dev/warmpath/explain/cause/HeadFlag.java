package dev.warmpath.explain.cause;

import dev.warmpath.explain.text.FirstHunk;
import java.util.regex.Pattern;

/** A switch for thinking or effort that was written into the text of the instructions. */
final class HeadFlag {
  private static final Pattern FLAG =
      Pattern.compile(
          "(?i)\\W*(?:/?(?:no_?)?think(?:ing)?|(?:(?:reasoning|thinking|detailed thinking)"
              + "(?:[ _-](?:effort|mode|level|budget))?|effort|verbosity|enable_thinking)"
              + "[\"'*]*\\s*[:= ]\\s*[\"'*]*(?:minimal|low|medium|high|xhigh|max|none|on|off|true"
              + "|false|enabled|disabled|auto|\\d+))\\W*");

  private HeadFlag() {}

  /** True when the lines with the difference are such a switch on both sides. */
  static boolean differs(FirstHunk hunk) {
    String older = line(hunk.before(), hunk.start(), hunk.beforeEnd());
    String newer = line(hunk.after(), hunk.start(), hunk.afterEnd());
    boolean inserted = hunk.removed().isBlank() || hunk.added().isBlank();
    String added = (hunk.removed() + hunk.added()).strip();
    return (FLAG.matcher(older).matches() && FLAG.matcher(newer).matches())
        || (inserted && FLAG.matcher(added).matches());
  }

  private static String line(String text, int start, int end) {
    int from = text.lastIndexOf('\n', start - 1) + 1;
    int to = text.indexOf('\n', end);
    return text.substring(from, to < 0 ? text.length() : to);
  }
}
