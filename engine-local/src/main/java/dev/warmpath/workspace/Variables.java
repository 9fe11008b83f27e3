package dev.warmpath.workspace;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills {@code {{now}}}, {@code {{today}}}, {@code {{uuid}}}, {@code {{counter}}} and named
 * variables. An unknown name stays as it is written, so that text with braces is never damaged.
 */
public final class Variables {
  /** Names that are filled without being defined; what the workspace defines wins over them. */
  public static final Set<String> BUILT_IN = Set.of("now", "today", "uuid", "counter");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(" + NAME + ")\\s*}}");

  /** Null for a name it does not know. */
  private final Function<String, @Nullable String> values;

  private Variables(Function<String, @Nullable String> values) {
    this.values = values;
  }

  /**
   * One filling: every use of {@code {{now}}}, {@code {{today}}} (the day in UTC),
   * {@code {{uuid}}} and {@code {{counter}}} in it has the same value.
   *
   * @param named the workspace's variables; they win over the built-in ones
   * @param clock read once, cut to milliseconds
   * @param counter raised by one when {@code {{counter}}} occurs
   */
  public static Variables fresh(Map<String, String> named, Clock clock, AtomicLong counter) {
    Map<String, String> made = new HashMap<>();
    return new Variables(
        name -> {
          String value = named.get(name);
          if (value != null) {
            return value;
          }
          return switch (name) {
            case "now" ->
                made.computeIfAbsent(
                    name, n -> clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            case "today" ->
                made.computeIfAbsent(
                    name, n -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
            case "uuid" -> made.computeIfAbsent(name, n -> UUID.randomUUID().toString());
            case "counter" ->
                made.computeIfAbsent(name, n -> Long.toString(counter.incrementAndGet()));
            default -> null;
          };
        });
  }

  /** True for what can stand between the braces. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Every name that {@code text} uses, in its order. */
  public static Set<String> names(String text) {
    Set<String> names = new LinkedHashSet<>();
    if (text.contains("{{")) {
      PLACE.matcher(text).results().forEach(place -> names.add(place.group(1)));
    }
    return names;
  }

  /** Finds the uses of one variable. */
  public static Pattern use(String name) {
    return Pattern.compile("\\{\\{\\s*" + Pattern.quote(name) + "\\s*}}");
  }

  /** Fills one text. */
  public Filled fill(String text) {
    if (!text.contains("{{")) {
      return Filled.verbatim(text);
    }
    Matcher matcher = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder(text.length());
    List<Filled.Piece> pieces = new ArrayList<>();
    int at = 0;
    while (matcher.find()) {
      String value = values.apply(matcher.group(1));
      if (value == null) {
        continue;
      }
      verbatim(text, at, matcher.start(), filled, pieces);
      if (!value.isEmpty()) {
        pieces.add(
            new Filled.Piece(
                filled.length(), filled.length() + value.length(), matcher.start(), matcher.end(),
                matcher.group(1)));
        filled.append(value);
      }
      at = matcher.end();
    }
    verbatim(text, at, text.length(), filled, pieces);
    return new Filled(filled.toString(), pieces);
  }

  private static void verbatim(
      String text, int from, int to, StringBuilder filled, List<Filled.Piece> pieces) {
    if (to > from) {
      pieces.add(new Filled.Piece(filled.length(), filled.length() + to - from, from, to, ""));
      filled.append(text, from, to);
    }
  }
}
