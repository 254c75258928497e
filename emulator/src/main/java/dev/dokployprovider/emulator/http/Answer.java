package dev.dokployprovider.emulator.http;

import dev.dokployprovider.emulator.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer.
 *
 * @param contentType null: none
 * @param headers what other headers it has
 */
record Answer(int status, @Nullable String contentType, Map<String, String> headers, String body) {
  private static final String JSON = "application/json";

  static Answer json(int status, String json) {
    return of(status, JSON, json);
  }

  static Answer json(Object value) {
    return json(200, Json.write(value));
  }

  /** As Next's own routes answer. */
  static Answer plainJson(int status, Object value) {
    return of(status, JSON + "; charset=utf-8", Json.write(value));
  }

  public static Answer text(int status, String text) {
    return new Answer(status, null, Map.of(), text);
  }

  static Answer of(int status, String contentType, String text) {
    return new Answer(status, contentType, Map.of(), text);
  }

  /** As Next sends a client to the path that it should have asked for. */
  static Answer redirect(String target) {
    return new Answer(308, null, Map.of("Location", target, "Refresh", "0;url=" + target), target);
  }

  /** The body's length in bytes. */
  int length() {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  static Answer notFoundPage() {
    return of(
        404,
        "text/html; charset=utf-8",
        "<!DOCTYPE html><html><head><title>404: This page could not be found</title></head>"
            + "<body><h1>404</h1><h2>This page could not be found.</h2></body></html>");
  }
}
