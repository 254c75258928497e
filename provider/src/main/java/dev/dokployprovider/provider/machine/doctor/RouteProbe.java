package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.provider.machine.doctor.Network.Reached;
import dev.dokployprovider.provider.machine.preflight.PortsLeft;
import dev.dokployprovider.provider.options.ServerUrl;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Looks at the way to machines, on the server where a new one would be made. */
final class RouteProbe {
  private static final Duration JUMP = Duration.ofSeconds(10);

  private final CheckInputs around;
  private final Supplier<Optional<Server>> chosen;

  /**
   * @param chosen the remote server that the option names, asked of Dokploy
   */
  RouteProbe(CheckInputs around, Supplier<Optional<Server>> chosen) {
    this.around = around;
    this.chosen = chosen;
  }

  Finding ports() {
    var range = PublishedPorts.parse(around.options().sshPorts());
    var server = server();
    var used = used(range, server.map(Server::id));
    String host = host(server);
    int port = RouteChecks.firstFree(range, used);
    return RouteChecks.ports(range, used, host, around.network().connect(host, port));
  }

  Finding traefik() {
    String host = host(server());
    int port = around.options().tlsPort();
    Reached reached = around.network().connect(host, port);
    boolean tls =
        reached == Reached.OPEN
            && around
                .network()
                .validUntil(
                    URI.create(
                        "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port))
                .isPresent();
    return RouteChecks.traefik(host, port, reached, tls);
  }

  Finding jump() {
    var host = around.options().jumpHost();
    var ssh =
        around
            .computer()
            .ssh()
            .orElseThrow(() -> new ProblemException(new Problem.NoOpenSsh("ssh")));
    try {
      return RouteChecks.jump(
          host.toString(), host.arguments(), ssh.tryHost(host.arguments(), JUMP));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As far as Docker tells; nothing where the key's owner may not ask it. */
  private Set<Integer> used(PublishedPorts range, Optional<String> serverId) {
    try {
      return PortsLeft.taken(range, around.dokploy().get().docker().onServer(serverId).ports());
    } catch (DokployException e) {
      if (e.failure() instanceof Failure.NotAllowed) {
        return Set.of();
      }
      throw e;
    }
  }

  /** Empty also where the key's owner may not list servers. */
  private Optional<Server> server() {
    try {
      return chosen.get();
    } catch (DokployException e) {
      return Optional.empty();
    }
  }

  private String host(Optional<Server> server) {
    return around
        .options()
        .sshHost()
        .or(() -> server.map(Server::address))
        .orElseGet(() -> ServerUrl.host(around.options().server()));
  }
}
