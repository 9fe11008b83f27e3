package dev.warmpath.workspace;

/** A workspace or request file cannot be used; the message says why and what to do. */
public final class WorkspaceException extends IllegalArgumentException {
  public WorkspaceException(String message) {
    super(message);
  }

  public WorkspaceException(String message, Throwable cause) {
    super(message, cause);
  }
}
