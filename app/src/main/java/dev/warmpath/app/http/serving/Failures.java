package dev.warmpath.app.http.serving;

import dev.warmpath.app.http.chat.Wish;
import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.engine.EngineException;
import dev.warmpath.template.TemplateException;

/** Failures below the API as the errors clients know. */
public final class Failures {
  private static final String SERVER_ERROR = "server_error";

  private Failures() {}

  /** An engine's refusal or failure, naming the field it is about. */
  static ApiException of(EngineException e, Wish.Names fields) {
    String message = e.getMessage();
    return switch (e.kind()) {
      case BAD_REQUEST ->
          new ApiException(
              400, ApiException.INVALID_REQUEST, fields.prompt(), "invalid_request", message);
      case BAD_GRAMMAR ->
          new ApiException(
              400, ApiException.INVALID_REQUEST, fields.form(), "invalid_value", message);
      case CONTEXT_EXCEEDED ->
          new ApiException(
              400, ApiException.INVALID_REQUEST, fields.prompt(), "context_length_exceeded",
              message);
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
  public static ApiException of(TemplateException e, Wish.Names fields) {
    return new ApiException(
        400, ApiException.INVALID_REQUEST, fields.prompt(), "template_error",
        "The model's chat template cannot render these messages: " + e.getMessage());
  }

  /** The run ended before its answer did. */
  static ApiException cancelled() {
    return new ApiException(
        503, SERVER_ERROR, null, "cancelled",
        "The request was cancelled: the endpoint or the model is being closed.");
  }
}
