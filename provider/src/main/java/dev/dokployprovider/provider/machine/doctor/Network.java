package dev.dokployprovider.provider.machine.doctor;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is seen of the network from this computer. */
public interface Network {

  /** The addresses of a host; none where the name is not known. */
  List<String> addresses(String host);

  /** What becomes of a TCP connection, which is closed again. */
  Reached connect(String host, int port);

  /**
   * The certificate that a server shows, whether it is to be trusted or not.
   *
   * @return until when it is valid; empty where there is no TLS
   */
  Optional<Instant> validUntil(URI server);

  /** What became of a TCP connection. */
  enum Reached {
    OPEN,
    /** The host answers that nothing listens there. */
    REFUSED,
    /** No answer: a firewall drops it, or there is no such host. */
    SILENT,
    NO_ROUTE,
    UNKNOWN_HOST
  }
}
