package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.reach.Bringing;
import dev.dokployprovider.provider.machine.reach.LostStart;
import dev.dokployprovider.provider.machine.service.Containers;
import dev.dokployprovider.provider.machine.service.FailedStart;
import dev.dokployprovider.provider.machine.service.Lost;
import dev.dokployprovider.provider.machine.service.NextPort;
import dev.dokployprovider.provider.machine.service.Services;
import dev.dokployprovider.provider.problem.DeploymentFault;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.function.Supplier;

/** Starts a stopped machine and returns when it can be used. */
public final class Start {
  private final MachineContext context;

  public Start(MachineContext context) {
    this.context = context;
  }

  /** Does it, one run at a time. */
  public void run() {
    try (var _ = MachineLock.take(context)) {
      runAlone();
    }
  }

  void runAlone() {
    context.folder().prepare();
    context.folder().forgetState();
    var record = new Services(context).record().orElseThrow(this::notFound);
    var rollout = new Rollout(context);
    if (isUnknownHere() || rollout.isNeeded(record) || isGone(record)) {
      rollout.deployAgain(new Services(context).onlyOurs(existing(record)));
      return;
    }
    Supplier<Boolean> start =
        () -> context.progress().step("start", "Starting the machine", () -> start(record));
    try {
      if (new NextPort(context).past(start, start)) {
        new Bringing(context).up(record);
        return;
      }
    } catch (ProblemException e) {
      if (isNetworkGone(e.problem())) {
        rollout.deployOnAnotherNetwork(existing(record));
        return;
      }
      if (!(e.problem() instanceof Problem.TakenOver)) {
        throw e;
      }
    }
    rollout.deployAgain(new Services(context).onlyOurs(existing(record)));
  }

  private static boolean isNetworkGone(Problem problem) {
    return problem instanceof Problem.DeploymentFailed failed
        && failed.fault() == DeploymentFault.NETWORK_GONE;
  }

  /** Whether it was found by its name only, or can't be logged in to. */
  private boolean isUnknownHere() {
    return context.folder().record().isEmpty() || !context.ssh().hasKey();
  }

  /**
   * Whether Docker has no container of it any more, as after Dokploy's nightly cleanup. Deployed
   * again it is built on the same base image; a mere start would take what the tag means now.
   */
  private boolean isGone(MachineRecord record) {
    return !record.recipe().equals(MachineRecord.NO_RECIPE)
        && new Containers(context, record).sure().isEmpty();
  }

  /** Whether it was asked to start; not so where there is nothing yet that could be. */
  private boolean start(MachineRecord record) {
    try {
      ask(record);
      return true;
    } catch (DokployException e) {
      // Dokploy has no folder for a service that was never deployed, and answers 500.
      if (existing(record).deployments().isEmpty()) {
        return false;
      }
      new Containers(context, record).mustAnswer();
      throw new FailedStart(context).reason(e, record);
    }
  }

  private void ask(MachineRecord record) {
    try {
      context.dokploy().start(record.composeId());
    } catch (DokployException e) {
      if (!Lost.answer(e.failure())) {
        throw e;
      }
      new LostStart(context, record).settle();
    }
  }

  private Service existing(MachineRecord record) {
    return context.dokploy().service(record.composeId()).orElseThrow(this::notFound);
  }

  private ProblemException notFound() {
    return new ProblemException(new Problem.MachineNotFound(context.id().value()));
  }
}
