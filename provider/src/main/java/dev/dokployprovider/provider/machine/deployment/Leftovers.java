package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What Dokploy leaves when it deletes a service, beside its {@link Image}: the containers and
 * volumes of a server that was away, or that a deployment made afterwards
 * (docs/reference/dokploy.md §6.4). All here is done where the release can and the token's owner
 * may, and never fails a deletion.
 */
public final class Leftovers {
  private final MachineContext context;
  private final MachineRecord record;

  public Leftovers(MachineContext context, MachineRecord record) {
    this.context = context;
    this.record = record;
  }

  /**
   * Containers that outlived their service, and the volumes that go with it.
   *
   * @return whether any could be asked for
   */
  public boolean removeContainers(List<Container> containers) {
    var volumes = containers.stream().flatMap(one -> volumes(one).stream()).distinct().toList();
    boolean removed = false;
    for (var container : containers) {
      removed |=
          tried(server -> context.dokploy().docker().removeContainer(container.id(), server));
    }
    volumes.forEach(name -> tried(server -> context.dokploy().docker().removeVolume(name, server)));
    return removed;
  }

  /** Those of the machine's own that a container has; others may be shared with other machines. */
  private List<String> volumes(Container container) {
    try {
      return context.dokploy().docker().container(container.id(), record.serverId()).stream()
          .flatMap(details -> details.volumes().stream())
          .filter(name -> name.startsWith(record.appName() + "_"))
          .toList();
    } catch (DokployException notAllowed) {
      return List.of();
    }
  }

  private boolean tried(Function<Optional<String>, Boolean> removal) {
    try {
      return removal.apply(record.serverId());
    } catch (DokployException e) {
      // Not there, in use, or not allowed: it stays, and the deletion is what it was.
      return false;
    }
  }
}
