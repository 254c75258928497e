package dev.dokployprovider.provider.problem;

import java.util.Optional;

/**
 * What a run that was interrupted has to tell. Ctrl-C on a terminal ends its ssh too, and whatever
 * else it has started, so what fails first may be any of them: that is no news to whoever pressed
 * it. What could not be put in order is.
 */
public final class InterruptedRun {
  private InterruptedRun() {}

  public static Problem of(Problem problem) {
    return switch (problem) {
      case Problem.Undone(var _) -> new Problem.Undone(new Problem.Interrupted());
      case Problem.NotUndone(var _, var service, var why) ->
          new Problem.NotUndone(new Problem.Interrupted(), service, why);
      case Problem.NotMoved(var _, var machine, var server, Optional<Problem> left)
          when left.isPresent() ->
          new Problem.NotMoved(new Problem.Interrupted(), machine, server, left);
      case Problem.Kept kept -> kept;
      case Problem.MoveUnfinished unfinished -> unfinished;
      case Problem.LeftBehind left -> left;
      case Problem.Unexpected unexpected -> unexpected;
      default -> new Problem.Interrupted();
    };
  }
}
