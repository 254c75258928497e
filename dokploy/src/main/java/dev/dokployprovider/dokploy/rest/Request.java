package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A call, as it will be sent.
 *
 * @param procedure such as {@code compose.one}
 * @param query the parameters of a read, in order
 * @param body what a write sends; a read has none
 * @param limit how long the whole call may take, a read's repeats included
 */
record Request(
    String procedure, Map<String, String> query, Optional<Json.Obj> body, Duration limit) {
  /** docs/reference/dokploy.md §6.1: most calls take 20 to 150 ms. */
  private static final Duration SHORT = Duration.ofSeconds(30);

  /** Of a call that waits for Docker: start may build an image (docs/reference/dokploy.md §3.5). */
  private static final Duration DOCKER = Duration.ofMinutes(10);

  Request {
    query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
  }

  static Request read(String procedure) {
    return new Request(procedure, Map.of(), Optional.empty(), SHORT);
  }

  static Request write(String procedure, Json.Obj body) {
    return new Request(procedure, Map.of(), Optional.of(body), SHORT);
  }

  /** A write whose answer comes when Docker is done. */
  static Request writeAndWait(String procedure, Json.Obj body) {
    return new Request(procedure, Map.of(), Optional.of(body), DOCKER);
  }

  Request with(String name, String value) {
    var more = new LinkedHashMap<>(query);
    more.put(name, value);
    return new Request(procedure, more, body, limit);
  }

  /**
   * Absent is left out: an empty serverId is not the local server's (docs/reference/dokploy.md
   * §2.6).
   */
  Request with(String name, Optional<String> value) {
    return value.isPresent() ? with(name, value.get()) : this;
  }

  boolean isRead() {
    return body.isEmpty();
  }

  /** {@code /api/compose.one?composeId=x}. */
  String path() {
    var path = new StringBuilder("/api/").append(procedure);
    char separator = '?';
    for (var parameter : query.entrySet()) {
      path.append(separator).append(encode(parameter.getKey()));
      path.append('=').append(encode(parameter.getValue()));
      separator = '&';
    }
    return path.toString();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return (isRead() ? "GET " : "POST ") + path();
  }
}
