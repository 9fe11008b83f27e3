package dev.warmpath.llama;

/**
 * How many tokens each slot holds: what it should be, and what the library says. After every step
 * both must agree, from position 0 on without a gap. One thread.
 */
final class SlotLengths {
  private final LlamaContext context;
  private final LoadedFacts facts;

  /** Tokens each slot should hold, kept to check the library's answers and the callers'. */
  private final int[] expected;

  /** Slots set from a snapshot: a sliding window there is missing its earlier cells. */
  private final boolean[] windowed;

  SlotLengths(LlamaContext context, LoadedFacts facts, int slots) {
    this.context = context;
    this.facts = facts;
    expected = new int[slots];
    windowed = new boolean[slots];
  }

  int slots() {
    return expected.length;
  }

  /** Tokens the slot should hold. */
  int expected(int slot) {
    return expected[slot];
  }

  /** A copy of what every slot should hold. */
  int[] all() {
    return expected.clone();
  }

  /** A batch was computed: the slots hold this much. */
  void are(int[] ends) {
    System.arraycopy(ends, 0, expected, 0, expected.length);
  }

  /** A batch ended early: the slot holds what the library says. */
  void found(int slot) {
    expected[slot] = context.last(slot) + 1;
  }

  /** Rows, or a whole snapshot, were put into the slot. */
  void restored(int slot, int tokens, boolean whole) {
    expected[slot] = tokens;
    windowed[slot] = whole && !facts.rewinds();
  }

  /** Tokens the slot holds, from position 0 on; -1 when there is a gap, or not what should be. */
  int length(int slot) {
    int last = context.last(slot);
    boolean whole =
        last < 0 || facts.recurrent() || facts.hybrid() || windowed[slot]
            || context.first(slot) == 0;
    return whole && last + 1 == expected[slot] ? last + 1 : -1;
  }

  /** False when the memory cannot be shortened so; the slot is then empty. */
  boolean truncate(int slot, int length) {
    int now = length(slot);
    if (length < 0 || length > expected[slot]) {
      throw new IllegalArgumentException(
          "slot " + slot + " holds " + expected[slot] + " tokens and cannot be truncated to "
              + length);
    }
    if (now == length) {
      return true;
    }
    if (length == 0) {
      empty(slot);
      return true;
    }
    if (now > 0 && !windowed[slot] && context.remove(slot, length)) {
      expected[slot] = length;
      if (length(slot) == length) {
        return true;
      }
    }
    empty(slot);
    return false;
  }

  void empty(int slot) {
    context.empty(slot);
    expected[slot] = 0;
    windowed[slot] = false;
  }

  void emptyAll() {
    context.emptyAll();
    for (int slot = 0; slot < expected.length; slot++) {
      empty(slot);
    }
  }
}
