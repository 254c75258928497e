package dev.dokployprovider.dokploy.http;

import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * With which keys a TLS handshake begins. JDK 25 makes one key of the first curve of each of two
 * kinds: x25519 and secp256r1 by default. The second needs a table that takes a fifth of the CPU of
 * a whole call, and servers that know x25519 throw it away.
 */
final class KeyShares {
  private static final String USED = "x25519";

  /** Of another kind than both, and quickly made. */
  private static final String CHEAP = "ffdhe2048";

  private KeyShares() {}

  /** Offers the same groups as before; only which keys are made at once is another matter. */
  static void make(SSLSocket socket) {
    var parameters = socket.getSSLParameters();
    String[] groups = parameters.getNamedGroups();
    if (groups != null) {
      parameters.setNamedGroups(ordered(List.of(groups)).toArray(String[]::new));
      socket.setSSLParameters(parameters);
    }
  }

  /**
   * The same groups. A server that knows none of the first two asks for another one, which is one
   * more round trip.
   */
  static List<String> ordered(List<String> groups) {
    if (groups.isEmpty() || !groups.getFirst().equals(USED) || !groups.contains(CHEAP)) {
      return groups;
    }
    var ordered = new ArrayList<>(groups);
    ordered.remove(CHEAP);
    ordered.add(1, CHEAP);
    return ordered;
  }
}
