package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.containers.StateTable;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.deployment.Settling;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.progress.WaitReason;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;

/** Stops a machine; what is on its volumes stays. */
public final class Stop {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final MachineContext context;
  private final boolean closes;

  public Stop(MachineContext context) {
    this(context, true);
  }

  private Stop(MachineContext context, boolean closes) {
    this.context = context;
    this.closes = closes;
  }

  /**
   * The same while the live connection stays until the machine ends it: for who holds its processes
   * paused through it, of which none may do anything any more.
   */
  public static Stop whilePaused(MachineContext context) {
    return new Stop(context, false);
  }

  /** Does it, one run at a time. */
  public void run() {
    try (var _ = MachineLock.take(context)) {
      runAlone();
    }
  }

  private void runAlone() {
    context.folder().forgetState();
    var record =
        new Services(context)
            .recordAtNewAddress()
            .orElseThrow(
                () -> new ProblemException(new Problem.MachineNotFound(context.id().value())));
    context.progress().step("stop", "Stopping the machine", () -> stop(record));
    context.folder().rememberStopped(context.time().now());
  }

  private void stop(MachineRecord record) {
    var service =
        new Settling(context)
            .settle(record, "stop")
            .orElseThrow(
                () -> new ProblemException(new Problem.MachineNotFound(context.id().value())));
    if (new Services(context).isTakenOver(service)) {
      throw new ProblemException(new Problem.TakenOver(context.id().value()));
    }
    if (closes) {
      context.ssh().close();
    }
    try {
      context.dokploy().services().stop(record.composeId());
    } catch (DokployException e) {
      // A service that never was deployed answers 500 (docs/reference/dokploy.md §6.9): it does not
      // run either.
      if (!WriteRecovery.answer(e.failure()) && isRunning(record)) {
        throw e;
      }
    }
    var reason = new WaitReason(context.progress(), context.time(), "stop");
    var stopped =
        Wait.atMost(LIMIT, context.time())
            .until(() -> {
              reason.is("Docker still stops its container");
              return isRunning(record) ? Optional.empty() : Optional.of(true);
            });
    if (stopped.isEmpty()) {
      throw new ProblemException(
          new Problem.FailedToStop(
              context.id().value(),
              "Its container still runs %d minutes after Docker was asked to stop it."
                  .formatted(LIMIT.toMinutes())));
    }
  }

  private boolean isRunning(MachineRecord record) {
    return StateTable.runningOf(new Containers(context, record).sure()).isPresent();
  }
}
