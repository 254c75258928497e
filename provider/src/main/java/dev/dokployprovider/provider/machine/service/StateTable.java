package dev.dokployprovider.provider.machine.service;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import java.util.List;
import java.util.Optional;

/**
 * The state of a machine, told from what Docker says of its container. Dokploy's own status counts
 * only for what is under way: it is the last action, not the state (docs/reference/dokploy.md
 * §3.4).
 */
public final class StateTable {
  private StateTable() {}

  /** What was seen of a running container's SSH server. */
  public enum Ssh {
    ANSWERS,
    SILENT
  }

  /** A machine with a running container. */
  public static MachineState running(Ssh ssh) {
    return switch (ssh) {
      case ANSWERS -> MachineState.RUNNING;
      case SILENT -> MachineState.BUSY;
    };
  }

  /** A machine without a running container. An empty {@code service} is one that is gone. */
  public static MachineState notRunning(Optional<Service> service, List<Container> containers) {
    if (service.isEmpty()) {
      return MachineState.NOT_FOUND;
    }
    if (isBeingDeployed(service.get())) {
      return MachineState.BUSY;
    }
    boolean comingUp =
        containers.stream().anyMatch(container -> isComingUp(container.state(), service.get()));
    return comingUp ? MachineState.BUSY : MachineState.STOPPED;
  }

  /** The container that runs; while one is being replaced there may be two. */
  public static Optional<Container> runningOf(List<Container> containers) {
    return containers.stream()
        .filter(container -> container.state() == ContainerState.RUNNING)
        .findFirst();
  }

  /** Whether a deployment runs, or waits for its turn as the first one of its service. */
  private static boolean isBeingDeployed(Service service) {
    // Without a compose file nothing was asked for yet: a create that was killed in between.
    boolean waitsForFirst =
        service.deployments().isEmpty()
            && service.status() == ServiceStatus.IDLE
            && !service.composeFile().isEmpty();
    return service.status() == ServiceStatus.RUNNING
        || waitsForFirst
        || service.deployments().stream()
            .findFirst()
            .filter(newest -> newest.status() == Deployment.Status.RUNNING)
            .isPresent();
  }

  /**
   * A container that a failed start left behind stays "created" for ever (docs/reference/dokploy.md
   * §6.9), so that word counts only while the last action did not fail.
   */
  private static boolean isComingUp(ContainerState state, Service service) {
    return switch (state) {
      case CREATED -> service.status() != ServiceStatus.ERROR;
      case RESTARTING, REMOVING -> true;
      case RUNNING, PAUSED, EXITED, DEAD, UNKNOWN -> false;
    };
  }
}
