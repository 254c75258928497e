package dev.dokployprovider.provider.reliability;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.provider.machine.deployment.FailureProblems;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.world.World;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of one verb with one fault.
 *
 * @param problem empty where it went well
 * @param took on the virtual clock
 */
record Cell(World.Verb verb, Optional<Problem> problem, Duration took) {
  private static final URI SERVER = URI.create("https://d.example.com");

  /** Runs it as the program does. */
  static Cell of(World world, World.Verb verb, Runnable run) {
    long begin = world.time().nanos();
    Optional<Problem> problem = Optional.empty();
    try {
      run.run();
    } catch (ProblemException e) {
      problem = Optional.of(e.problem());
    } catch (DokployException e) {
      problem = Optional.of(FailureProblems.of(e.failure(), SERVER));
    }
    return new Cell(verb, problem, Duration.ofNanos(world.time().nanos() - begin));
  }

  /** As the page has it. */
  String words() {
    return problem.map(one -> name(one) + " (" + exitCode(one) + ")").orElse("ok");
  }

  private static String name(Problem problem) {
    return switch (problem) {
      case Problem.Undone(var cause) -> name(cause) + ", undone";
      case Problem.NotUndone(var cause, var machine, var why) -> name(cause) + ", noted";
      case Problem.NotMoved(var cause, var machine, var server, var left) ->
          name(cause) + left.map(one -> ", not moved, left as " + name(one)).orElse(", not moved");
      default -> problem.getClass().getSimpleName();
    };
  }

  private int exitCode(Problem one) {
    return verb == World.Verb.COMMAND ? ExitCode.COMMAND_FAILED : ExitCode.of(one);
  }

  boolean isNamed() {
    return problem.filter(Cell::isUnexpected).isEmpty();
  }

  private static boolean isUnexpected(Problem problem) {
    return switch (problem) {
      case Problem.Unexpected _ -> true;
      case Problem.Undone(var cause) -> isUnexpected(cause);
      case Problem.NotUndone(var cause, _, _) -> isUnexpected(cause);
      case Problem.NotMoved(var cause, _, _, var left) ->
          isUnexpected(cause) || left.filter(Cell::isUnexpected).isPresent();
      default -> false;
    };
  }
}
