package dev.dokployprovider.provider.machine.preflight;

import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.dokploy.DockerApi;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.RouteKind;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Whether a port of the range is left for a new machine, asked while something else is: Docker says
 * so only after the build. What it does not tell, such as ports of other programs, is no proof.
 */
public final class PortsLeft {
  /** Dokploy asks a remote server over SSH; what has no answer by then is found out later. */
  private static final int LIMIT_SECONDS = 5;

  private final PublishedPorts range;
  private final CompletableFuture<List<Published>> taken;

  private PortsLeft(PublishedPorts range, CompletableFuture<List<Published>> taken) {
    this.range = range;
    this.taken = taken;
  }

  /**
   * Begins to ask.
   *
   * @param server where the machine goes; empty for Dokploy's own
   */
  public static PortsLeft begin(
      ProviderOptions options, DockerApi docker, Optional<Server> server) {
    var range = PublishedPorts.parse(options.sshPorts());
    return new PortsLeft(
        range,
        options.machine().route().kind() == RouteKind.PORT
            ? CompletableFuture.supplyAsync(
                    () -> ask(docker, server.map(Server::id)), Thread::startVirtualThread)
                .completeOnTimeout(List.of(), LIMIT_SECONDS, TimeUnit.SECONDS)
            : CompletableFuture.completedFuture(List.of()));
  }

  private static List<Published> ask(DockerApi docker, Optional<String> serverId) {
    try {
      return docker.publishedPorts(serverId);
    } catch (DokployException untold) {
      return List.of();
    }
  }

  /**
   * Waits for the answer.
   *
   * @throws ProblemException when all ports are taken
   */
  public void end() {
    usedUp(range, taken.join())
        .ifPresent(problem -> {
          throw new ProblemException(problem);
        });
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
