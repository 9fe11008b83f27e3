package dev.warmpath.app.grammar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rules of numbers between bounds, digit by digit. Bounded numbers are written without an
 * exponent.
 */
final class NumberRules {
  /** Digits of a whole part and of a bound's fraction: what a double tells apart. */
  private static final int DIGITS = 16;

  /** Free digits after the point: few enough that a number next to a bound is not rounded to it. */
  private static final int FREE = 8;

  private static final BigDecimal MOST = BigDecimal.TEN.pow(DIGITS).subtract(BigDecimal.ONE);
  private static final String ANY = "[0-9]{0," + FREE + "}";
  private static final String ZEROS = "\"0\"{0," + FREE + "}";

  /** A bound that belongs to the numbers or, open, only borders them. */
  private record Bound(BigDecimal value, boolean open) {
    Bound negated() {
      return new Bound(value.negate(), open);
    }
  }

  private final Rules rules;

  NumberRules(Rules rules) {
    this.rules = rules;
  }

  /** The rule of an integer or number schema. */
  String of(Map<?, ?> schema, String at, boolean integer) {
    Bound low = tighter(bound(schema, "minimum", at), bound(schema, "exclusiveMinimum", at), 1);
    Bound high = tighter(bound(schema, "maximum", at), bound(schema, "exclusiveMaximum", at), -1);
    if ("int32".equals(schema.get("format"))) { // the only format that excludes numbers
      low = tighter(low, new Bound(BigDecimal.valueOf(Integer.MIN_VALUE), false), 1);
      high = tighter(high, new Bound(BigDecimal.valueOf(Integer.MAX_VALUE), false), -1);
    }
    if (low == null && high == null) {
      return rules.primitive(integer ? "integer" : "number");
    }
    low = low == null || low.value.compareTo(MOST.negate()) < 0
        ? new Bound(MOST.negate(), false) : low;
    high = high == null || high.value.compareTo(MOST) > 0 ? new Bound(MOST, false) : high;
    low = integer ? whole(low, 1) : cut(low, RoundingMode.CEILING);
    high = integer ? whole(high, -1) : cut(high, RoundingMode.FLOOR);
    int order = low.value.compareTo(high.value);
    if (order > 0 || order == 0 && (low.open || high.open)) {
      throw new SchemaException(
          at, "No number of up to " + DIGITS + " digits lies between these bounds.");
    }
    List<String> choices = new ArrayList<>();
    Bound zero = new Bound(BigDecimal.ZERO, false);
    if (low.value.signum() < 0) {
      Bound near = high.value.signum() < 0 || high.value.signum() == 0 ? high.negated() : zero;
      String rule = positive(near, low.negated(), integer);
      if (!rule.isEmpty()) {
        choices.add("\"-\" " + rule);
      }
    }
    if (high.value.signum() >= 0) {
      String rule = positive(low.value.signum() < 0 ? zero : low, high, integer);
      if (!rule.isEmpty()) {
        choices.add(rule);
      }
    }
    return rules.add("range", String.join(" | ", choices));
  }

  private static @Nullable Bound bound(Map<?, ?> schema, String keyword, String at) {
    Object value = schema.get(keyword);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Number number)) {
      throw new SchemaException(Keywords.join(at, keyword), keyword + " must be a number.");
    }
    return new Bound(new BigDecimal(number.toString()), keyword.startsWith("exclusive"));
  }

  /** @param sign 1 for lower bounds, of which the greater counts; −1 for upper ones */
  private static @Nullable Bound tighter(@Nullable Bound one, @Nullable Bound other, int sign) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    int order = one.value.compareTo(other.value) * sign;
    return order > 0 || order == 0 && one.open ? one : other;
  }

  private static Bound whole(Bound bound, int up) {
    BigDecimal value =
        bound.value.setScale(0, up > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR);
    boolean step = bound.open && value.compareTo(bound.value) == 0;
    return new Bound(step ? value.add(BigDecimal.valueOf(up)) : value, false);
  }

  /** To as many digits as are written; what is cut off would be outside. */
  private static Bound cut(Bound bound, RoundingMode mode) {
    return bound.value.scale() <= DIGITS
        ? bound
        : new Bound(bound.value.setScale(DIGITS, mode), bound.open);
  }

  /** Between bounds of which neither is negative; empty when nothing is. */
  private static String positive(Bound low, Bound high, boolean integer) {
    BigInteger first = low.value.toBigInteger();
    BigInteger last = high.value.toBigInteger();
    if (integer) {
      return "(" + whole(first, last) + ")";
    }
    String from = fraction(low.value);
    String to = fraction(high.value);
    List<String> choices = new ArrayList<>();
    if (first.equals(last)) {
      add(choices, first, new Tail(from, to, low.open, high.open).point());
    } else {
      add(choices, first, new Tail(from, null, low.open, false).point());
      BigInteger second = first.add(BigInteger.ONE);
      BigInteger before = last.subtract(BigInteger.ONE);
      if (second.compareTo(before) <= 0) {
        choices.add("(" + whole(second, before) + ") (\".\" [0-9]{1," + FREE + "})?");
      }
      add(choices, last, new Tail(null, to, false, high.open).point());
    }
    return choices.isEmpty() ? "" : "(" + String.join(" | ", choices) + ")";
  }

  private static void add(List<String> choices, BigInteger whole, @Nullable String rest) {
    if (rest != null) {
      choices.add(("\"" + whole + "\" " + rest).strip());
    }
  }

  private static String fraction(BigDecimal value) {
    BigDecimal rest =
        value.subtract(new BigDecimal(value.toBigInteger())).stripTrailingZeros();
    return rest.signum() == 0 ? "" : rest.toPlainString().substring(2);
  }

  /** Whole numbers from {@code low} to {@code high}, both ≥ 0, as alternatives. */
  private static String whole(BigInteger low, BigInteger high) {
    List<String> choices = new ArrayList<>();
    String last = high.toString();
    String from = low.toString();
    while (from.length() < last.length()) {
      choices.add(digits(from, "9".repeat(from.length())));
      from = "1" + "0".repeat(from.length());
    }
    choices.add(digits(from, last));
    return String.join(" | ", choices);
  }

  /** Digit strings of one length between two of it. */
  private static String digits(String low, String high) {
    if (low.isEmpty()) {
      return "";
    }
    char a = low.charAt(0);
    char b = high.charAt(0);
    String lows = low.substring(1);
    String highs = high.substring(1);
    int rest = lows.length();
    if (a == b) {
      return ("\"" + a + "\" " + digits(lows, highs)).strip();
    }
    List<String> choices = new ArrayList<>();
    boolean allAfterA = lows.chars().allMatch(c -> c == '0');
    boolean allAfterB = highs.chars().allMatch(c -> c == '9');
    if (!allAfterA) {
      choices.add("\"" + a + "\" " + digits(lows, "9".repeat(rest)));
    }
    char from = allAfterA ? a : (char) (a + 1);
    char to = allAfterB ? b : (char) (b - 1);
    if (from <= to) {
      choices.add(
          "[" + from + "-" + to + "]" + (rest == 0 ? "" : " [0-9]{" + rest + "}"));
    }
    if (!allAfterB) {
      choices.add("\"" + b + "\" " + digits("0".repeat(rest), highs));
    }
    return choices.size() == 1 ? choices.getFirst() : "(" + String.join(" | ", choices) + ")";
  }

  /**
   * Digits after the point, between the rests of two bounds.
   *
   * @param low what the number must still reach; null when it is above already
   * @param high what it must not exceed; null when it is below already
   */
  private record Tail(
      @Nullable String low, @Nullable String high, boolean lowOpen, boolean highOpen) {

    /** The point and its digits, or neither where that is within the bounds; null for nothing. */
    @Nullable String point() {
      String more = more();
      if (more == null) {
        return mayEnd() ? "" : null;
      }
      return mayEnd() ? "(\".\" " + more + ")?" : "\".\" " + more;
    }

    private boolean mayEnd() {
      boolean reached = low == null || low.isEmpty() && !lowOpen;
      return reached && !(high != null && high.isEmpty() && highOpen);
    }

    /** At least one more digit; null when none is possible. */
    private @Nullable String more() {
      boolean free = low == null || low.isEmpty() && !lowOpen;
      String floor = Objects.requireNonNullElse(low, "");
      if (high == null && floor.isEmpty()) {
        return free ? "[0-9] " + ANY : ZEROS + " [1-9] " + ANY;
      }
      if (high != null && high.isEmpty()) {
        return free && !highOpen ? "\"0\" " + ZEROS : null;
      }
      int least = floor.isEmpty() ? 0 : floor.charAt(0) - '0';
      int most = high == null ? 9 : high.charAt(0) - '0';
      List<String> choices = new ArrayList<>();
      int from = least;
      int to = most;
      if (!free) {
        choice(choices, least, rest(floor), least == most && high != null ? rest(high) : null);
        from++;
      }
      if (high != null && (free || least != most)) {
        choice(choices, most, null, rest(high));
        to--;
      }
      if (from <= to) {
        choices.add("[" + from + "-" + to + "] " + ANY);
      }
      return choices.isEmpty() ? null : "(" + String.join(" | ", choices) + ")";
    }

    private static String rest(String digits) {
      return digits.isEmpty() ? "" : digits.substring(1);
    }

    private void choice(
        List<String> choices, int digit, @Nullable String lows, @Nullable String highs) {
      Tail tail = new Tail(lows, highs, lowOpen, highOpen);
      String more = tail.more();
      if (more != null) {
        choices.add("\"" + digit + "\" " + (tail.mayEnd() ? "(" + more + ")?" : more));
      } else if (tail.mayEnd()) {
        choices.add("\"" + digit + "\"");
      }
    }
  }
}
