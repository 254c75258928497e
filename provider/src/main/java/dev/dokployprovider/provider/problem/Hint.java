package dev.dokployprovider.provider.problem;

import java.util.List;
import java.util.Optional;

/** What may help where a machine runs and can't be reached; the words are here. */
public enum Hint {
  OPEN_PORTS(
      "Let the ports of DOKPLOY_SSH_PORTS through the server's firewall, and through that of"
          + " its hosting provider."),
  CDN(
      "What answers there is no SSH server: DOKPLOY_SERVER_URL seems to lead to a CDN or a web"
          + " proxy, which does not pass SSH on."),
  OWN_ADDRESS(
      "If Dokploy's address is not the server's own (a CDN or NAT in front of it), name the server's:",
      "devpod provider set-options dokploy -o DOKPLOY_SSH_HOST=203.0.113.7"),
  OTHER_ROUTE(
      "Where no port can be opened, take another route (docs/routes.md): DOKPLOY_SSH_ROUTE=tls or"
          + " jump."),
  TRAEFIK(
      "The server's Traefik must answer there, for TLS (DOKPLOY_SSH_TLS_PORT); a CDN in front of it does"
          + " not pass SSH on (docs/routes.md)."),
  TRAEFIK_NAME(
      "Traefik answers but does not know the machine: its container must be on dokploy-network, and"
          + " Traefik's own log may say why it is not taken (docker logs dokploy-traefik)."),
  JUMP_FORWARDING(
      "The jump host's sshd does not forward: it needs AllowTcpForwarding yes (or local)."),
  JUMP_ELSEWHERE(
      "The jump host does not reach the container: it must be the server that the machine runs on,"
          + " or one that has a route to its Docker networks."),
  TRY_JUMP(
      "Try the jump host yourself, without a password: ssh -o BatchMode=yes %s true",
      "Where it asks, add its key to an agent, and its host key to ~/.ssh/known_hosts."),
  NEW_KEYS(
      "Stop and start the machine, or delete and make it again: it then gets this computer's key.");

  private final String text;

  Hint(String... lines) {
    this.text = String.join("\n", lines);
  }

  /**
   * In words.
   *
   * @param jump the arguments of ssh that lead to the jump host, where there is one
   */
  List<String> lines(Optional<String> jump) {
    return text.replace("%s", jump.orElse("")).lines().toList();
  }
}
