package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.deployment.Deploying;
import dev.dokployprovider.provider.recipe.BaseImage;
import dev.dokployprovider.provider.recipe.Notes;
import dev.dokployprovider.provider.recipe.WrittenRecipe;
import java.util.Optional;

/**
 * The base image of a machine, by the digest that its first build found: a build in a month must
 * not put the machine on another base because a tag has moved. The digest stands in the service's
 * compose file, for the next deployment. It is learned from the log of the first build; where the
 * server had the image already, BuildKit asks no registry and the log has none.
 */
final class BaseDigest {
  /**
   * The line stands near the beginning; this is all that Dokploy gives (docs/reference/dokploy.md
   * §2.5).
   */
  private static final int WHOLE_LOG = 10_000;

  private BaseDigest() {}

  /** The image with the digest that a compose file names for it; empty when it names none. */
  static Optional<String> known(String image, String composeFile) {
    return WrittenRecipe.read(composeFile)
        .map(WrittenRecipe::notes)
        .flatMap(Notes::base)
        .filter(base -> BaseImage.isOf(image, base));
  }

  /**
   * The image with the digest that a deployment's log names; never a reason to fail. A call only
   * where the log was not followed.
   */
  static Optional<String> learned(MachineContext context, Service service, Deploying.Done done) {
    try {
      return done.log()
          .or(() -> done.deployment().map(one -> read(context, service, one)))
          .flatMap(log -> BaseImage.of(context.options().machine().image(), log));
    } catch (DokployException notNow) {
      // The machine is up; the next build then takes the image as it is named.
      return Optional.empty();
    }
  }

  private static String read(MachineContext context, Service service, Deployment deployment) {
    var server = service.server().map(one -> one.id());
    return context.dokploy().deployments().log(deployment, server, WHOLE_LOG);
  }
}
