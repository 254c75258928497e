package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.containers.StateTable;
import dev.dokployprovider.provider.machine.context.Keys;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineSpecs;
import dev.dokployprovider.provider.machine.deployment.FailedStart;
import dev.dokployprovider.provider.machine.deployment.NextPort;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.plan.Facts;
import dev.dokployprovider.provider.machine.plan.Plan;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.reach.LostStart;
import dev.dokployprovider.provider.machine.reach.Readiness;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.problem.DeploymentFault;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A machine that is there: does what {@link Plan} decides until it can be used. */
public final class ExistingMachine {
  private final MachineContext context;
  private final MachineRecord record;
  private Optional<String> seen = Optional.empty();

  public ExistingMachine(MachineContext context, MachineRecord record) {
    this.context = context;
    this.record = record;
  }

  /** What this folder knows of it. */
  public Facts.Here here() {
    boolean recorded =
        context
            .folder()
            .record()
            .filter(kept -> kept.composeId().equals(record.composeId()))
            .isPresent();
    if (!recorded || !new Keys(context).areThere()) {
      return Facts.Here.NOTHING;
    }
    return switch (record.recipe()) {
      case MachineRecord.PENDING -> Facts.Here.UNFINISHED;
      case MachineRecord.NO_RECIPE -> Facts.Here.RECIPE_UNKNOWN;
      default -> Facts.Here.DEPLOYED;
    };
  }

  /** What Docker has of it. */
  public static Facts.Containers containers(List<Container> all) {
    if (all.isEmpty()) {
      return Facts.Containers.NONE;
    }
    if (StateTable.runningOf(all).isPresent()) {
      return Facts.Containers.RUNNING;
    }
    if (all.stream().anyMatch(one -> one.state() == ContainerState.PAUSED)) {
      return Facts.Containers.PAUSED;
    }
    return all.stream().allMatch(one -> one.state() == ContainerState.CREATED)
        ? Facts.Containers.NEVER_STARTED
        : Facts.Containers.STOPPED;
  }

  /**
   * Brings it to where it can be used.
   *
   * @param facts of a service that is there
   */
  void use(Facts facts) {
    var plan = Plan.of(facts);
    if (plan instanceof Plan.Look(var at)) {
      use(looked(facts, at));
    } else if (plan instanceof Plan.Connect) {
      new Readiness(context).up(record, seen);
    } else if (plan instanceof Plan.Start) {
      start(facts).ifPresent(this::use);
    } else if (plan instanceof Plan.Deploy(var reason)) {
      deploy(reason);
    } else {
      throw new IllegalStateException("not for a machine that is there: " + facts);
    }
  }

  private Facts looked(Facts facts, Plan.At at) {
    return switch (at) {
      case CONTAINERS -> facts.with(containers(looked()));
      case OPTIONS -> facts.with(options());
    };
  }

  private List<Container> looked() {
    var all = new Containers(context, record).sure();
    // Compose starts the one that there is, if its network is still there.
    seen = StateTable.runningOf(all).or(() -> all.stream().findFirst()).map(Container::id);
    return all;
  }

  /** A machine that is there is not kept from starting by a value that can't be read any more. */
  private Facts.Options options() {
    try {
      return new Rollout(context).isChangedSince(record)
          ? Facts.Options.CHANGED
          : Facts.Options.SAME;
    } catch (ProblemException e) {
      context
          .progress()
          .note(MachineSpecs.withoutOption(e) + " The machine is started as it was deployed.");
      return Facts.Options.SAME;
    }
  }

  private void deploy(Plan.Reason reason) {
    var service = new Services(context).onlyOurs(existing());
    var rollout = new Rollout(context);
    if (reason == Plan.Reason.NETWORK_GONE) {
      rollout.deployOnAnotherNetwork(service);
    } else {
      rollout.deployAgain(service);
    }
  }

  /** What was learned where it can't be started as it is; empty once it can be used. */
  private Optional<Facts> start(Facts facts) {
    Supplier<Boolean> start = () -> new NextPort(context).past(this::isAskedToStart);
    if (facts.containers() == Facts.Containers.PAUSED) {
      context
          .progress()
          .step(
              "stop",
              "Stopping the machine, which was paused",
              () -> context.dokploy().services().stop(record.composeId()));
    }
    try {
      if (!context.progress().step("start", "Starting the machine", start)) {
        return Optional.of(facts.with(Facts.Start.NEVER_DEPLOYED));
      }
      new Readiness(context).up(record, seen);
      return Optional.empty();
    } catch (ProblemException e) {
      return Optional.of(learned(facts, e));
    }
  }

  private static Facts learned(Facts facts, ProblemException failure) {
    return switch (failure.problem()) {
      case Problem.TakenOver _ -> facts.with(Facts.Found.TAKEN_OVER);
      case Problem.DeploymentFailed failed when failed.fault() == DeploymentFault.NETWORK_GONE ->
          facts.with(Facts.Start.NETWORK_GONE);
      default -> throw failure;
    };
  }

  /** Whether it was asked to start; not so where there is nothing yet that could be. */
  private boolean isAskedToStart() {
    try {
      askToStart();
      return true;
    } catch (DokployException e) {
      // Dokploy has no folder for a service that was never deployed, and answers 500.
      if (existing().deployments().isEmpty()) {
        return false;
      }
      new Containers(context, record).mustAnswer();
      throw new FailedStart(context).reason(e, record);
    }
  }

  private void askToStart() {
    try {
      context.dokploy().services().start(record.composeId());
    } catch (DokployException e) {
      if (!WriteRecovery.answer(e.failure())) {
        throw e;
      }
      new LostStart(context, record).settle();
    }
  }

  private Service existing() {
    return context
        .dokploy()
        .services()
        .find(record.composeId())
        .orElseThrow(() -> new ProblemException(new Problem.MachineNotFound(context.id().value())));
  }
}
