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

  /** Text looked at on each side of a difference; no written date is longer. */
  private static final int CONTEXT = 80;

  /** A counter that moves further than this between two requests is somebody's edit. */
  private static final long COUNTER_STEP = 1;

  /** Dates and clocks of Chinese, Japanese and Korean, and Vietnamese's. */
  private static final String EAST_ASIAN =
      "\\d{2,4}\\s?[年년]\\s?\\d{1,2}\\s?[月월](?:\\s?\\d{1,2}\\s?[日号일])?"
          + "|(?<!\\d)\\d{1,2}\\s?[月월]\\s?\\d{1,2}\\s?[日号일]"
          + "|(?<!\\d)\\d{1,2}\\s?[時时点點시](?:\\s?\\d{1,2}\\s?[分분](?:\\s?\\d{1,2}\\s?[秒초])?)?"
          + "|(?:星期|周)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일"
          + "|ngày\\s\\d{1,2}(?:\\stháng\\s\\d{1,2})?(?:\\snăm\\s\\d{4})?";

  private static final String MONTH = CalendarWords.months();
  private static final String DAY = CalendarWords.days();
  private static final String CLOCK =
      "\\d{1,2}[:h.]\\d{2}(?:[:.]\\d{2}(?:[.,]\\d+)?)?(?:\\s?[ap]\\.?m\\b\\.?)?";
  private static final String ZONE = "(?:\\s?(?:Z|UTC|GMT|[A-Z]{2,4}T|[+-]\\d{2}:?\\d{2}))?";

  private static final Pattern TIME =
      Pattern.compile(
          String.join(
              "|",
              "\\d{4}-\\d{2}-\\d{2}(?:[T _]" + "\\d{2}[:.-]?\\d{2}(?:[:.-]?\\d{2}(?:[.,]\\d+)?)?"
                  + ZONE + ")?",
              "(?<![\\d.])\\d{1,2}[./-]\\d{1,2}[./-](?:\\d{4}|\\d{2})(?!\\.?\\d)(?:,?\\s"
                  + CLOCK + ")?",
              "(?<!\\d)\\d{4}[./]\\d{1,2}[./]\\d{1,2}(?!\\d)(?:,?\\s" + CLOCK + ")?",
              "(?<![\\p{L}])(?:" + DAY + ")(?![\\p{L}])",
              "(?<!\\d)\\d{1,2}[/-](?:" + MONTH + ")[/-]\\d{4}(?::\\d{2}){0,3}" + ZONE,
              "(?<![\\p{L}])(?:" + MONTH + ")\\.?\\s+\\d{1,2}(?!\\d)(?:st|nd|rd|th)?"
                  + "(?:,?\\s+\\d{4})?",
              "(?<!\\d)\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+|de\\s+)?(?:" + MONTH
                  + ")(?![\\p{L}])\\.?(?:,?\\s+(?:de\\s+)?\\d{4})?",
              "(?<![\\p{L}])(?:" + MONTH + ")\\s+\\d{4}(?!\\d)",
              EAST_ASIAN,
              "\\d{4}-W\\d{2}(?:-\\d)?",
              "\\b(?:week|KW)\\s\\d{1,2}(?!\\d)",
              "\\bdate(?:time)?\\(\\d{4}(?:,\\s?\\d{1,6}){2,6}\\)",
              "(?<![\\d.:])\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:\\s?[ap]\\.?m\\b\\.?)?"
                  + ZONE,
              "(?<![\\d.])\\d{1,2}\\s?[ap]\\.?m\\b",
              "(?<![\\w.])(?:1[4-9]|20)\\d{8}(?:\\.\\d+|\\d{3}|\\d{6}|\\d{9})?(?![\\w])",
              "(?<!\\d)20\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?:[T_-]?\\d{4,6}Z?)?"
                  + "(?!\\d)",
              "(?<![\\w.])\\d{1,2}h\\d{2}(?!\\w)",
              "(?:\\d+|\\ban?)\\s*(?:ms|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|weeks?)"
                  + "\\s+ago\\b",
              "\\b(?:just now|(?:a )?moments? ago|yesterday)\\b"),
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}");
  /** What stands before a time on its line: the word says time, then at most a short link. */
  private static final Pattern TIME_LABEL =
      Pattern.compile(
          "(?i)(?:(?<![a-z])|[_-])(?:(?:date|day|down|up)?time(?:stamp|zone)?|date|clock|today|now"
              + "|as of|updated|generated|expir(?:es|y|ation)|elapsed|epoch|year|month|weekday"
              + "|current (?:hour|minute|week|quarter)|season|since|login|last seen|remaining"
              + "|datum|uhrzeit|heute|fecha|hora|hoy|hoje"
              + "|oggi|heure|aujourd'hui|dziś|дата|время|сегодня|сейчас|日付|時刻|現在|今日|日期|时间"
              + "|時間|今天|날짜|시간|오늘|ngày|bugün|tarih|saat)"
              + "(?:[ _-](?:is|was|at|on|in|of|day|utc|now|left)){0,3}"
              + "[\"']?\\s*[:=>(]?\\s*[\"']?(?:\\d+\\s?[a-z]{1,7}\\s)*$");

  /** A length of time in a rule ("delivery time: 3 days") is a fact, not a clock. */
  private static final Pattern LASTING =
      Pattern.compile("(?i)^\\s*(?:working |business )?(?:days?|weeks?|months?|years?|euros?|%)");

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
    Side before = Side.of(hunk.before(), hunk.start(), hunk.beforeEnd());
    Side after = Side.of(hunk.after(), hunk.start(), hunk.afterEnd());
    boolean inserted = before.value.isBlank() || after.value.isBlank();
    if (standsAlone(hunk)) {
      return insertion(hunk.removed().isEmpty() ? hunk.added() : hunk.removed());
    }
    boolean timeBefore = before.overlaps(TIME);
    boolean timeAfter = after.overlaps(TIME);
    boolean longNumbers = unix(before.value) && unix(after.value);
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
    if (!strict && short_(before, after) && labelled(before, after, TIME_LABEL)
        && !LASTING.matcher(after.rest).find() && !opaque(after.value)
        && after.value.indexOf(' ') < 0) {
      return Kind.TIME;
    }
    return identifier(before, after, strict);
  }

  private static boolean unix(String value) {
    return value.matches("(?:1[4-9]|20)\\d{8}(?:\\.\\d+|\\d{3}|\\d{6}|\\d{9})?");
  }

  private static boolean short_(Side before, Side after) {
    return before.value.length() <= CONTEXT && after.value.length() <= CONTEXT;
  }

  private static boolean labelled(Side before, Side after, Pattern label) {
    return label.matcher(before.label).find() && label.matcher(after.label).find();
  }

  private static Kind identifier(Side before, Side after, boolean strict) {
    boolean given = before.overlaps(GIVEN_OUT) && after.overlaps(GIVEN_OUT);
    if (given || (!strict && counters(before, after))) {
      return Kind.ID;
    }
    boolean words = before.value.indexOf(' ') >= 0 || after.value.indexOf(' ') >= 0;
    if (words || !short_(before, after)) {
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
  private static boolean counters(Side before, Side after) {
    return short_(before, after)
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
        && !Side.inValue(piece.charAt(0))
        && hunk.start() > 0
        && (end == text.length() || !Side.inValue(text.charAt(end)));
  }

  /** A line that only one side has: volatile when little but a time or an identifier is in it. */
  private static Kind insertion(String value) {
    String text = value.strip();
    if (text.isEmpty() || text.indexOf('\n') >= 0 || text.length() > 2 * CONTEXT) {
      return Kind.NONE;
    }
    Matcher time = TIME.matcher(text);
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

  /** One side of a difference, widened to the value it is part of. */
  private static final class Side {
    final String window;
    final int start;
    final int end;
    final String value;
    final String label;
    final String rest;

    private Side(String window, int start, int end) {
      this.window = window;
      this.start = start;
      this.end = end;
      int from = start;
      int to = end;
      // A difference of whole lines is no part of the words on the lines around it.
      boolean fromLine = start < end && window.charAt(start) == '\n';
      boolean toLine = start < end && window.charAt(end - 1) == '\n';
      while (from > 0 && !fromLine && inValue(window.charAt(from - 1))) {
        from--;
      }
      while (to < window.length() && !toLine && inValue(window.charAt(to))
          && (to > start || from < start)) {
        to++;
      }
      this.value = window.substring(from, to);
      this.rest = window.substring(to);
      this.label = window.substring(Math.max(window.lastIndexOf('\n', from - 1) + 1, 0), from);
    }

    static Side of(String text, int start, int end) {
      int from = Math.max(0, start - CONTEXT);
      int to = Math.min(text.length(), end + CONTEXT);
      return new Side(digits(text.substring(from, to)), start - from, end - from);
    }

    /** With the digits of every script as 0 to 9, at the same places. */
    private static String digits(String text) {
      char[] chars = text.toCharArray();
      for (int i = 0; i < chars.length; i++) {
        boolean other = chars[i] > 127 && Character.isDigit(chars[i]);
        chars[i] = other ? (char) ('0' + Character.digit(chars[i], 10)) : chars[i];
      }
      return new String(chars);
    }

    private static boolean inValue(char c) {
      return (c < 128 && Character.isLetterOrDigit(c)) || c == '_' || c == '-' || c == '.';
    }

    boolean overlaps(Pattern pattern) {
      Matcher matcher = pattern.matcher(window);
      while (matcher.find()) {
        boolean touches =
            start == end
                ? matcher.start() < start && matcher.end() >= start
                : matcher.start() < end && matcher.end() > start;
        if (touches) {
          return true;
        }
        if (matcher.start() >= end) {
          return false;
        }
      }
      return false;
    }

    boolean isNumber() {
      return value.matches("\\d+\\.?");
    }

    boolean hasDigit() {
      return value.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
  }
}
