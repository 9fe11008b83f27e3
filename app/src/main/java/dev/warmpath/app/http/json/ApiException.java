package dev.warmpath.app.http.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error. The message is meant for the client's developer. */
public final class ApiException extends RuntimeException {
  public static final String INVALID_REQUEST = "invalid_request_error";

  private final int status;
  private final String type;
  private final @Nullable String param;
  private final @Nullable String code;

  /**
   * @param status HTTP status
   * @param type class of the error, as OpenAI names them
   * @param param the request's field, like {@code messages[2].content}; null for none
   * @param code machine-readable reason; null for none
   */
  public ApiException(
      int status, String type, @Nullable String param, @Nullable String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.param = param;
    this.code = code;
  }

  /** A field with a value that cannot be honoured. */
  public static ApiException bad(String param, String message) {
    return new ApiException(400, INVALID_REQUEST, param, "invalid_value", message);
  }

  /** A field of the wrong type. */
  public static ApiException wrongType(String param, String wanted, @Nullable Object found) {
    return new ApiException(
        400, INVALID_REQUEST, param, "invalid_type",
        "'" + param + "' must be " + wanted + ", but it is " + Json.describe(found) + ".");
  }

  /** A field that this model or server has nothing for. */
  public static ApiException unsupported(String param, String message) {
    return new ApiException(400, INVALID_REQUEST, param, "unsupported_parameter", message);
  }

  public int status() {
    return status;
  }

  /** The body: {@code {"error": {"message", "type", "param", "code"}}}. */
  public Map<String, Object> body() {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("message", getMessage());
    error.put("type", type);
    error.put("param", param);
    error.put("code", code);
    return Map.of("error", error);
  }
}
