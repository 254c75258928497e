package dev.dokployprovider.provider.machine.backup;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.provider.machine.Start;
import dev.dokployprovider.provider.machine.Stop;
import dev.dokployprovider.provider.machine.Uninterrupted;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.containers.StateTable;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.problem.ProblemException;

/** How a machine was found, so that it is left so. */
final class StateBefore {
  private final MachineContext context;
  private final boolean exists;
  private final boolean stopped;

  private StateBefore(MachineContext context, boolean exists, boolean stopped) {
    this.context = context;
    this.exists = exists;
    this.stopped = stopped;
  }

  /** Of a machine of which nothing is known. */
  static StateBefore none(MachineContext context) {
    return new StateBefore(context, false, false);
  }

  /** Looks at its containers. */
  static StateBefore of(MachineContext context, MachineRecord record) {
    var containers = new Containers(context, record).sure();
    return new StateBefore(
        context, !containers.isEmpty(), StateTable.runningOf(containers).isEmpty());
  }

  /** Whether it has a container, running or not. */
  boolean exists() {
    return exists;
  }

  /**
   * Does something with the machine while it runs; one that was stopped is stopped again.
   *
   * @param what what it is started for, such as "the backup"
   */
  void whileItRuns(String what, Runnable work) {
    if (stopped) {
      context.progress().note("The machine is stopped; it is started for " + what + ".");
      new Start(context).run();
    }
    try {
      work.run();
    } finally {
      bringBack();
    }
  }

  /** Stops a machine that was stopped. */
  void bringBack() {
    if (!stopped) {
      return;
    }
    try {
      Uninterrupted.run(() -> new Stop(context).run());
    } catch (ProblemException | DokployException e) {
      context
          .progress()
          .note(
              "The machine was stopped before, and runs now. To stop it: dokploy-provider stop %s"
                  .formatted(context.id()));
      throw e;
    }
  }
}
