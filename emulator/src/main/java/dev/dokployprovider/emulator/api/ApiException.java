package dev.dokployprovider.emulator.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal, as tRPC's errors are: an HTTP status, a code, a message, and zod's issues if any. */
public final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient List<Map<String, @Nullable Object>> issues;

  private ApiException(
      int status, String code, String message, List<Map<String, @Nullable Object>> issues) {
    super(message);
    this.status = status;
    this.code = code;
    this.issues = issues;
  }

  static ApiException notFound(String what) {
    return new ApiException(404, "NOT_FOUND", what + " not found", List.of());
  }

  /** The answer to an unknown procedure, or a wrong method. */
  public static ApiException unknownProcedure() {
    return new ApiException(404, "NOT_FOUND", "Not found", List.of());
  }

  /** The same in tRPC's own form. */
  static ApiException unknownNative(String name) {
    return new ApiException(
        404, "NOT_FOUND", "No procedure found on path \"" + name + "\"", List.of());
  }

  /** The same of tRPC 10, before 0.28.0. */
  static ApiException unknownNative(String name, boolean mutation) {
    String kind = mutation ? "mutation" : "query";
    return new ApiException(
        404, "NOT_FOUND", "No \"" + kind + "\"-procedure on path \"" + name + "\"", List.of());
  }

  /** What tRPC 10 says of a text that is no JSON. */
  public static ApiException parseError(String message) {
    return new ApiException(400, "PARSE_ERROR", message, List.of());
  }

  /** The answer to a query by POST or a mutation by GET in tRPC's own form. */
  static ApiException otherMethod(String name, boolean mutation) {
    String kind = mutation ? "POST-request to query" : "GET-request to mutation";
    return new ApiException(
        405,
        "METHOD_NOT_SUPPORTED",
        "Unsupported " + kind + " procedure at path \"" + name + "\"",
        List.of());
  }

  static ApiException unauthorized(String message) {
    return new ApiException(401, "UNAUTHORIZED", message, List.of());
  }

  static ApiException forbidden(String message) {
    return new ApiException(403, "FORBIDDEN", message, List.of());
  }

  public static ApiException badRequest(String message) {
    return new ApiException(400, "BAD_REQUEST", message, List.of());
  }

  static ApiException invalid(List<Map<String, @Nullable Object>> issues) {
    return new ApiException(400, "BAD_REQUEST", "Input validation failed", issues);
  }

  static ApiException internal(String message) {
    return new ApiException(500, "INTERNAL_SERVER_ERROR", message, List.of());
  }

  public static ApiException unsupportedMediaType(String message) {
    return new ApiException(415, "UNSUPPORTED_MEDIA_TYPE", message, List.of());
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** The error's text; never null. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** What zod found wrong with the input. */
  public List<Map<String, @Nullable Object>> issues() {
    return issues;
  }
}
