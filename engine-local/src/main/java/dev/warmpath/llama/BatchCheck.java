package dev.warmpath.llama;

import dev.warmpath.engine.ModelRuntime.Batch;

/**
 * Refuses a batch that native code would answer by ending the process.
 *
 * @param tokenLimit most tokens of a batch
 * @param outputLimit most outputs of a batch
 * @param vocabulary token ids are below
 */
record BatchCheck(int tokenLimit, int outputLimit, int vocabulary) {

  /**
   * @param ends tokens each slot holds; afterwards those it holds with the batch
   * @return outputs of the batch
   * @throws IllegalArgumentException naming what is wrong
   */
  int run(Batch batch, int[] ends) {
    int size = batch.size();
    if (size < 1 || size > tokenLimit) {
      throw new IllegalArgumentException(
          "a batch of " + size + " tokens; 1 to " + tokenLimit + " are allowed");
    }
    int outputs = 0;
    for (int i = 0; i < size; i++) {
      int slot = slot(batch.slot(i), ends.length);
      if (batch.token(i) < 0 || batch.token(i) >= vocabulary) {
        throw new IllegalArgumentException(
            "token " + batch.token(i) + " is not in the vocabulary of " + vocabulary);
      }
      if (batch.position(i) != ends[slot]) {
        throw new IllegalArgumentException(
            "position " + batch.position(i) + " of slot " + slot + "; the next is "
                + ends[slot]);
      }
      ends[slot]++;
      outputs += batch.output(i) ? 1 : 0;
    }
    if (outputs > outputLimit) {
      throw new IllegalArgumentException(
          outputs + " outputs in a batch; " + outputLimit + " are allowed");
    }
    return outputs;
  }

  static int slot(int slot, int slots) {
    if (slot < 0 || slot >= slots) {
      throw new IllegalArgumentException("slot " + slot + " of " + slots);
    }
    return slot;
  }

  /** Batch index of each of its outputs. */
  static int[] outputIndices(Batch batch, int count) {
    int[] indices = new int[count];
    for (int i = 0, next = 0; next < count; i++) {
      if (batch.output(i)) {
        indices[next++] = i;
      }
    }
    return indices;
  }
}
