package dev.dokployprovider.provider.machine.preflight;

import dev.dokployprovider.provider.options.JumpHost;

/** What is asked of the network. Each question has a deadline of some seconds. */
public interface Probe {

  /** Whether this computer knows a host, as ssh would look it up. */
  Answer name(String host);

  /**
   * Whether something speaks TLS there, reached as the dialer would reach it.
   *
   * @param serverName what it is asked for
   */
  Answer tls(String host, int port, String serverName);

  /** Whether the user's ssh gets through to there and may pass connections on. */
  Answer jump(JumpHost host);
}
