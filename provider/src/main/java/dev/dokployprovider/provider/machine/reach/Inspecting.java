package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.Recipe;
import dev.dokployprovider.provider.recipe.WrittenRecipe;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Docker says of a machine's container. A member without the permission "Access to Docker" may
 * not ask it from 0.28.7 on (docs/reference/dokploy.md §1.4); a machine with one port of its own
 * needs no asking.
 */
final class Inspecting {
  private final MachineContext context;
  private final MachineRecord record;

  Inspecting(MachineContext context, MachineRecord record) {
    this.context = context;
    this.record = record;
  }

  /**
   * Of a container that runs.
   *
   * @throws ProblemException when it may not be asked and the port is not known without
   */
  Optional<ContainerDetails> details(Container running) {
    try {
      return context.dokploy().docker().container(running.id(), record.serverId());
    } catch (DokployException e) {
      return Optional.of(asTheOptionsSay(running, notAllowed(e)));
    }
  }

  /**
   * Of a container that should run by now; empty where it does not, or may not be asked.
   *
   * @param container its id or its name, which Docker takes as well (docs/reference/dokploy.md
   *     §2.6)
   */
  Optional<ContainerDetails> runningNow(String container) {
    try {
      return context
          .dokploy()
          .docker()
          .container(container, record.serverId())
          .filter(details -> details.state() == ContainerState.RUNNING);
    } catch (DokployException e) {
      notAllowed(e);
      return Optional.empty();
    }
  }

  /** Of a container that has ended; empty where it may not be asked, or knows nothing. */
  Optional<ContainerDetails> ended(Container container) {
    try {
      return context.dokploy().docker().container(container.id(), record.serverId());
    } catch (DokployException e) {
      notAllowed(e);
      return Optional.of(as(container, Map.of()));
    }
  }

  private static Failure.NotAllowed notAllowed(DokployException e) {
    if (e.failure() instanceof Failure.NotAllowed notAllowed) {
      return notAllowed;
    }
    throw e;
  }

  private ContainerDetails asTheOptionsSay(Container running, Failure.NotAllowed refused) {
    var ports = deployedPorts();
    if (ports.first() == ports.last()) {
      var port = new Published(ports.address().orElse("0.0.0.0"), ports.first());
      return as(running, Map.of(Recipe.SSH_PORT + "/tcp", List.of(port)));
    }
    throw new ProblemException(new Problem.PortUnknown(refused.message()));
  }

  /** What the machine was deployed with, whatever the options say now. */
  private PublishedPorts deployedPorts() {
    return PublishedPorts.parse(
        context
            .dokploy()
            .services()
            .find(record.composeId())
            .flatMap(service -> WrittenRecipe.read(service.composeFile()))
            .map(written -> written.notes().options().get(Option.DOKPLOY_SSH_PORTS.name()))
            .orElseGet(context.options()::sshPorts));
  }

  private static ContainerDetails as(Container container, Map<String, List<Published>> published) {
    return new ContainerDetails(container.state(), 0, "", published, Map.of(), Map.of(), List.of());
  }
}
