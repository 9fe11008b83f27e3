package dev.warmpath.ui.prompt.text;

import java.util.Arrays;

/**
 * Tokens over a text in flat arrays: where each starts and ends, its number in the prompt and its
 * state. Immutable except through {@link #edited}, which keeps colours beside their text until the
 * next forecast. One thread at a time.
 */
public final class TokenRuns {
  public static final TokenRuns NONE =
      new TokenRuns(new int[0], new int[0], new int[0], new byte[0]);

  private static final TokenState[] STATES = TokenState.values();

  /** Bit beside the state: a control token of the template. */
  private static final int SPECIAL = 8;

  private final int[] starts;
  private final int[] ends;
  private final int[] tokens;
  private final byte[] states;

  private TokenRuns(int[] starts, int[] ends, int[] tokens, byte[] states) {
    this.starts = starts;
    this.ends = ends;
    this.tokens = tokens;
    this.states = states;
  }

  public int size() {
    return starts.length;
  }

  public int start(int run) {
    return starts[run];
  }

  public int end(int run) {
    return ends[run];
  }

  /** Number of the token in the prompt, from 0. */
  public int token(int run) {
    return tokens[run];
  }

  public TokenState state(int run) {
    return STATES[states[run] & (SPECIAL - 1)];
  }

  /** True for a control token such as {@code <|im_end|>}. */
  public boolean special(int run) {
    return (states[run] & SPECIAL) != 0;
  }

  /** How many runs from the first on are warm. */
  public int warm() {
    int run = 0;
    while (run < states.length && state(run).warm()) {
      run++;
    }
    return run;
  }

  /** The first run that ends after {@code offset}; {@link #size} when none does. */
  public int firstEndingAfter(int offset) {
    int low = 0;
    int high = ends.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The run that holds the unit at {@code offset}, or −1. */
  public int at(int offset) {
    int run = firstEndingAfter(offset);
    return run < starts.length && starts[run] <= offset ? run : -1;
  }

  /** The same tokens beside an edited text. */
  public TokenRuns edited(int from, int removed, int inserted) {
    if (starts.length == 0) {
      return this;
    }
    int[] newStarts = starts.clone();
    int[] newEnds = ends.clone();
    int to = from + removed;
    int delta = inserted - removed;
    for (int run = firstEndingAfter(from); run < newStarts.length; run++) {
      if (newStarts[run] >= to) {
        newStarts[run] += delta;
        newEnds[run] += delta;
      } else {
        newEnds[run] = newEnds[run] >= to ? newEnds[run] + delta : from;
        newStarts[run] = newStarts[run] < from ? newStarts[run] : from + inserted;
        newEnds[run] = Math.max(newStarts[run], newEnds[run]);
      }
    }
    return new TokenRuns(newStarts, newEnds, tokens, states);
  }

  /** Collects runs in ascending order. */
  public static final class Builder {
    private int[] starts;
    private int[] ends;
    private int[] tokens;
    private byte[] states;
    private int size;

    public Builder(int expected) {
      int capacity = Math.max(8, expected);
      starts = new int[capacity];
      ends = new int[capacity];
      tokens = new int[capacity];
      states = new byte[capacity];
    }

    /** Adds a run that starts at or after the end of the last. */
    public void add(int start, int end, int token, TokenState state, boolean special) {
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, size * 2);
        ends = Arrays.copyOf(ends, size * 2);
        tokens = Arrays.copyOf(tokens, size * 2);
        states = Arrays.copyOf(states, size * 2);
      }
      starts[size] = start;
      ends[size] = end;
      tokens[size] = token;
      states[size] = (byte) (state.ordinal() | (special ? SPECIAL : 0));
      size++;
    }

    public TokenRuns build() {
      return new TokenRuns(
          Arrays.copyOf(starts, size), Arrays.copyOf(ends, size), Arrays.copyOf(tokens, size),
          Arrays.copyOf(states, size));
    }
  }
}
