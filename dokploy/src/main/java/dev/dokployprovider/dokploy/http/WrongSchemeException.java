package dev.dokployprovider.dokploy.http;

import java.io.IOException;
import java.io.Serial;

/** The port speaks TLS and the address says http, or the other way round. */
public final class WrongSchemeException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean tls;

  /**
   * What was seen.
   *
   * @param tls whether the port speaks TLS
   */
  WrongSchemeException(boolean tls, IOException cause) {
    super(tls ? "the port speaks TLS" : "the port speaks HTTP without TLS", cause);
    this.tls = tls;
  }

  public boolean isTls() {
    return tls;
  }
}
