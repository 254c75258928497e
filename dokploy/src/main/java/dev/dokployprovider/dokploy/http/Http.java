package dev.dokployprovider.dokploy.http;

import java.io.IOException;

/** Sends a request and reads the whole answer. */
@FunctionalInterface
public interface Http {

  /**
   * Whatever the status, the answer is returned; a redirect is never followed and a request is
   * never repeated.
   *
   * @throws IOException when there is no whole answer within the request's limit
   */
  HttpAnswer send(HttpRequest request) throws IOException;
}
