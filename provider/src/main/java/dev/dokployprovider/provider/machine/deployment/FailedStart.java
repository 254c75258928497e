package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.problem.DeploymentFault;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What it means that Dokploy could not start a machine. */
public final class FailedStart {
  private static final String OF_DOCKER = "Error response from daemon: ";

  private final MachineContext context;

  public FailedStart(MachineContext context) {
    this.context = context;
  }

  /** What Docker says of it, in the words of a failed deployment; else what Dokploy says. */
  public RuntimeException reason(DokployException e, MachineRecord record) {
    if (!(e.failure() instanceof Failure.ServerError(var call, var status, var said, var full))) {
      return e;
    }
    var docker = said(record);
    return Stream.concat(Stream.of(said), docker.stream())
        .flatMap(line -> DeploymentFaults.of(line).map(fault -> problem(fault, line)).stream())
        .findFirst()
        .or(() -> refused(said, docker))
        .<RuntimeException>map(problem -> new ProblemException(problem, e))
        .orElse(e);
  }

  private Problem problem(DeploymentFault fault, String line) {
    return switch (fault) {
      case PORT_TAKEN -> new Problem.PortsUsedUp(context.options().sshPorts(), line);
      // Removed while the machine was stopped; another network may have its addresses now.
      case NETWORK_GONE, SUBNET_TAKEN ->
          new Problem.DeploymentFailed(
              context.id().value(), DeploymentFault.NETWORK_GONE, List.of(line));
      default -> new Problem.StartFailed(context.id().value(), fault, List.of(line));
    };
  }

  /** Words of Docker's that are not known. */
  private Optional<Problem> refused(String said, List<String> docker) {
    return Stream.concat(Stream.of(said).filter(line -> line.contains(OF_DOCKER)), docker.stream())
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(line -> problem(DeploymentFault.START_REFUSED, line));
  }

  /**
   * Of a command on a remote server Dokploy tells no more than its exit code since 0.25.7
   * (docs/reference/dokploy.md §1.3), but Docker notes at a container why it could not be started.
   */
  private List<String> said(MachineRecord record) {
    if (record.serverId().isEmpty()) {
      return List.of();
    }
    try {
      return new Containers(context, record)
          .seen().stream()
              .flatMap(
                  one -> context.dokploy().docker().container(one.id(), record.serverId()).stream())
              .map(ContainerDetails::error)
              .toList();
    } catch (DokployException notNow) {
      return List.of();
    }
  }
}
