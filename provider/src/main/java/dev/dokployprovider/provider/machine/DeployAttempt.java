package dev.dokployprovider.provider.machine;

import dev.dokployprovider.provider.machine.deployment.NextPort;
import dev.dokployprovider.provider.problem.DeploymentFault;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.recipe.BaseImage;
import java.util.Optional;

/**
 * One attempt to deploy a machine, and what the next one does otherwise.
 *
 * @param base the image with its digest that is built on; empty for what its name means now
 * @param network the machine's own
 * @param ports how many attempts there were, with this one, for a free port
 * @param volumesMade whether the volumes that are shared with other machines were made once more
 */
record DeployAttempt(Optional<String> base, OwnNetwork network, int ports, boolean volumesMade) {
  /**
   * What follows a failure.
   *
   * @param note for the user
   */
  record Next(DeployAttempt attempt, String note) {}

  static DeployAttempt first(Optional<String> base, OwnNetwork network) {
    return new DeployAttempt(base, network, 1, false);
  }

  /** The next one after a failure; empty where none helps. */
  Optional<Next> after(Problem failure) {
    if (NextPort.mayHelp(failure, ports)) {
      return next(new DeployAttempt(base, network, ports + 1, volumesMade), NextPort.NOTE);
    }
    if (!volumesMade
        && failure instanceof Problem.DeploymentFailed failed
        && failed.fault() == DeploymentFault.VOLUME_MISSING) {
      return next(
          new DeployAttempt(base, network, ports, true),
          "A volume that your machines share was removed on the server; making it again.");
    }
    if (network.isInTheWay(failure)) {
      return next(
          new DeployAttempt(base, network.next(), 1, volumesMade),
          "Another network on the server has those addresses; taking the next ones.");
    }
    return base.filter(image -> isFor(image, failure))
        .flatMap(image ->
            next(
                new DeployAttempt(Optional.empty(), network, 1, volumesMade),
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
