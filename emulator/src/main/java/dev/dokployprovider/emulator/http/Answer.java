package dev.dokployprovider.emulator.http;

import dev.dokployprovider.emulator.api.ApiException;
import dev.dokployprovider.emulator.api.Procedures.RawJson;
import dev.dokployprovider.emulator.store.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * An HTTP answer.
 *
 * @param body what is sent; {@code ""} for an empty body
 */
record Answer(int status, String body) {
  private static final JSON WRITER = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  /** What a procedure gave; nothing is an empty 200. */
  static Answer of(@Nullable Object value) {
    return new Answer(200, value == null ? "" : json(value));
  }

  /** An error, with the {@code data} that trpc 11 adds. */
  static Answer of(ApiException e, String procedure, boolean withData) {
    var body = new Row().with("message", e.getMessage()).with("code", e.code());
    if (!e.issues().isEmpty()) {
      body.with("issues", e.issues());
    }
    if (withData) {
      var data = new Row().with("code", e.code()).with("httpStatus", e.status());
      if (e.status() != 404 || !"Not found".equals(e.getMessage())) {
        data.with("path", procedure);
      }
      data.with("zodError", e.issues().isEmpty() ? null : zodError(e));
      body.with("data", data);
    }
    return new Answer(e.status(), json(body));
  }

  private static Row zodError(ApiException e) {
    var fields = new Row();
    for (var issue : e.issues()) {
      if (issue.get("path") instanceof List<?> path && !path.isEmpty()) {
        fields.with(String.valueOf(path.getFirst()), List.of(String.valueOf(issue.get("message"))));
      }
    }
    return new Row().with("formErrors", List.of()).with("fieldErrors", fields);
  }

  static Answer unauthorized() {
    return new Answer(401, "{\"message\":\"Unauthorized\"}");
  }

  private static String json(Object value) {
    try {
      return value instanceof RawJson(var text) ? text : WRITER.asString(value);
    } catch (JacksonException e) {
      throw new IllegalStateException(e);
    }
  }
}
