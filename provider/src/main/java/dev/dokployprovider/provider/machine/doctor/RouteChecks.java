package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.provider.machine.doctor.Network.Reached;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import dev.dokployprovider.provider.ssh.RunResult;
import java.util.List;
import java.util.Set;

/** Judges the way to machines. */
final class RouteChecks {
  private RouteChecks() {}

  /** The first port of the range that no machine has; the first one where all are taken. */
  static int firstFree(PublishedPorts range, Set<Integer> used) {
    for (int port = range.first(); port <= range.last(); port++) {
      if (!used.contains(port)) {
        return port;
      }
    }
    return range.first();
  }

  /**
   * @param used the ports that machines have on that server, as far as they can be seen
   * @param host where machines are looked for
   * @param reached what became of a connection to the first free port
   */
  static Finding ports(PublishedPorts range, Set<Integer> used, String host, Reached reached) {
    long taken =
        used.stream().filter(port -> port >= range.first() && port <= range.last()).count();
    int port = firstFree(range, used);
    if (taken >= range.size()) {
      return Finding.of(
          new Problem.PortsUsedUp(
              range.toString(), ServerChecks.count((int) taken, "port") + " of it in use."));
    }
    String counted = "%d of %d used".formatted(taken, range.size());
    return switch (reached) {
      case OPEN, REFUSED -> Finding.ok(counted + "; " + host + " can be reached");
      case SILENT ->
          Finding.warning(
              "%s; port %d of %s does not answer.".formatted(counted, port, host),
              "If a machine can't be reached: let the server's firewall admit the ports "
                  + range.range()
                  + ", or set DOKPLOY_SSH_HOST to the server's own address.");
      case NO_ROUTE, UNKNOWN_HOST ->
          Finding.failed(
              reached == Reached.UNKNOWN_HOST
                  ? "There is no host of the name " + host + "."
                  : "There is no route to " + host + ".",
              "Set DOKPLOY_SSH_HOST to an address of the server that this computer reaches.");
    };
  }

  static Finding traefik(String host, int port, Reached reached, boolean speaksTls) {
    if (reached != Reached.OPEN) {
      return Finding.failed(
          "Traefik can't be reached at %s:%d (%s).".formatted(host, port, words(reached)),
          "Open that port on the server, or set DOKPLOY_SSH_HOST or DOKPLOY_SSH_TLS_PORT.");
    }
    return speaksTls
        ? Finding.ok("TLS at " + host + ":" + port)
        : Finding.failed(
            "What answers at %s:%d does not speak TLS.".formatted(host, port),
            "Set DOKPLOY_SSH_TLS_PORT to Traefik's port for https.");
  }

  /**
   * Judges the SSH server to go through.
   *
   * @param arguments of ssh that lead there
   */
  static Finding jump(String host, List<String> arguments, RunResult tried) {
    return tried.exitCode() == 0
        ? Finding.ok(host + " lets this computer in")
        : Finding.failed(
                "The jump host " + host + " does not let this computer in.",
                "Try it yourself: ssh -o BatchMode=yes " + String.join(" ", arguments) + " true")
            .because(tried.stderr().lines().limit(5).toList());
  }

  private static String words(Reached reached) {
    return switch (reached) {
      case OPEN -> "open";
      case REFUSED -> "the connection is refused";
      case SILENT -> "no answer in time";
      case NO_ROUTE -> "no route to the host";
      case UNKNOWN_HOST -> "there is no host of that name";
    };
  }
}
