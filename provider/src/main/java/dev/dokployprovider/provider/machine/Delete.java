package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.service.Lost;
import dev.dokployprovider.provider.machine.service.Services;
import dev.dokployprovider.provider.machine.service.Settling;
import dev.dokployprovider.provider.machine.time.Wait;
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

  /** Does it, one run at a time. */
  public void run() {
    try (var _ = context.folder().lock(context.options().createTimeout(), context.time())) {
      runAlone();
    }
  }

  private void runAlone() {
    context.ssh().close();
    var record = new Services(context).record();
    record.ifPresent(
        found -> context.progress().step("delete", "Deleting the machine", () -> delete(found)));
    context.folder().clear();
  }

  void delete(MachineRecord record) {
    new Settling(context).settle(record, "delete");
    deleteService(record);
    var gone =
        Wait.atMost(LIMIT, context.time())
            .until(() -> left(record).isEmpty() ? Optional.of(true) : Optional.empty());
    if (gone.isEmpty()) {
      throw new ProblemException(
          new Problem.LeftBehind(
              record.appName(), left(record).stream().map(Container::name).toList()));
    }
  }

  /** A lost answer is settled by looking: what counts is that the service is gone. */
  private void deleteService(MachineRecord record) {
    try {
      context.dokploy().delete(record.composeId());
    } catch (DokployException e) {
      if (!Lost.answer(e.failure()) || context.dokploy().service(record.composeId()).isPresent()) {
        throw e;
      }
    }
  }

  private List<Container> left(MachineRecord record) {
    return context.dokploy().containers(record.appName(), record.serverId());
  }
}
