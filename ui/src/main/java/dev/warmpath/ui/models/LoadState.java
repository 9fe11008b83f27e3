package dev.warmpath.ui.models;

import dev.warmpath.ui.LoadedModel;
import java.nio.file.Path;

/** What became of the model. */
public sealed interface LoadState {

  /** No model: none chosen, unloaded, or cancelled. */
  record None() implements LoadState {}

  /**
   * On its way.
   *
   * @param file what is loaded
   * @param fraction 0 to 1
   * @param note what is happening, short; may be empty
   */
  record Loading(Path file, double fraction, String note) implements LoadState {}

  record Ready(Path file, LoadedModel model) implements LoadState {}

  /**
   * It could not be loaded.
   *
   * @param message what happened, the numbers, what to do
   */
  record Failed(Path file, String message) implements LoadState {}
}
