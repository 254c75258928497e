package dev.dokployprovider.dokploy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a Dokploy is and how to get there.
 *
 * @param server its address: http or https, a host, and perhaps a port and a path; no trailing
 *     slash
 * @param token the value of the {@code x-api-key} header
 * @param caCertFile PEM certificates to trust beside the system's
 * @param environment where HTTPS_PROXY, HTTP_PROXY, NO_PROXY, SSL_CERT_FILE and SSL_CERT_DIR are
 *     looked up, in upper and lower case, as Go programs do
 * @param readLimit the most that one read may take, its repeats included; asked when it begins
 */
public record Connection(
    URI server,
    Secret token,
    Optional<Path> caCertFile,
    Map<String, String> environment,
    Supplier<Duration> readLimit) {
  /** docs/reference/dokploy.md §6.1: most calls take 20 to 150 ms. */
  private static final Duration PATIENT = Duration.ofSeconds(30);

  public Connection {
    environment = Map.copyOf(environment);
  }

  /** With a limit that suits who can wait. */
  public Connection(
      URI server, Secret token, Optional<Path> caCertFile, Map<String, String> environment) {
    this(server, token, caCertFile, environment, () -> PATIENT);
  }

  /** The same for a caller that is waited for, and less long the more time has passed. */
  public Connection within(Supplier<Duration> limit) {
    return new Connection(server, token, caCertFile, environment, limit);
  }

  /** The environment may hold anything, so only the address is shown. */
  @Override
  public String toString() {
    return "Connection[" + server + "]";
  }
}
