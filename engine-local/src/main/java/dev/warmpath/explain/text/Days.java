package dev.warmpath.explain.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Takes the time of day out of written times and leaves the day. */
public final class Days {
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})[T _]\\d{2}[:.-]?\\d{2}(?:[:.-]?\\d{2}(?:[.,]\\d+)?)?"
              + "(?:\\s?(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?");
  private static final Pattern CLOCK =
      Pattern.compile(
          "(?i)(?:,?\\s+(?:at\\s+|um\\s+|à\\s+)?)?(?<![\\d.:])\\d{1,2}:\\d{2}"
              + "(?::\\d{2}(?:[.,]\\d+)?)?"
              + "(?:\\s?[ap]\\.?m\\b\\.?)?(?:\\s?(?:UTC|GMT|[A-Z]{1,3}T|[+-]\\d{2}:?\\d{2})\\b)?");
  private static final Pattern EPOCH =
      Pattern.compile("(?<![\\w.])(" + WrittenTime.UNIX_SECONDS + ")(?:\\.\\d+|(\\d{3}))?(?!\\w)");

  private Days() {}

  /** The text with every time cut to its day; unix times become dates in UTC. */
  public static String toDay(String text) {
    String result = ISO.matcher(text).replaceAll("$1");
    result = EPOCH.matcher(result).replaceAll(Days::date);
    return CLOCK.matcher(result).replaceAll("");
  }

  private static String date(MatchResult match) {
    long seconds = Long.parseLong(match.group(1));
    return Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
