package dev.dokployprovider.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import dev.dokployprovider.emulator.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request, read to its end.
 *
 * @param path as it was sent
 * @param contentType as sent, empty when it was not
 * @param body the body; empty when it was too large
 * @param tooLarge whether the body had more than 1 MB
 */
record Request(
    String method,
    String path,
    @Nullable String query,
    String apiKey,
    String contentType,
    String body,
    boolean tooLarge) {
  private static final int MOST = 1024 * 1024;

  static Request read(HttpExchange exchange) throws IOException {
    // Not the URI's own path: it takes what follows a doubled slash for a host.
    String path = exchange.getRequestURI().toString().replaceFirst("[?#].*", "");
    byte[] body = exchange.getRequestBody().readNBytes(MOST + 1);
    boolean tooLarge = body.length > MOST;
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    return new Request(
        exchange.getRequestMethod(),
        path,
        exchange.getRequestURI().getRawQuery(),
        header(exchange, "x-api-key"),
        header(exchange, "content-type"),
        tooLarge ? "" : new String(body, StandardCharsets.UTF_8),
        tooLarge);
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }

  /** Where Next sends a client whose path has doubled slashes or one at its end. */
  Optional<String> redirect() {
    String single = path.replaceAll("/{2,}", "/");
    if (single.equals(path) && path.length() > 1 && path.endsWith("/")) {
      single = path.substring(0, path.length() - 1);
    }
    return single.equals(path)
        ? Optional.empty()
        : Optional.of(query == null ? single : single + "?" + query);
  }

  boolean isPost() {
    return method.equals("POST");
  }

  boolean isJson() {
    return contentType.startsWith("application/json");
  }

  /** Whether the body claims to be JSON and is none: refused before anything else is looked at. */
  boolean isMalformed() {
    if (!isJson() || body.isBlank()) {
      return false;
    }
    try {
      Json.parse(body);
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  /** The input: the query's parameters, or the JSON object in the body; any other body is none. */
  Map<String, @Nullable Object> input() {
    if (!isPost()) {
      return Query.parse(query);
    }
    try {
      return isJson() ? Json.parseObject(body) : Map.of();
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  /** The procedure's name as in {@code /api/NAME}; empty when the path is no such one. */
  Optional<String> procedure() {
    return path.startsWith("/api/")
        ? Optional.of(path.substring("/api/".length()))
        : Optional.empty();
  }
}
