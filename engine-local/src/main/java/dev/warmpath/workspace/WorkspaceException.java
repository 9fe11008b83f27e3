package dev.warmpath.workspace;

import java.util.Objects;

/** A workspace or request file cannot be used; the message says why and what to do. */
public final class WorkspaceException extends IllegalArgumentException {
  public WorkspaceException(String message) {
    super(message);
  }

  public WorkspaceException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A value of a file that its record refused, in its words. */
  public static WorkspaceException of(IllegalArgumentException refusal) {
    return refusal instanceof WorkspaceException known
        ? known
        : new WorkspaceException(
            Objects.requireNonNullElse(refusal.getMessage(), refusal.toString()), refusal);
  }
}
