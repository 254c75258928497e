package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Deletes a machine with its volumes. Dokploy's answer proves nothing (dokploy-api.md §3.5), so
 * Docker is asked whether anything is left. The project stays: another machine may be on its way
 * into it. Deleting what is gone is success.
 */
public final class Delete {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final MachineContext context;

  public Delete(MachineContext context) {
    this.context = context;
  }

  public void run() {
    context.ssh().close();
    var record = new Services(context).record();
    record.ifPresent(
        found -> context.progress().step("delete", "Deleting the machine", () -> delete(found)));
    context.folder().clear();
  }

  void delete(MachineRecord record) {
    context.dokploy().service(record.composeId()).ifPresent(this::settle);
    context.dokploy().delete(record.composeId());
    var gone =
        Wait.atMost(LIMIT, context.time())
            .until(() -> left(record).isEmpty() ? Optional.of(true) : Optional.empty());
    if (gone.isEmpty()) {
      throw new ProblemException(
          new Problem.LeftBehind(
              record.appName(), left(record).stream().map(Container::name).toList()));
    }
  }

  /**
   * Lets a deployment end first: it would go on after the delete and leave a container without a
   * service (dokploy-observed.md, DELETE during a build).
   */
  private void settle(Service service) {
    if (!isDeploying(service)) {
      return;
    }
    context.dokploy().cleanQueue(service.composeId());
    context.progress().working("delete", "Waiting for its deployment to end");
    Wait.atMost(context.options().createTimeout(), context.time())
        .until(() ->
            context
                .dokploy()
                .service(service.composeId())
                .filter(Delete::isDeploying)
                .map(still -> Optional.<Boolean>empty())
                .orElse(Optional.of(true)));
  }

  private static boolean isDeploying(Service service) {
    return service.deployments().stream()
        .findFirst()
        .filter(newest -> newest.status() == Deployment.Status.RUNNING)
        .isPresent();
  }

  private List<Container> left(MachineRecord record) {
    return context.dokploy().containers(record.appName(), record.serverId());
  }
}
