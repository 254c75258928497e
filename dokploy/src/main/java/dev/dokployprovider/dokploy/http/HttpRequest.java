package dev.dokployprovider.dokploy.http;

import dev.dokployprovider.dokploy.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A request to Dokploy: a GET, or a POST of JSON.
 *
 * @param token the value of {@code x-api-key}: characters that a header may hold
 * @param json the body of a POST; without one, the request is a GET
 * @param limit how long everything may take, from the name's look-up to the answer's last byte
 * @param shortTexts whether the end of long texts in the answer's JSON is left out, unread
 */
public record HttpRequest(
    URI uri, Secret token, Optional<String> json, Duration limit, boolean shortTexts) {
  /** Without the body, which may hold what the user would not print. */
  @Override
  public String toString() {
    return (json.isPresent() ? "POST " : "GET ") + uri;
  }
}
