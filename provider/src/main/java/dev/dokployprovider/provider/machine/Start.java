package dev.dokployprovider.provider.machine;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.context.MachineLock;
import dev.dokployprovider.provider.machine.plan.Facts;
import dev.dokployprovider.provider.machine.project.Services;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;

/** Starts a stopped machine and returns when it can be used. */
public final class Start {
  private final MachineContext context;

  public Start(MachineContext context) {
    this.context = context;
  }

  /** Does it, one run at a time. */
  public void run() {
    run(Facts.Options.UNSEEN);
  }

  /** The same without a look at the options: its container stays the one that it is. */
  public void asItIs() {
    run(Facts.Options.SAME);
  }

  private void run(Facts.Options options) {
    try (var _ = MachineLock.take(context)) {
      runAlone(options);
    }
  }

  /** A move starts it too, and knows that it is not finished. */
  private void noteMove() {
    var to = context.folder().former().record().flatMap(_ -> context.folder().record());
    to.or(() -> context.folder().successor().record())
        .filter(_ -> !context.alone())
        .ifPresent(moved ->
            context
                .progress()
                .note(
                    "A move of this machine was not finished. It has all that it had; to go on: dokploy-provider move %s --server %s"
                        .formatted(
                            context.id(), moved.server().map(server -> server.id()).orElse("''"))));
  }

  private void runAlone(Facts.Options options) {
    context.folder().prepare();
    context.folder().forgetState();
    noteMove();
    var record =
        new Services(context)
            .recordAtNewAddress()
            .orElseThrow(
                () -> new ProblemException(new Problem.MachineNotFound(context.id().value())));
    var machine = new ExistingMachine(context, record);
    // Whether another folder has taken it over, its host key tells without a call.
    machine.use(Facts.of(Facts.Wish.START, Facts.Found.SERVICE, machine.here()).with(options));
    // Up, it is nothing that a killed create has left any more.
    UnfinishedEntry.forget(context, record);
  }
}
