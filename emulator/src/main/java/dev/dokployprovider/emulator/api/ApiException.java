package dev.dokployprovider.emulator.api;

import java.io.Serial;
import java.util.List;
import java.util.Map;

/** An answer that is an error, in Dokploy's words (dokploy-api.md §1.3). */
public final class ApiException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient List<Map<String, Object>> issues;

  private ApiException(int status, String code, String message, List<Map<String, Object>> issues) {
    super(message);
    this.status = status;
    this.code = code;
    this.issues = issues;
  }

  static ApiException notFound(String what) {
    return new ApiException(404, "NOT_FOUND", what + " not found", List.of());
  }

  /** A procedure that this release does not have, or that wants the other method. */
  public static ApiException noProcedure() {
    return new ApiException(404, "NOT_FOUND", "Not found", List.of());
  }

  static ApiException notAllowed(String message) {
    return new ApiException(401, "UNAUTHORIZED", message, List.of());
  }

  static ApiException badRequest(String message) {
    return new ApiException(400, "BAD_REQUEST", message, List.of());
  }

  static ApiException invalid(List<Map<String, Object>> issues) {
    return new ApiException(400, "BAD_REQUEST", "Input validation failed", issues);
  }

  static ApiException failed(String message) {
    return new ApiException(500, "INTERNAL_SERVER_ERROR", message, List.of());
  }

  /** A POST whose body is not said to be JSON. */
  public static ApiException unsupportedMediaType(String contentType) {
    return new ApiException(
        415,
        "UNSUPPORTED_MEDIA_TYPE",
        contentType.isEmpty()
            ? "Missing content-type header"
            : "Unsupported content-type \"" + contentType,
        List.of());
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public List<Map<String, Object>> issues() {
    return issues;
  }
}
