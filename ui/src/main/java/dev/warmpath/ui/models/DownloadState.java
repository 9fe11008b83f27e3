package dev.warmpath.ui.models;

import dev.warmpath.ui.ports.ModelLibrary.Downloaded;

/** What became of a download. */
public sealed interface DownloadState {

  /** Nothing was asked for, or it was stopped. */
  record Idle() implements DownloadState {}

  /**
   * On its way.
   *
   * @param bytes on the disk
   * @param total of the whole file; −1 while unknown
   * @param note what is happening, short; may be empty
   */
  record Running(String address, long bytes, long total, String note) implements DownloadState {}

  record Done(Downloaded model) implements DownloadState {}

  /**
   * It could not be had.
   *
   * @param message what happened, the numbers, what to do
   */
  record Failed(String message) implements DownloadState {}
}
