package dev.dokployprovider.provider.machine.service;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets a service come to rest before it is stopped or deleted: a deployment that is under way goes
 * on, and starts or leaves a container afterwards (dokploy-observed.md, STOP and DELETE during a
 * build).
 */
public final class Settling {
  /** A build that takes longer is told to the user, who may try again. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** A row that says "running" for this long beside a running container is a forgotten one. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(20);

  private final MachineContext context;

  public Settling(MachineContext context) {
    this.context = context;
  }

  /**
   * Takes waiting deployments out of the queue and waits for the running one.
   *
   * @param step the step that waits, for the progress
   * @return the service, or empty when it is gone
   * @throws ProblemException when the deployment does not end
   */
  public Optional<Service> settle(MachineRecord record, String step) {
    var service = context.dokploy().service(record.composeId());
    if (service.isEmpty()) {
      return Optional.empty();
    }
    // Always, because a job that waits has no row and so can't be seen.
    cleanQueue(record);
    if (!isDeploying(service.get()) || !isQueued(record)) {
      return service;
    }
    context.progress().working(step, "Waiting for its deployment to end");
    var wait = Wait.atMost(LIMIT, context.time());
    var rest = wait.until(() -> atRest(record, wait));
    if (rest.isEmpty()) {
      throw new ProblemException(
          new Problem.DeploymentTimedOut(
              service.get().name(), LIMIT, "its deployment still runs; try again later"));
    }
    return context.dokploy().service(record.composeId());
  }

  private void cleanQueue(MachineRecord record) {
    try {
      context.dokploy().cleanQueue(record.composeId());
    } catch (DokployException e) {
      if (!Lost.answer(e.failure())) {
        throw e;
      }
      context.dokploy().cleanQueue(record.composeId());
    }
  }

  private Optional<Boolean> atRest(MachineRecord record, Wait wait) {
    var service = context.dokploy().service(record.composeId());
    boolean over =
        service.filter(this::isDeploying).isEmpty()
            || (wait.passed().compareTo(FORGOTTEN) > 0
                && (new Containers(context, record).anyRuns() || !isQueued(record)));
    return over ? Optional.of(true) : Optional.empty();
  }

  private boolean isDeploying(Service service) {
    var longest = context.options().createTimeout();
    return Forgotten.cleared(service, context.time().now(), longest).deployments().stream()
        .findFirst()
        .filter(newest -> newest.status() == Deployment.Status.RUNNING)
        .isPresent();
  }

  /** Whether Dokploy is at it, or may be: older releases do not tell. */
  private boolean isQueued(MachineRecord record) {
    return context
        .dokploy()
        .queue()
        .map(jobs ->
            jobs.stream()
                .anyMatch(job -> job.composeId().filter(record.composeId()::equals).isPresent()))
        .orElse(true);
  }
}
