package dev.dokployprovider.provider.machine.overview;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.containers.StateTable;
import dev.dokployprovider.provider.machine.overview.MachineRow.Owner;
import dev.dokployprovider.provider.machine.project.Ownership;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the machines of a project: one call for each, and one or two for each server that has some.
 */
public final class Overview {
  private static final String CONTAINERS = "devpod-";

  private final Dokploy dokploy;
  private final Set<String> owners;

  /**
   * @param owners the ids whose machines are the user's: their own, and those of machines that came
   *     from another computer
   */
  public Overview(Dokploy dokploy, Set<String> owners) {
    this.dokploy = dokploy;
    this.owners = Set.copyOf(owners);
  }

  /**
   * Of all projects of that name, sorted by the machines' names.
   *
   * @param sizes whether Docker is asked how large volumes are, which may take long
   */
  public List<MachineRow> of(String project, boolean sizes) {
    var services =
        dokploy.projects().named(project).stream()
            .flatMap(one -> one.environments().stream())
            .flatMap(environment -> environment.services().stream())
            .flatMap(row -> dokploy.services().find(row.composeId()).stream())
            .filter(service -> owner(service).isPresent())
            .toList();
    Map<Optional<String>, OnServer> seen = new HashMap<>();
    for (var service : services) {
      seen.computeIfAbsent(service.server().map(Server::id), server -> look(server, sizes));
    }
    return services.stream()
        .map(service ->
            row(service, seen.getOrDefault(service.server().map(Server::id), OnServer.LOST)))
        .sorted(Comparator.comparing(MachineRow::name))
        .toList();
  }

  /**
   * What Docker says on a server.
   *
   * @param answers false where "none" may only mean that the server could not be asked
   * @param sizes of volumes, in bytes; empty where they are not asked or not told
   */
  private record OnServer(
      List<Container> containers, boolean answers, Optional<Map<String, Long>> sizes) {
    static final OnServer LOST = new OnServer(List.of(), false, Optional.empty());

    /** Docker names a project's volumes by the project. */
    Optional<Long> bytesOf(String appName) {
      return sizes.map(all ->
          all.entrySet().stream()
              .filter(volume -> volume.getKey().startsWith(appName + "_"))
              .mapToLong(Map.Entry::getValue)
              .sum());
    }
  }

  private OnServer look(Optional<String> serverId, boolean sized) {
    try {
      var containers = dokploy.docker().containersNamed(CONTAINERS, serverId);
      boolean answers = !containers.isEmpty() || serverId.isEmpty() || answers(serverId.get());
      var sizes = sized && answers ? sizes(serverId) : Optional.<Map<String, Long>>empty();
      return new OnServer(containers, answers, sizes);
    } catch (DokployException e) {
      if (e.failure() instanceof Failure.NotAllowed) {
        return OnServer.LOST;
      }
      throw e;
    }
  }

  /** It is told by 0.30 and newer; a server whose volumes take too long to count goes without. */
  private Optional<Map<String, Long>> sizes(Optional<String> serverId) {
    try {
      return dokploy.docker().volumeSizes(serverId);
    } catch (DokployException untold) {
      return Optional.empty();
    }
  }

  /** Members may not ask; then nothing is known. */
  private boolean answers(String serverId) {
    try {
      return dokploy.servers().troubleOf(serverId).isEmpty();
    } catch (DokployException e) {
      return false;
    }
  }

  private MachineRow row(Service service, OnServer there) {
    var containers =
        there.containers().stream()
            .filter(container -> container.name().startsWith(service.appName() + "-"))
            .toList();
    var server = service.server().map(Server::name);
    var whose = owner(service).orElse(Owner.UNKNOWN);
    if (!there.answers()) {
      return new MachineRow(
          service.name(),
          "Unknown",
          "Docker can't be asked there",
          server,
          whose,
          made(service),
          Optional.empty());
    }
    Condition condition =
        StateTable.runningOf(containers).isPresent()
            ? new Condition.Running()
            : StateTable.of(new StateTable.Seen(Optional.of(service), containers, false));
    String note = condition instanceof Condition.Running ? "" : condition.words();
    return new MachineRow(
        service.name(),
        condition.state().word(),
        note,
        server,
        whose,
        made(service),
        there.bytesOf(service.appName()));
  }

  /** Empty for what is no machine. */
  private Optional<Owner> owner(Service service) {
    return Ownership.owner(service.description())
        .map(id -> owners.contains(id) ? Owner.YOU : Owner.OTHER)
        .or(() ->
            Ownership.isPrototype(service.description())
                ? Optional.of(Owner.UNKNOWN)
                : Optional.empty());
  }

  private static Optional<Instant> made(Service service) {
    return service.deployments().stream()
        .map(Deployment::createdAt)
        .flatMap(Overview::instant)
        .min(Comparator.naturalOrder());
  }

  private static Stream<Instant> instant(String text) {
    try {
      return Stream.of(Instant.parse(text));
    } catch (DateTimeParseException untold) {
      return Stream.of();
    }
  }
}
