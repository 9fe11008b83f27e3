package dev.warmpath.template.value;

/** Python's range, already limited to {@link Budget#MAX_RANGE} items. */
public record PyRange(long start, long stop, long step) {

  public int size() {
    long span = step > 0 ? stop - start : start - stop;
    long width = Math.abs(step);
    return span <= 0 ? 0 : (int) ((span - 1) / width + 1);
  }

  public Long get(int index) {
    return start + index * step;
  }
}
