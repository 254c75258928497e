package dev.dokployprovider.provider.machine.describe;

import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.options.JumpHost;
import dev.dokployprovider.provider.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** How a machine is reached, in words, and what that means. */
final class DescribedRoute {
  private final DeployedRoute route;
  private final Optional<JumpHost> jump;

  /**
   * Says nothing yet.
   *
   * @param jump the SSH server that the options name
   */
  DescribedRoute(DeployedRoute route, Optional<JumpHost> jump) {
    this.route = route;
    this.jump = jump;
  }

  /**
   * The words.
   *
   * @param details of its container, where it has one
   */
  List<String> lines(Optional<ContainerDetails> details) {
    return switch (route) {
      case DeployedRoute.Port() -> List.of("port: " + details.map(this::ports).orElse("none now"));
      case DeployedRoute.Tls(var serverName) ->
          List.of(
              "tls: through Traefik, by the name " + serverName,
              "Warning: the machine is on dokploy-network: it can reach every app of its server that"
                  + " has a domain, and they can reach it.");
      case DeployedRoute.Jump() ->
          List.of(
              "jump: at its container's own address, "
                  + details.map(ContainerDetails::networks).map(this::addresses).orElse("none now")
                  + jump.map(host -> ", through " + host).orElse(""));
    };
  }

  /** Docker picks another one at each start. */
  private String ports(ContainerDetails details) {
    var published = details.published().getOrDefault(Recipe.SSH_PORT + "/tcp", List.of());
    return published.isEmpty()
        ? "none while it is stopped"
        : String.join(
                ", ",
                published.stream()
                    .map(side -> side.port() + " at " + side.address())
                    .distinct()
                    .toList())
            + " of the server, until the next start"
            + (published.stream().map(side -> side.port()).distinct().count() > 1
                ? " (Docker picks one for IPv4 and one for IPv6; both are this machine's)"
                : "");
  }

  private String addresses(Map<String, String> networks) {
    return networks.isEmpty()
        ? "none while it is stopped"
        : String.join(", ", new TreeSet<>(networks.values()));
  }
}
