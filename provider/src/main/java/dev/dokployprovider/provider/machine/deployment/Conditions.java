package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.containers.StateTable;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.project.Services;
import java.util.List;

/** Asks Dokploy what is the matter with a machine whose SSH server does not answer. */
public final class Conditions {
  private final MachineContext context;

  public Conditions(MachineContext context) {
    this.context = context;
  }

  /**
   * One call; where that leaves open whether a deployment is queued, the queue is asked too.
   *
   * @param containers as they were just seen; none is sure
   */
  public Condition of(MachineRecord record, List<Container> containers) {
    var longest = context.options().patience();
    var service =
        context
            .dokploy()
            .services()
            .find(record.composeId())
            .map(found -> StaleDeployments.cleared(found, context.time().now(), longest));
    boolean takenOver = service.filter(new Services(context)::isTakenOver).isPresent();
    var condition = StateTable.of(new StateTable.Seen(service, containers, takenOver));
    return condition instanceof Condition.PerhapsDeployed perhaps
        ? queued(record, perhaps)
        : condition;
  }

  private Condition queued(MachineRecord record, Condition.PerhapsDeployed perhaps) {
    return context
        .dokploy()
        .deployments()
        .queue()
        .map(jobs -> jobs.stream().anyMatch(job -> job.isOf(record.composeId())))
        .map(queued -> queued ? new Condition.BeingDeployed() : perhaps.otherwise())
        .orElse(perhaps);
  }
}
