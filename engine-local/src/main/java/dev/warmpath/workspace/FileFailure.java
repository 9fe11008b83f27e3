package dev.warmpath.workspace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Why a file could not be read or written; Java's own message is often nothing but the path. */
public final class FileFailure {
  private FileFailure() {}

  /** A few words that follow "cannot be read: " or "cannot be written: ". */
  public static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException missing -> "there is no such folder";
      case FileAlreadyExistsException taken -> "a file of that name is in the way";
      case NotDirectoryException file -> "it is not a folder";
      case FileSystemException system when system.getReason() != null -> system.getReason();
      default -> Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    };
  }
}
