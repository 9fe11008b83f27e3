package dev.warmpath.engine.local;

/**
 * What went wrong below the requests since the start; 0 everywhere is normal.
 *
 * @param savesRefused write-backs that found no host memory, in the budget or at all
 * @param restoresRefused restores that the device refused
 * @param coldRestarts times a slot did not hold what it should and was computed again from 0
 * @param noRoom batches the device had no room for
 * @param aborted batches that ended early
 * @param failed batches that could not be computed
 */
public record EngineFaults(
    long savesRefused, long restoresRefused, long coldRestarts, long noRoom, long aborted,
    long failed) {
  static final EngineFaults NONE = new EngineFaults(0, 0, 0, 0, 0, 0);
}
