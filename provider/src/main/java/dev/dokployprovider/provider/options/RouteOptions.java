package dev.dokployprovider.provider.options;

import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.Optional;

/**
 * How machines are to be reached (docs/routes.md).
 *
 * @param jump the SSH server to go through; always there for {@link RouteKind#JUMP}
 * @param tlsDomain what the machines' names at Traefik end with
 * @param tlsPort of Traefik on the server, 1 to 65535
 * @param besideApps whether a contained machine, too, may be on the network of the server's apps
 */
public record RouteOptions(
    RouteKind kind, Optional<JumpHost> jump, String tlsDomain, int tlsPort, boolean besideApps) {

  static RouteOptions from(OptionReader read) {
    var options =
        new RouteOptions(
            read.value(Option.DOKPLOY_SSH_ROUTE, RouteKind::parse),
            read.optional(Option.DOKPLOY_SSH_JUMP, JumpHost::parse),
            read.value(Option.DOKPLOY_SSH_TLS_DOMAIN, OptionValues::domain),
            read.value(Option.DOKPLOY_SSH_TLS_PORT, OptionValues::port),
            read.value(Option.DOKPLOY_SSH_TLS_BESIDE_APPS, OptionValues::flag));
    if (options.kind == RouteKind.JUMP) {
      var _ = jumpHost(options.jump);
    }
    return options;
  }

  /**
   * The SSH server to go through.
   *
   * @throws ProblemException if none is set
   */
  static JumpHost jumpHost(Optional<JumpHost> jump) {
    return jump.orElseThrow(() ->
        new ProblemException(
            new Problem.MissingOption(
                Option.DOKPLOY_SSH_JUMP.name(),
                "The route jump goes through an SSH server that reaches the machine's container:"
                    + " usually that of the Dokploy server itself.",
                "root@server.example.com")));
  }
}
