package dev.warmpath.template.run;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** C's strftime in the C locale, as Python calls it for a time without zone. */
final class StrfTime {
  private StrfTime() {}

  static String format(String pattern, LocalDateTime time) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      if (c != '%' || at == pattern.length()) {
        out.append(c);
        continue;
      }
      int begin = at;
      char flag = 0;
      while (at < pattern.length() - 1 && "-_0^#".indexOf(pattern.charAt(at)) >= 0) {
        flag = pattern.charAt(at++);
      }
      char code = pattern.charAt(at++);
      String value = value(code, flag, time);
      out.append(value == null ? "%" + pattern.substring(begin, at) : value);
    }
    return out.toString();
  }

  /** Null for a code that is none. */
  private static @Nullable String value(char code, char flag, LocalDateTime time) {
    int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    return switch (code) {
      case 'Y' -> Integer.toString(time.getYear());
      case 'C' -> number(time.getYear() / 100, 2, '0', flag);
      case 'y' -> number(time.getYear() % 100, 2, '0', flag);
      case 'm' -> number(time.getMonthValue(), 2, '0', flag);
      case 'd' -> number(time.getDayOfMonth(), 2, '0', flag);
      case 'e' -> number(time.getDayOfMonth(), 2, ' ', flag);
      case 'H' -> number(time.getHour(), 2, '0', flag);
      case 'k' -> number(time.getHour(), 2, ' ', flag);
      case 'I' -> number(hour12, 2, '0', flag);
      case 'l' -> number(hour12, 2, ' ', flag);
      case 'M' -> number(time.getMinute(), 2, '0', flag);
      case 'S' -> number(time.getSecond(), 2, '0', flag);
      case 'f' -> number(time.getNano() / 1000, 6, '0', (char) 0);
      case 'j' -> number(time.getDayOfYear(), 3, '0', flag);
      case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
      case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
      case 'U' -> number(week(time, time.getDayOfWeek().getValue() % 7), 2, '0', flag);
      case 'W' -> number(week(time, time.getDayOfWeek().getValue() - 1), 2, '0', flag);
      case 'V' -> number(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', flag);
      case 'G' -> Integer.toString(time.get(IsoFields.WEEK_BASED_YEAR));
      case 'g' -> number(time.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, '0', flag);
      case 's' -> Long.toString(time.toEpochSecond(ZoneOffset.UTC));
      default -> words(code, flag, time);
    };
  }

  private static @Nullable String words(char code, char flag, LocalDateTime time) {
    String half = time.getHour() < 12 ? "AM" : "PM";
    return switch (code) {
      case 'a' -> cased(time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT), flag);
      case 'A' -> cased(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), flag);
      case 'b', 'h' -> cased(month(time, TextStyle.SHORT), flag);
      case 'B' -> cased(month(time, TextStyle.FULL), flag);
      case 'p' -> flag == '#' ? half.toLowerCase(Locale.ROOT) : half;
      case 'P' -> half.toLowerCase(Locale.ROOT);
      case 'c' -> format("%a %b %e %H:%M:%S %Y", time);
      case 'D', 'x' -> format("%m/%d/%y", time);
      case 'F' -> format("%Y-%m-%d", time);
      case 'R' -> format("%H:%M", time);
      case 'r' -> format("%I:%M:%S %p", time);
      case 'T', 'X' -> format("%H:%M:%S", time);
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'z', 'Z' -> "";
      case '%' -> "%";
      default -> null;
    };
  }

  private static String month(LocalDateTime time, TextStyle style) {
    String full = time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return style == TextStyle.FULL ? full : full.substring(0, 3);
  }

  private static String cased(String word, char flag) {
    return flag == '^' || flag == '#' ? word.toUpperCase(Locale.ROOT) : word;
  }

  private static int week(LocalDateTime time, int daysSinceWeekStart) {
    return (time.getDayOfYear() + 6 - daysSinceWeekStart) / 7;
  }

  private static String number(int value, int width, char fill, char flag) {
    char pad = flag == '_' ? ' ' : flag == '0' ? '0' : fill;
    String digits = Integer.toString(value);
    return flag == '-'
        ? digits
        : Character.toString(pad).repeat(Math.max(0, width - digits.length())) + digits;
  }
}
