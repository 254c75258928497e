package dev.dokployprovider.provider.machine;

import dev.dokployprovider.provider.machine.deployment.NextPort;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.recipe.BaseImage;
import java.util.Optional;

/**
 * One attempt to deploy a machine, and what the next one does otherwise.
 *
 * @param base the image with its digest that is built on; empty for what its name means now
 * @param network the machine's own
 * @param ports how many attempts there were, with this one, for a free port
 */
record DeployAttempt(Optional<String> base, OwnNetwork network, int ports) {
  /**
   * What follows a failure.
   *
   * @param note for the user
   */
  record Next(DeployAttempt attempt, String note) {}

  static DeployAttempt first(Optional<String> base, OwnNetwork network) {
    return new DeployAttempt(base, network, 1);
  }

  /** The next one after a failure; empty where none helps. */
  Optional<Next> after(Problem failure) {
    if (NextPort.mayHelp(failure, ports)) {
      return next(new DeployAttempt(base, network, ports + 1), NextPort.NOTE);
    }
    if (network.isInTheWay(failure)) {
      return next(
          first(base, network.next()),
          "Another network on the server has those addresses; taking the next ones.");
    }
    return base.filter(image -> isFor(image, failure))
        .flatMap(image ->
            next(
                first(Optional.empty(), network),
                "The base image of this machine is not available any more; taking "
                    + BaseImage.name(image)
                    + " as it is now."));
  }

  private static Optional<Next> next(DeployAttempt attempt, String note) {
    return Optional.of(new Next(attempt, note));
  }

  private static boolean isFor(String base, Problem problem) {
    return problem instanceof Problem.DeploymentFailed failed
        && failed.log().stream().anyMatch(line -> line.contains(BaseImage.digest(base)));
  }
}
