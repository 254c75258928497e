package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.reach.Outcome;
import dev.dokployprovider.provider.machine.time.Wait;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.ssh.DirectSsh;
import dev.dokployprovider.provider.ssh.OpenResult;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * `status` and `command` where no connection can be kept open: on Windows, whose OpenSSH has no
 * ControlMaster. What the launcher does elsewhere is done here: the recorded address is tried
 * first, and only where it does not lead to the machine Dokploy is asked.
 *
 * <p>Everything here is empty where a connection can be kept, and before there is a machine.
 */
final class Direct {
  private static final Duration ONE_TRY = Duration.ofSeconds(3);

  private final MachineContext context;
  private final boolean here;

  Direct(MachineContext context) {
    this.context = context;
    this.here = context.folder().record().isPresent() && context.ssh().isDirect();
  }

  /** The state, where it can be told without Dokploy. */
  Optional<Condition> status() {
    if (!here) {
      return Optional.empty();
    }
    if (context.folder().stoppedLately(context.time().now())) {
      return Optional.of(new Condition.Ended(ContainerState.EXITED, Optional.empty()));
    }
    return context.ssh().hasKey() && context.ssh().answers(ONE_TRY)
        ? Optional.of(new Condition.Running())
        : Optional.empty();
  }

  /**
   * Runs a command at the recorded address, or else where Docker says that the machine is.
   *
   * @param left until it must have begun
   */
  OptionalInt command(String text, Wait left, Consumer<String> said) {
    if (!here) {
      return OptionalInt.empty();
    }
    if (context.ssh().attachDirectly(text) instanceof DirectSsh.Result.Ended ended) {
      return ended(ended, said);
    }
    new Connect(context, left).run();
    return switch (context.ssh().attachDirectly(text)) {
      case DirectSsh.Result.Ended ended -> ended(ended, said);
      case DirectSsh.Result.NotReached(var why) -> throw lost(why);
    };
  }

  private static OptionalInt ended(DirectSsh.Result.Ended ended, Consumer<String> said) {
    ended.said().forEach(said);
    return OptionalInt.of(ended.exitCode());
  }

  private ProblemException lost(OpenResult why) {
    return new ProblemException(new Problem.ConnectionLost(context.id().value(), Outcome.of(why)));
  }
}
