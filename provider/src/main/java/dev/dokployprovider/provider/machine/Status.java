package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.containers.StateTable;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.deployment.Conditions;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.reach.Purpose;
import dev.dokployprovider.provider.machine.reach.Reaching;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tells what is the matter with a machine, with three calls at the most where there is a record and
 * the machine answers or is stopped.
 */
public final class Status {
  /** Room for every address at its full length; who asks for a status waits for it. */
  private static final Duration TRIES = Duration.ofMinutes(1);

  private final MachineContext context;

  public Status(MachineContext context) {
    this.context = context;
  }

  /**
   * Looks, and remembers what it saw for the next look.
   *
   * @throws ProblemException when Dokploy does not answer, or the machine has been busy for longer
   *     than it may
   */
  public Condition run() {
    var condition = look();
    if (condition instanceof Condition.PerhapsDeployed(var otherwise) && isOverdue()) {
      // Remembered as busy, so that the next look need not wait as long again.
      return otherwise;
    }
    switch (condition.state()) {
      case RUNNING, NOT_FOUND -> context.folder().forgetState();
      case STOPPED -> {
        context.folder().forgetState();
        if (!(condition instanceof Condition.TakenOver)) {
          context.folder().rememberStopped(context.time().now());
        }
      }
      case BUSY -> refuseForEver(condition);
    }
    return condition;
  }

  private Condition look() {
    var known = new Direct(context).status();
    if (known.isPresent()) {
      return known.get();
    }
    var record = new Services(context).record();
    if (record.isEmpty()) {
      return new Condition.NotThere();
    }
    var containers = new Containers(context, record.get()).likely();
    if (StateTable.runningOf(containers).isPresent() && isUsable(record.get(), containers)) {
      return new Condition.Running();
    }
    return new Conditions(context).of(record.get(), containers);
  }

  /** A machine that this folder has no key of can be seen and stopped, unless it lost it. */
  private boolean isUsable(MachineRecord record, List<Container> containers) {
    if (!context.ssh().hasKey()) {
      var services = new Services(context);
      return context
          .dokploy()
          .services()
          .find(record.composeId())
          .filter(services::isTakenOver)
          .isEmpty();
    }
    var tries = Wait.atMost(TRIES, context.time());
    try {
      return new Reaching(context, record, tries, Purpose.USE).reachNow(containers);
    } catch (ProblemException e) {
      if (e.problem() instanceof Problem.TakenOver) {
        return false;
      }
      throw e;
    }
  }

  /** DevPod asks again every two seconds forever while the word is Busy. */
  private void refuseForEver(Condition condition) {
    if (isOverdue()) {
      throw new ProblemException(
          new Problem.StartTimedOut(context.id().value(), busyFor(), condition.words()));
    }
  }

  private boolean isOverdue() {
    return busyFor().compareTo(context.options().patience()) > 0;
  }

  private Duration busyFor() {
    Instant now = context.time().now();
    return Duration.between(context.folder().busySince(now), now);
  }
}
