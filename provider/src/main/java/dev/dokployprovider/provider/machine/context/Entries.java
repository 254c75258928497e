package dev.dokployprovider.provider.machine.context;

import dev.dokployprovider.provider.options.MachineOptions;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.RouteKind;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.model.DockerMode;
import dev.dokployprovider.provider.recipe.model.Entry;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import dev.dokployprovider.provider.recipe.model.ServerName;
import java.util.Optional;

/** What the chosen route asks of a machine's recipe. */
final class Entries {
  private Entries() {}

  /**
   * @param owner whose machine it is, so that no other owner's has its name
   * @throws ProblemException where a machine without privileges would come beside the server's apps
   *     and no option says that it may
   */
  static Entry of(MachineOptions options, DockerMode docker, String machineId, String owner) {
    return switch (options.route().kind()) {
      case PORT -> new Entry.Published(PublishedPorts.parse(options.sshPorts()));
      case JUMP -> new Entry.Unpublished();
      case TLS -> {
        requireConsent(options, docker);
        yield new Entry.Named(ServerName.of(machineId, owner, options.route().tlsDomain()));
      }
    };
  }

  /** A privileged machine can reach everything on its server in any case. */
  private static void requireConsent(MachineOptions options, DockerMode docker) {
    if (docker != DockerMode.PRIVILEGED && !options.route().besideApps()) {
      throw new ProblemException(
          new Problem.BadOption(
              Option.DOKPLOY_SSH_ROUTE.name(),
              Optional.of(RouteKind.TLS.word()),
              "It puts the machine on the network of all the server's apps, which it can then reach"
                  + " and which can reach it; "
                  + Option.DOKPLOY_MACHINE_DOCKER
                  + "="
                  + docker.word()
                  + " asks for a contained machine.",
              "Take another route, or allow it: "
                  + Option.DOKPLOY_SSH_TLS_BESIDE_APPS
                  + "=true (docs/routes.md)."));
    }
  }
}
