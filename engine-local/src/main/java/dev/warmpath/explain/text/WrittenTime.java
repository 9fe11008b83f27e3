package dev.warmpath.explain.text;

import java.util.regex.Pattern;

/** Dates, clocks and ages as people and programs write them, in many languages. */
final class WrittenTime {
  /** Unix time in seconds, of the years 2014 to 2036. */
  static final String UNIX_SECONDS = "(?:1[4-9]|20)\\d{8}";

  /** A fraction, or the digits of milli-, micro- or nanoseconds. */
  private static final String UNIX_REST = "(?:\\.\\d+|\\d{3}|\\d{6}|\\d{9})?";
  private static final Pattern UNIX = Pattern.compile(UNIX_SECONDS + UNIX_REST);

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

  /** Any of them, whatever the case. */
  static final Pattern ANY =
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
              "(?<![\\w.])" + UNIX_SECONDS + UNIX_REST + "(?![\\w])",
              "(?<!\\d)20\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?:[T_-]?\\d{4,6}Z?)?"
                  + "(?!\\d)",
              "(?<![\\w.])\\d{1,2}h\\d{2}(?!\\w)",
              "(?:\\d+|\\ban?)\\s*(?:ms|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|weeks?)"
                  + "\\s+ago\\b",
              "\\b(?:just now|(?:a )?moments? ago|yesterday)\\b"),
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** What stands before a time on its line: the word says time, then at most a short link. */
  static final Pattern LABEL =
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
  static final Pattern LASTING =
      Pattern.compile("(?i)^\\s*(?:working |business )?(?:days?|weeks?|months?|years?|euros?|%)");

  private WrittenTime() {}

  static boolean isUnix(String value) {
    return UNIX.matcher(value).matches();
  }
}
