package dev.dokployprovider.dokploy.http;

import java.io.IOException;
import java.io.Serial;

/** The proxy cannot be used, cannot be reached, or refuses; never holds its password. */
public final class ProxyException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  ProxyException(String message) {
    super(message);
  }

  ProxyException(ProxyAddress proxy, IOException cause) {
    super("the proxy " + proxy + ": " + cause.getMessage(), cause);
  }
}
