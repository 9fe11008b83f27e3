package dev.warmpath.app.cli;

import dev.warmpath.engine.EngineException;

/** What a command's end means to the script that called it. */
final class ExitCode {
  static final int OK = 0;
  static final int CHECK_FAILED = 1;
  static final int BAD_INPUT = 2;
  static final int ENGINE_FAILED = 3;

  private ExitCode() {}

  static int of(EngineException e) {
    return switch (e.kind()) {
      case BAD_REQUEST, BAD_GRAMMAR, CONTEXT_EXCEEDED, BAD_MODEL -> BAD_INPUT;
      case QUEUE_FULL, OUT_OF_MEMORY, NO_NATIVE, COMPUTE_FAILED, CANCELLED, CLOSED ->
          ENGINE_FAILED;
    };
  }
}
