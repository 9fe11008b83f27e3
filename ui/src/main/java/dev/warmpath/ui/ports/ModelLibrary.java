package dev.warmpath.ui.ports;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Models that can be downloaded, and those that were (port). Methods block: call on a worker. */
public interface ModelLibrary {

  /** The curated list with the user's own rows; nothing is asked of the network. */
  List<Listed> listed();

  /** Model files in {@link #folder}, by name. */
  List<Path> downloaded();

  /** Where downloads go; may not exist yet. */
  Path folder();

  /** Bytes that an earlier, unfinished download of this address left to go on from. */
  long kept(String address);

  /**
   * Starts a download and returns at once. Only ever called on the user's click.
   *
   * @param sha256 the published hash in hexadecimal; null when none is
   * @param progress called on any thread
   */
  Transfer download(String address, @Nullable String sha256, Consumer<Progress> progress);

  /**
   * A row of the list.
   *
   * @param bytes size of the file, rounded where unchecked; 0 when unknown
   * @param sha256 published hash; null when the list has none
   * @param memoryBytes what a run needs, weights and an 8k context; 0 when unknown
   * @param verified day this row was compared with its address, like 2026-11-20; null: never
   */
  record Listed(
      String name, String address, long bytes, String licence, @Nullable String sha256,
      long memoryBytes, @Nullable String verified) {}

  /**
   * How far a download is.
   *
   * @param bytes on the disk
   * @param total of the whole file; −1 while unknown
   * @param note short words for people; may be empty
   */
  record Progress(long bytes, long total, String note) {}

  /**
   * A whole file.
   *
   * @param sha256 computed from the file
   * @param matched true when a published hash was given and is equal
   */
  record Downloaded(Path file, long bytes, String sha256, boolean matched) {}

  /** A download under way. */
  interface Transfer {

    /** Fails with an exception whose message says what to do, or is cancelled. Any thread. */
    CompletableFuture<Downloaded> result();

    /** Stops soon; what came stays for the next time. Idempotent. */
    void cancel();
  }
}
