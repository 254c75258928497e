package dev.dokployprovider.provider.machine.containers;

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

  /**
   * What was seen of a machine whose SSH server does not answer.
   *
   * @param service empty where it is gone
   * @param containers none is sure
   * @param takenOver whether another folder of the user has deployed it since this one did
   */
  public record Seen(Optional<Service> service, List<Container> containers, boolean takenOver) {
    public Seen {
      containers = List.copyOf(containers);
    }
  }

  /** What is the matter with it. */
  public static Condition of(Seen seen) {
    if (seen.service().isEmpty()) {
      return new Condition.NotThere();
    }
    var service = seen.service().get();
    if (seen.takenOver()) {
      return new Condition.TakenOver();
    }
    if (runningOf(seen.containers()).isPresent()) {
      return new Condition.Silent();
    }
    if (isBeingDeployed(service)) {
      return new Condition.BeingDeployed();
    }
    var atRest = atRest(service, seen.containers());
    return mayBeDeployed(service) ? new Condition.PerhapsDeployed(atRest) : atRest;
  }

  private static Condition atRest(Service service, List<Container> containers) {
    return containers.stream()
        .map(Container::state)
        .filter(state -> isComingUp(state, service))
        .findFirst()
        .<Condition>map(Condition.Changing::new)
        .or(() -> ended(containers))
        .orElseGet(() -> without(service));
  }

  private static Optional<Condition> ended(List<Container> containers) {
    return containers.stream()
        .findFirst()
        .map(one -> new Condition.Ended(one.state(), Optional.empty()));
  }

  private static Condition without(Service service) {
    return service.deployments().stream().anyMatch(one -> one.status() == Deployment.Status.DONE)
        ? new Condition.NoContainer()
        : new Condition.NeverDeployed();
  }

  /** The container that runs; while one is being replaced there may be two. */
  public static Optional<Container> runningOf(List<Container> containers) {
    return containers.stream()
        .filter(container -> container.state() == ContainerState.RUNNING)
        .findFirst();
  }

  private static boolean isBeingDeployed(Service service) {
    return service.deployments().stream()
        .findFirst()
        .filter(newest -> newest.status() == Deployment.Status.RUNNING)
        .isPresent();
  }

  /**
   * A deployment that begins has no row for a moment, and one that waits has none until its turn.
   * Without a compose file none was asked for.
   */
  private static boolean mayBeDeployed(Service service) {
    boolean mayWaitForFirst =
        service.deployments().isEmpty()
            && service.status() == ServiceStatus.IDLE
            && !service.composeFile().isEmpty();
    return service.status() == ServiceStatus.RUNNING || mayWaitForFirst;
  }

  /**
   * A container that a failed start left behind stays "created" forever (docs/reference/dokploy.md
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
