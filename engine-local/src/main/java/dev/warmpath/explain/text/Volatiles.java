package dev.warmpath.explain.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises values that change by themselves: times and identifiers. Works on the difference of
 * two texts and judges both sides; a value that is merely present is no difference.
 */
public final class Volatiles {
  /** What kind of value differs. */
  public enum Kind { TIME, ID, NONE }

  /** A counter that moves further than this between two requests is somebody's edit. */
  private static final long COUNTER_STEP = 1;

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}");
  private static final Pattern ID_LABEL =
      Pattern.compile(
          "(?i)(?:(?<![a-z])|[_-])(?:u?u?id|guid|ulid|nonce|request|req|trace|span|session"
              + "|correlation|counter|count|sequence|seq|turns?|attempt|step|iteration|iter|run"
              + "|build|hash|digest|salt|seed|cch|billing[ -]header|tokens?|invocation|job|ticket"
              + "|messages?|number|no|nr|so far|total|used|remaining|pid|process)"
              + "(?:[ _-](?:id|number|no|count|so far|left|used)){0,2}\\.?[\"']?"
              + "(?:\\s(?:n|no|num|number|id|index|i|value|count)(?=\\s?=))?"
              + "\\s*(?:[:=#>(]|\\bis\\b|\\s)\\s*[\"'#]*$|[#№]\\s*$");

  /** What is counted in a conversation, and words that may stand between it and the number. */
  private static final Pattern COUNT_LABEL =
      Pattern.compile(
          "(?i)(?<![a-z])(?:messages?|turns?|steps?|tokens?|requests?|attempts?|iterations?"
              + "|retries|calls?|count(?:er)?)"
              + "(?:\\s(?:in|of|for|so|far|this|the|current|conversation|session|chat|context|today"
              + "|made|used|usage|sent|already|left|remaining|number|is|are|budget))*"
              + "\\s*[:=#(]?\\s*$");

  /** The other order: "14 tool calls left". */
  private static final Pattern COUNTED =
      Pattern.compile(
          "(?i)^\\s*%?\\s*(?:[a-z]+\\s){0,3}(?:left|remaining|so far)\\b"
              + "|^\\s*(?:%|%?\\s+of\\b)(?:\\s?[a-z0-9.,]+){0,5}\\s(?:used|consumed)\\b"
              + "|^\\s?(?:[轮輪次回步]|번째)");

  /** What goes down or up by itself while the conversation runs: "Budget used so far: $". */
  private static final Pattern METER_LABEL =
      Pattern.compile(
          "(?i)(?<![a-z])(?:remaining|left|used|usage|spent|consumed|so far|unread|pending)"
              + "(?:\\s[a-z]+){0,2}\\s*[:=]?\\s*[$€£]?$");

  /** What the machine gives out anew each time: a server's port, a scratch folder. */
  private static final Pattern GIVEN_OUT =
      Pattern.compile(
          "(?i)(?:localhost|\\d{1,3}(?:\\.\\d{1,3}){3}|\\[::1]):\\d{4,5}(?!\\d)"
              + "|(?:/tmp|/var/folders|\\\\Temp)[/\\\\][^\\s\"'`,;)]+");

  private static final Pattern DIGITS = Pattern.compile("\\d[\\d.,]*");

  private Volatiles() {}

  /**
   * Judges the difference of two texts.
   *
   * @param strict true to accept only values that cannot be anything else (for schemas)
   */
  public static Kind of(FirstHunk hunk, boolean strict) {
    ChangedValue before = ChangedValue.of(hunk.before(), hunk.start(), hunk.beforeEnd());
    ChangedValue after = ChangedValue.of(hunk.after(), hunk.start(), hunk.afterEnd());
    boolean inserted = before.value.isBlank() || after.value.isBlank();
    if (standsAlone(hunk)) {
      return insertion(hunk.removed().isEmpty() ? hunk.added() : hunk.removed());
    }
    boolean timeBefore = before.overlaps(WrittenTime.ANY);
    boolean timeAfter = after.overlaps(WrittenTime.ANY);
    boolean longNumbers = WrittenTime.isUnix(before.value) && WrittenTime.isUnix(after.value);
    if (timeBefore && timeAfter && !(before.overlaps(UUID) && after.overlaps(UUID))) {
      return Kind.TIME;
    }
    if (longNumbers) {
      return Kind.TIME;
    }
    if (inserted) {
      return insertion(before.value.isBlank() ? after.value : before.value);
    }
    if (before.overlaps(UUID) && after.overlaps(UUID)) {
      return Kind.ID;
    }
    if (!strict && bothShort(before, after) && labelled(before, after, WrittenTime.LABEL)
        && !WrittenTime.LASTING.matcher(after.rest).find() && !opaque(after.value)
        && after.value.indexOf(' ') < 0) {
      return Kind.TIME;
    }
    return identifier(before, after, strict);
  }

  private static boolean bothShort(ChangedValue before, ChangedValue after) {
    int longer = Math.max(before.value.length(), after.value.length());
    return longer <= ChangedValue.CONTEXT;
  }

  private static boolean labelled(ChangedValue before, ChangedValue after, Pattern label) {
    return label.matcher(before.label).find() && label.matcher(after.label).find();
  }

  private static Kind identifier(ChangedValue before, ChangedValue after, boolean strict) {
    boolean given = before.overlaps(GIVEN_OUT) && after.overlaps(GIVEN_OUT);
    if (given || (!strict && counters(before, after))) {
      return Kind.ID;
    }
    boolean words = before.value.indexOf(' ') >= 0 || after.value.indexOf(' ') >= 0;
    if (words || !bothShort(before, after)) {
      return Kind.NONE;
    }
    if (opaque(before.value) && opaque(after.value)) {
      return Kind.ID;
    }
    if (strict) {
      return Kind.NONE;
    }
    boolean label = labelled(before, after, ID_LABEL);
    if (before.isNumber() && after.isNumber()) {
      return label || step(before.value, after.value) ? Kind.ID : Kind.NONE;
    }
    boolean digits = before.hasDigit() && after.hasDigit();
    return label && (digits || before.value.length() >= 4) ? Kind.ID : Kind.NONE;
  }

  /** Only numbers differ, and the words before them say what is counted. */
  private static boolean counters(ChangedValue before, ChangedValue after) {
    return bothShort(before, after)
        && before.hasDigit()
        && DIGITS.matcher(before.value).replaceAll("#")
            .equals(DIGITS.matcher(after.value).replaceAll("#"))
        && (labelled(before, after, COUNT_LABEL)
            || labelled(before, after, METER_LABEL)
            || (before.value.indexOf(' ') >= 0 && labelled(before, after, ID_LABEL))
            || (COUNTED.matcher(before.rest).find() && COUNTED.matcher(after.rest).find()));
  }

  private static boolean step(String before, String after) {
    try {
      return Math.abs(Long.parseLong(after) - Long.parseLong(before)) == COUNTER_STEP
          && Math.max(before.length(), after.length()) >= 3;
    } catch (NumberFormatException e) {
      return false; // a decimal or a number beyond 64 bits is no counter
    }
  }

  /** Words that only one side has, and that begin and end where words do. */
  private static boolean standsAlone(FirstHunk hunk) {
    boolean removed = hunk.added().isEmpty();
    String piece = removed ? hunk.removed() : hunk.added();
    String text = removed ? hunk.before() : hunk.after();
    int end = hunk.start() + piece.length();
    return (removed || hunk.removed().isEmpty())
        && !piece.isBlank()
        && !ChangedValue.inValue(piece.charAt(0))
        && hunk.start() > 0
        && (end == text.length() || !ChangedValue.inValue(text.charAt(end)));
  }

  /** A line that only one side has: volatile when little but a time or an identifier is in it. */
  private static Kind insertion(String value) {
    String text = value.strip();
    if (text.isEmpty() || text.indexOf('\n') >= 0 || text.length() > 2 * ChangedValue.CONTEXT) {
      return Kind.NONE;
    }
    Matcher time = WrittenTime.ANY.matcher(text);
    if (time.find()) {
      return Kind.TIME;
    }
    for (String word : text.split("[\\s=:;,\"'<>()\\[\\]]+")) {
      if (opaque(word)) {
        return Kind.ID;
      }
    }
    return Kind.NONE;
  }

  /** True for a value no person would write: long digits, hex, or letters and digits mixed. */
  static boolean opaque(String value) {
    String run = value.replaceAll("^[\"'#<(\\[]+|[\"'.,;)>\\]]+$", "");
    if (UUID.matcher(run).find()) {
      return true;
    }
    String core = run.replaceAll("^[A-Za-z]{1,12}[_:-]", "");
    int digits = 0;
    int letters = 0;
    int changes = 0;
    int last = 0;
    for (int i = 0; i < core.length(); i++) {
      char c = core.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!digit && !letter && "_-+/=.".indexOf(c) < 0) {
        return false;
      }
      int kind = digit ? 1 : letter ? (Character.isUpperCase(c) ? 3 : 2) : 0;
      changes += kind != 0 && last != 0 && kind != last ? 1 : 0;
      last = kind == 0 ? last : kind;
      digits += digit ? 1 : 0;
      letters += letter ? 1 : 0;
    }
    if (core.matches("\\d+(?:\\.\\d+)+\\.(?=[a-z]*\\d|\\d*[a-z])[0-9a-z]{3,}")
        && core.chars().anyMatch(Character::isLetter)) {
      return true; // a version with a build's fingerprint
    }
    boolean hex = core.matches("[0-9a-f]{6,}|[0-9A-F]{6,}");
    return (digits >= 6 && letters == 0 && core.indexOf('.') < 0)
        || (hex && digits > 0)
        || (core.length() >= 6 && digits >= 2 && letters >= 2 && changes >= 3)
        || (core.length() >= 16 && changes >= 4);
  }
}
