package dev.dokployprovider.provider.machine.preflight;

import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.RouteKind;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a port of the range is left for a new machine: Docker says so only after the build. What
 * Dokploy does not tell, such as ports of other programs, is no proof.
 */
public final class PortsLeft {
  private PortsLeft() {}

  /**
   * Looks.
   *
   * @throws ProblemException when all ports are taken
   */
  public static void check(ProviderOptions options, List<Published> taken) {
    if (options.machine().route().kind() == RouteKind.PORT) {
      usedUp(PublishedPorts.parse(options.sshPorts()), taken)
          .ifPresent(problem -> {
            throw new ProblemException(problem);
          });
    }
  }

  /** The ports of the range that containers have, at an address that is in its way. */
  public static Set<Integer> taken(PublishedPorts range, List<Published> taken) {
    return taken.stream()
        .filter(side -> isInTheWay(side, range))
        .map(Published::port)
        .filter(port -> port >= range.first() && port <= range.last())
        .collect(Collectors.toSet());
  }

  /** The problem where containers have all ports of the range. */
  static Optional<Problem> usedUp(PublishedPorts range, List<Published> published) {
    int used = taken(range, published).size();
    return used < range.size()
        ? Optional.empty()
        : Optional.of(
            new Problem.PortsUsedUp(
                range.toString(),
                range.size() == 1
                    ? "Another container on the server has that port."
                    : "Other containers on the server have all " + used + " of them."));
  }

  /** All addresses are in each other's way, and a single one is in the way of all and of itself. */
  private static boolean isInTheWay(Published side, PublishedPorts range) {
    boolean sideIpv6 = side.address().contains(":");
    boolean all = side.address().equals("0.0.0.0") || side.address().equals("::");
    return range
        .address()
        .map(
            address -> address.equals(side.address()) || (all && sideIpv6 == address.contains(":")))
        .orElse(!sideIpv6);
  }
}
