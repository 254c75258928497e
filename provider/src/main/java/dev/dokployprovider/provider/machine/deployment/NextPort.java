package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What to do about a port of the range that a program which is not Docker's has on the server:
 * Docker takes it for free and fails to bind it, and takes the next one when it is asked again
 * (seen with engine 20.10).
 */
public final class NextPort {
  /** Each one moves on by a port of IPv4 or of IPv6, which Docker counts apart. */
  private static final int TRIES = 20;

  private static final String NOT_DOCKERS = "address already in use";

  /** What a user is told. */
  public static final String NOTE =
      "Something else has that port on the server; Docker is to take the next one.";

  private final MachineContext context;

  public NextPort(MachineContext context) {
    this.context = context;
  }

  /** Does it, and again while such a port is in the way. */
  public <T> T past(Supplier<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return work.get();
      } catch (ProblemException e) {
        if (!mayHelp(e.problem(), tries)) {
          throw e;
        }
        context.progress().note(NOTE);
      }
    }
  }

  /** Whether asking again helps after a failure, which was the one of that number. */
  public static boolean mayHelp(Problem problem, int tries) {
    return problem instanceof Problem.PortsUsedUp(var range, var detail)
        && tries < Math.min(TRIES, 2 * PublishedPorts.parse(range).size())
        && detail.toLowerCase(Locale.ROOT).contains(NOT_DOCKERS);
  }
}
