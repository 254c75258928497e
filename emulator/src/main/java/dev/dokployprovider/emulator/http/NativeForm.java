package dev.dokployprovider.emulator.http;

import dev.dokployprovider.emulator.api.ApiException;
import dev.dokployprovider.emulator.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * tRPC's own form of calls, in which superjson wraps input and answer as {@code {"json": ...}}.
 * What is not wrapped is no input: 0.22.7, 0.28.8 and 0.30.2 refuse it.
 */
final class NativeForm {
  private NativeForm() {}

  /** The input; null when there is none, or none that is wrapped. */
  static @Nullable Object input(Request request, boolean trpc11) throws ApiException {
    String text =
        request.isPost()
            ? request.body()
            : String.valueOf(Query.parse(request.query()).getOrDefault("input", ""));
    if (text.isBlank() && !(trpc11 && request.isPost())) {
      return null;
    }
    try {
      return Json.parse(text) instanceof Map<?, ?> map ? map.get("json") : null;
    } catch (IllegalArgumentException e) {
      throw trpc11 ? ApiException.badRequest(fault(text)) : ApiException.parseError(fault(text));
    }
  }

  /** What JavaScript says of a text that is no JSON, where the first character shows it. */
  private static String fault(String text) {
    return text.isBlank()
        ? "Unexpected end of JSON input"
        : "Unexpected token '" + text.charAt(0) + "', \"" + text + "\" is not valid JSON";
  }

  /** An answer; one without a value has no {@code json} in it. */
  static String result(String json) {
    return json.isEmpty()
        ? "{\"result\":{\"data\":{}}}"
        : "{\"result\":{\"data\":{\"json\":" + json + "}}}";
  }

  /** An error; zod's issues stand in its message. */
  static String error(ApiException e, Map<String, @Nullable Object> data) {
    String message = e.issues().isEmpty() ? e.text() : Json.writeIndented(e.issues());
    return Json.write(
        Json.object(
            "error",
            Json.object(
                "json", Json.object("message", message, "code", TrpcCodes.of(e), "data", data))));
  }
}
