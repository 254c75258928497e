package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.containers.NewContainer;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.WrittenRecipe;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Lets a service come to rest before it is stopped or deleted: a deployment that is under way goes
 * on, and starts or leaves a container afterwards (docs/reference/dokploy.md §6.4). Its age alone
 * never ends the wait: a create that gives up has a deployment as old as it may be, and its build
 * goes on.
 */
public final class Settling {
  /** A build that takes longer is told to the user, who may try again. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /**
   * A deployment that says "running" for this long beside the container that it makes is a
   * forgotten one. Longer than BullMQ takes to run a stalled job again (docs/reference/dokploy.md
   * §6.5).
   */
  private static final Duration MADE = Duration.ofSeconds(45);

  /** What may have been forgotten is waited for as long, lest it be on its way all the same. */
  private static final Duration DOUBT = Duration.ofSeconds(60);

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
    // Always, as a job that waits can't be seen; and first, as it may begin meanwhile.
    if (!cleanQueue(record)) {
      return Optional.empty();
    }
    return new Look(record, step).untilAtRest();
  }

  /**
   * The same for who looks from time to time: takes waiting deployments out of the queue and tells
   * at each look whether the service is at rest. A service that is gone is.
   */
  public BooleanSupplier begin(MachineRecord record) {
    return cleanQueue(record) ? new Look(record, "delete")::isAtRest : () -> true;
  }

  /** False when the service is gone. */
  private boolean cleanQueue(MachineRecord record) {
    try {
      context.dokploy().deployments().cancelWaiting(record.composeId());
      return true;
    } catch (DokployException e) {
      if (WriteRecovery.answer(e.failure())) {
        context.dokploy().deployments().cancelWaiting(record.composeId());
        return true;
      }
      if (e.failure() instanceof Failure.NotFound) {
        return false;
      }
      throw e;
    }
  }

  /** One wait, and what it has seen. */
  private final class Look {
    private final MachineRecord record;
    private final String step;
    private final Wait wait = Wait.atMost(LIMIT, context.time());
    private Optional<Service> service = Optional.empty();
    private Optional<Duration> doubtedSince = Optional.empty();

    private Look(MachineRecord record, String step) {
      this.record = record;
      this.step = step;
    }

    private Optional<Service> untilAtRest() {
      if (!isAtRest()) {
        context.progress().working(step, "Waiting for its deployment to end");
        wait.after(Duration.ofMillis(250));
        if (wait.until(() -> isAtRest() ? Optional.of(true) : Optional.empty()).isEmpty()) {
          throw new ProblemException(
              new Problem.DeploymentStillRuns(
                  service.map(Service::name).orElse(record.appName()), LIMIT));
        }
      }
      return service;
    }

    private boolean isAtRest() {
      service = context.dokploy().services().find(record.composeId());
      var underWay = service.map(this::underWay).orElse(DeploymentActivity.NO);
      if (underWay != DeploymentActivity.PERHAPS) {
        doubtedSince = Optional.empty();
      }
      return switch (underWay) {
        case NO -> true;
        case PERHAPS -> isOver(DOUBT, doubted());
        case YES -> isOver(MADE, Duration.ZERO) && isMade(service.orElseThrow());
      };
    }

    /** The queue is asked only where that may change what is done. */
    private DeploymentActivity underWay(Service seen) {
      var oldest = context.time().now().minus(context.options().patience()).minus(LIMIT);
      return DeploymentActivity.of(
          seen, DeploymentActivity.isSaidOf(seen) ? queued() : Optional.of(false), oldest);
    }

    private Optional<Boolean> queued() {
      return context
          .dokploy()
          .deployments()
          .queue()
          .map(jobs -> jobs.stream().anyMatch(job -> job.isOf(record.composeId())));
    }

    private Duration doubted() {
      var since = doubtedSince.orElseGet(wait::passed);
      doubtedSince = Optional.of(since);
      return since;
    }

    private boolean isOver(Duration limit, Duration since) {
      return wait.passed().minus(since).compareTo(limit) > 0;
    }

    /** An older container of the service may run while the next one is built. */
    private boolean isMade(Service seen) {
      return WrittenRecipe.read(seen.composeFile())
          .map(written -> new NewContainer(context, seen, written.hash()).runs())
          .orElseGet(() -> new Containers(context, record).anyRuns());
    }
  }
}
