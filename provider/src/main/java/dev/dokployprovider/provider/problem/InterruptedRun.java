package dev.dokployprovider.provider.problem;

import java.util.Optional;

/**
 * What a run that was interrupted has to tell. Ctrl-C on a terminal ends its ssh too, and whatever
 * else it has started, so what fails first may be any of them: that is no news to the user who
 * pressed it. What failed for another reason, and what could not be put in order, is.
 */
public final class InterruptedRun {
  private InterruptedRun() {}

  public static Problem of(Problem problem) {
    return switch (problem) {
      case Problem.Undone(var cause) -> new Problem.Undone(of(cause));
      case Problem.NotUndone(var cause, var service, var why) ->
          new Problem.NotUndone(of(cause), service, why);
      case Problem.NotMoved(var cause, var machine, var server, Optional<Problem> left) ->
          mayCome(cause) && left.isEmpty()
              ? new Problem.Interrupted()
              : new Problem.NotMoved(of(cause), machine, server, left);
      default -> mayCome(problem) ? new Problem.Interrupted() : problem;
    };
  }

  /** Whether it may come of the interrupt, as of a program that was ended by the same Ctrl-C. */
  private static boolean mayCome(Problem problem) {
    return switch (problem) {
      case Problem.Interrupted _,
          Problem.SshNotRun _,
          Problem.ConnectionLost _,
          Problem.MachineUnreachable _,
          Problem.StillConnecting _,
          Problem.CommandsDoNotRun _,
          Problem.JumpHostUnusable _,
          Problem.DockerNotReady _,
          Problem.ServerUnreachable _,
          Problem.NoToken _,
          Problem.BackupFailed _ ->
          true;
      default -> false;
    };
  }
}
