package dev.dokployprovider.provider.machine;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.reach.Reaching;
import dev.dokployprovider.provider.machine.service.Containers;
import dev.dokployprovider.provider.machine.service.Forgotten;
import dev.dokployprovider.provider.machine.service.MachineState;
import dev.dokployprovider.provider.machine.service.Services;
import dev.dokployprovider.provider.machine.service.StateTable;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;

/** Tells a machine's state, with three calls at the most where there is a record. */
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
  public MachineState run() {
    var state = look();
    switch (state) {
      case RUNNING, NOT_FOUND -> context.folder().forgetState();
      case STOPPED -> {
        context.folder().forgetState();
        context.folder().rememberStopped(context.time().now());
      }
      case BUSY -> refuseForEver();
    }
    return state;
  }

  private MachineState look() {
    var known = new Direct(context).status();
    if (known.isPresent()) {
      return known.get();
    }
    var record = new Services(context).record();
    if (record.isEmpty()) {
      return MachineState.NOT_FOUND;
    }
    var containers = new Containers(context, record.get()).likely();
    if (StateTable.runningOf(containers).isPresent()) {
      if (!context.ssh().hasKey()) {
        // Another computer's, or the prototype's: it can be seen and stopped, not used.
        return MachineState.RUNNING;
      }
      var tries = Wait.atMost(TRIES, context.time());
      boolean answers = new Reaching(context, record.get(), tries).reachNow(containers);
      return StateTable.running(answers ? StateTable.Ssh.ANSWERS : StateTable.Ssh.SILENT);
    }
    var longest = context.options().patience();
    var service =
        context
            .dokploy()
            .service(record.get().composeId())
            .map(found -> Forgotten.cleared(found, context.time().now(), longest));
    return StateTable.notRunning(service, containers);
  }

  /** DevPod asks again every two seconds for ever while the word is Busy. */
  private void refuseForEver() {
    Instant now = context.time().now();
    var busyFor = Duration.between(context.folder().busySince(now), now);
    if (busyFor.compareTo(context.options().patience()) > 0) {
      throw new ProblemException(
          new Problem.MachineFailed(
              context.id().value(),
              "It has been coming up for " + busyFor.toMinutes() + " minutes."));
    }
  }
}
