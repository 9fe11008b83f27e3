package dev.warmpath.template.value;

/** What one rendering may cost; a template from a model file is untrusted. One thread. */
public final class Budget {
  /** A few seconds of work at most; the largest real session seen needs under two million. */
  public static final long MAX_STEPS = 20_000_000;

  /** Longest text, UTF-16 units: eight times a prompt of a million tokens. */
  public static final int MAX_TEXT = 32_000_000;

  /** All text built in one rendering, UTF-16 units: keeps memory under a gigabyte. */
  public static final long MAX_BUILT = 400_000_000;

  /** Text joined from parts already counted, UTF-16 units: a prompt looked at after each turn. */
  public static final long MAX_JOINED = 1_000_000_000;

  /** Calls of macros and recursive loops inside each other: what fits in half a megabyte stack. */
  public static final int MAX_CALL_DEPTH = 120;

  /** Nesting of a value that is printed or converted; JSON from a client is untrusted. */
  public static final int MAX_VALUE_DEPTH = 500;

  /** Items of one {@code range}, as in jinja2's sandbox. */
  public static final int MAX_RANGE = 100_000;

  /** Items of one list a template builds. */
  public static final int MAX_ITEMS = 5_000_000;

  /** Bits of an integer: as many digits as Python prints (4,300). */
  public static final int MAX_INTEGER_BITS = 14_284;

  /** Units joined from parts that cost as much as one step: they are copied, not computed. */
  private static final int JOINED_PER_STEP = 64;

  /** Units of text that cost as much as one step. */
  private static final int TEXT_PER_STEP = 16;

  private long steps;
  private long built;
  private long joined;
  private int calls;

  public void step() {
    step(1);
  }

  public void step(long count) {
    steps += count;
    if (steps > MAX_STEPS) {
      throw PyException.limit(
          "the template needs more than " + MAX_STEPS + " steps; it may never end");
    }
  }

  /** Refuses a text of {@code units} that is too long. */
  public void length(long units) {
    if (units > MAX_TEXT) {
      throw PyException.limit(
          "the template builds a text of " + units + " characters; the limit is " + MAX_TEXT);
    }
  }

  /** Accounts for the characters of a concatenation being copied together. */
  void join(int units) {
    joined += units;
    if (joined > MAX_JOINED) {
      throw PyException.limit(
          "the template joins more than " + MAX_JOINED + " characters of text in total");
    }
    step(units / JOINED_PER_STEP);
  }

  /** Accounts for text of {@code units} about to be built, and refuses what is too long. */
  public void text(long units) {
    length(units);
    built += units;
    if (built > MAX_BUILT) {
      throw PyException.limit(
          "the template builds more than " + MAX_BUILT + " characters of text in total");
    }
    step(units / TEXT_PER_STEP);
  }

  /** Accounts for a list of {@code items} about to be built. */
  public void items(long items) {
    if (items > MAX_ITEMS) {
      throw PyException.limit(
          "the template builds a list of " + items + " items; the limit is " + MAX_ITEMS);
    }
    step(items);
  }

  public void enterCall() {
    if (++calls > MAX_CALL_DEPTH) {
      calls--;
      throw PyException.limit(
          "macros or recursive loops call each other more than " + MAX_CALL_DEPTH + " deep");
    }
  }

  public void leaveCall() {
    calls--;
  }
}
