package dev.warmpath.ui.prompt.model;

import dev.warmpath.ui.prompt.text.TokenRuns;

/**
 * What the cache holds of one segment.
 *
 * @param tokens tokens that start in the segment
 * @param hits those that would hit
 * @param runs its tokens over its own text, variables not filled
 * @param markAt where in its text the cache ends; −1 when elsewhere
 */
public record SegmentForecast(int tokens, int hits, TokenRuns runs, int markAt) {

  /** 0 to 1; 0 for a segment without tokens. */
  public double hitShare() {
    return tokens == 0 ? 0 : (double) hits / tokens;
  }
}
