package dev.dokployprovider.provider.options;

import java.util.Arrays;
import java.util.Locale;

/** How a machine's SSH server is reached; docs/routes.md compares the routes. */
public enum RouteKind {
  /** At a port of the server that is published for it. */
  PORT,
  /** Inside TLS, through the server's Traefik, by a name. */
  TLS,
  /** Through an SSH server that reaches the container's own address. */
  JUMP;

  /** The name in options and in a machine's record. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The route of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RouteKind parse(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word.strip()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("it is port, tls or jump"));
  }
}
