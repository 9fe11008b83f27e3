package dev.warmpath.engine.local;

import org.jspecify.annotations.Nullable;

/**
 * In which slot a request runs and what it reuses there; known before anything is copied.
 *
 * @param state the whole state to restore; null for rows, or for nothing
 * @param writesBack whether the slot's former content has to be written back first
 */
record Placement(
    int slot, int reused, boolean inPlace, SavedStates.@Nullable Saved state,
    boolean writesBack) {
  Placement(int slot, int reused, boolean inPlace) {
    this(slot, reused, inPlace, null, false);
  }

  Placement writingBack(boolean needed) {
    return new Placement(slot, reused, inPlace, state, needed);
  }
}
