package dev.dokployprovider.dokploy.http;

import java.util.Map;
import java.util.Optional;

/**
 * An answer, read whole.
 *
 * @param status 100 to 599
 * @param headers by their names in lower case; of several with one name, the last
 * @param body decoded as UTF-8; empty when there is none
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {
  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /** A header by its name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
