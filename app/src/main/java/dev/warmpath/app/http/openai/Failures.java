package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.engine.EngineException;
import dev.warmpath.template.TemplateException;

/** Failures below the API as the errors clients know. */
public final class Failures {
  private static final String SERVER_ERROR = "server_error";

  private Failures() {}

  /** @param promptField the request's field that holds the prompt */
  static ApiException of(EngineException e, String promptField) {
    String message = e.getMessage();
    return switch (e.kind()) {
      case BAD_REQUEST ->
          new ApiException(
              400, ApiException.INVALID_REQUEST, promptField, "invalid_request", message);
      case CONTEXT_EXCEEDED ->
          new ApiException(
              400, ApiException.INVALID_REQUEST, promptField, "context_length_exceeded", message);
      case QUEUE_FULL -> new ApiException(429, "rate_limit_error", null, "queue_full", message);
      case OUT_OF_MEMORY -> new ApiException(503, SERVER_ERROR, null, "out_of_memory", message);
      case BAD_MODEL, NO_NATIVE ->
          new ApiException(503, SERVER_ERROR, null, "model_not_usable", message);
      case CLOSED, CANCELLED ->
          new ApiException(
              503, SERVER_ERROR, null, "model_closed",
              "The model was closed while the request ran. Try again when one is open.");
      case COMPUTE_FAILED -> new ApiException(500, SERVER_ERROR, null, "compute_failed", message);
    };
  }

  /** The chat template refuses the messages or fails on them. */
  public static ApiException of(TemplateException e, String promptField) {
    return new ApiException(
        400, ApiException.INVALID_REQUEST, promptField, "template_error",
        "The model's chat template cannot render these messages: " + e.getMessage());
  }

  /** The run ended before its answer did. */
  static ApiException cancelled() {
    return new ApiException(
        503, SERVER_ERROR, null, "cancelled",
        "The request was cancelled: the endpoint or the model is being closed.");
  }
}
