package dev.dokployprovider.emulator.http;

import dev.dokployprovider.emulator.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An HTTP answer; no content type when that is null. */
record Answer(int status, @Nullable String contentType, String body) {
  private static final String JSON = "application/json";

  static Answer json(int status, String json) {
    return new Answer(status, JSON, json);
  }

  static Answer json(Object value) {
    return json(200, Json.write(value));
  }

  /** As Next's own routes answer. */
  static Answer plainJson(int status, Object value) {
    return new Answer(status, JSON + "; charset=utf-8", Json.write(value));
  }

  static Answer text(int status, String text) {
    return new Answer(status, null, text);
  }

  static Answer of(int status, String contentType, String text) {
    return new Answer(status, contentType, text);
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
