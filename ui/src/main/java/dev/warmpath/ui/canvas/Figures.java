package dev.warmpath.ui.canvas;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How numbers are written everywhere: 1,493 · 0.2 ms · 3,470 tok/s · 96 kB. Any thread. */
public final class Figures {
  public static final double NANOS_PER_MS = 1e6;

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final Pattern BEFORE_UNIT = Pattern.compile("(?<=\\d) (?=\\p{L}|%)");

  private Figures() {}

  /** The same words, no line break between a number and what is counted. */
  public static String unbroken(String words) {
    return BEFORE_UNIT.matcher(words).replaceAll("\u00a0");
  }

  /** {@code 1,493}. */
  public static String count(long value) {
    String digits = Long.toString(Math.abs(value));
    if (digits.length() <= 3) {
      return Long.toString(value);
    }
    StringBuilder grouped = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      grouped.insert(i, ',');
    }
    return value < 0 ? "-" + grouped : grouped.toString();
  }

  /** {@code 1 block}, {@code 1,270 blocks}. */
  public static String count(long value, String singular, String plural) {
    return count(value) + " " + (value == 1 ? singular : plural);
  }

  /** {@code 0.2 ms}, {@code 251 ms}, {@code 14.2 s}, {@code 3 min 05 s}: ms below 10 s. */
  public static String duration(long nanos) {
    double ms = nanos / NANOS_PER_MS;
    if (ms < 0.05) {
      return nanos <= 0 ? "0 ms" : "< 0.1 ms";
    }
    if (ms < 10) {
      return decimals(ms, 1) + " ms";
    }
    if (ms < 10_000) {
      return count(Math.round(ms)) + " ms";
    }
    double seconds = ms / 1000;
    if (seconds < 120) {
      return decimals(seconds, 1) + " s";
    }
    long whole = Math.round(seconds);
    return count(whole / 60) + " min " + String.format(Locale.ROOT, "%02d s", whole % 60);
  }

  /** {@link #duration} of a time in milliseconds. */
  public static String millis(double millis) {
    return duration(Math.round(millis * NANOS_PER_MS));
  }

  /** {@code 17:04:31}. */
  public static String clock(Instant at, ZoneId zone) {
    return CLOCK.format(at.atZone(zone));
  }

  /** Tokens a second: {@code 61.0}, {@code 3,470}; a dash when unknown. */
  public static String rate(long tokens, long nanos) {
    if (tokens <= 0 || nanos <= 0) {
      return "–";
    }
    double rate = tokens * 1e9 / nanos;
    return rate < 100 ? decimals(rate, 1) : count(Math.round(rate));
  }

  /** {@code 71.8 %}; a dash of nothing. */
  public static String share(long part, long whole) {
    if (whole <= 0) {
      return "–";
    }
    double percent = 100.0 * part / whole;
    return (percent == Math.rint(percent) ? count((long) percent) : decimals(percent, 1)) + " %";
  }

  /** {@code 96 kB}, {@code 0.62 GB}; decimal units. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    for (String unit : new String[] {"kB", "MB", "GB"}) {
      value /= 1000;
      if (value < 999.5 || unit.equals("GB")) {
        return (value < 10 ? decimals(value, 2) : count(Math.round(value))) + " " + unit;
      }
    }
    throw new AssertionError(bytes);
  }

  /** {@code 2 s}, {@code 9 min 58 s}, {@code 3 h 04 min}; never negative. */
  public static String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + String.format(Locale.ROOT, "%02d s", seconds % 60);
    }
    return count(seconds / 3600)
        + String.format(Locale.ROOT, " h %02d min", seconds % 3600 / 60);
  }

  /**
   * {@code $0.00041}: two digits tell prompts apart that cost a few hundredths of a cent.
   *
   * @param currency null for dollars
   */
  public static String money(BigDecimal amount, @Nullable Object currency) {
    BigDecimal rounded = amount.signum() == 0 ? BigDecimal.ZERO : amount.round(new MathContext(2));
    String plain = rounded.toPlainString();
    return currency == null || currency.equals("USD") ? "$" + plain : plain + " " + currency;
  }

  private static String decimals(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
