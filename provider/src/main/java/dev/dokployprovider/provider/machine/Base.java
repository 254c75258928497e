package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.BaseImage;
import dev.dokployprovider.provider.recipe.Notes;
import dev.dokployprovider.provider.recipe.WrittenRecipe;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The base image of a machine, by the digest that its first build found: a build in a month must
 * not put the machine on another base because a tag has moved. The digest stands in the service's
 * compose file, for whoever deploys it next. It is learned from the log of the first build; where
 * the server had the image already, BuildKit asks no registry and the log has none.
 */
final class Base {
  /**
   * The line stands near the beginning; this is all that Dokploy gives (docs/reference/dokploy.md
   * §2.5).
   */
  private static final int WHOLE_LOG = 10_000;

  private final MachineContext context;
  private final Service service;
  private final String image;
  private Optional<String> known;

  Base(MachineContext context, Service service) {
    this.context = context;
    this.service = service;
    this.image = context.options().machine().image();
    this.known =
        WrittenRecipe.read(service.composeFile())
            .map(WrittenRecipe::notes)
            .flatMap(Notes::base)
            .filter(base -> BaseImage.isOf(image, base));
  }

  /** The image that is asked for, with its digest; empty when none was learned for it. */
  Optional<String> known() {
    return known;
  }

  /**
   * Deploys. Where that fails because the base of then can't be had any more, it is done once more
   * on what the image's name means now.
   *
   * @param forget takes the digest out of the service
   */
  Optional<Deployment> onItOrAsItIs(
      Function<Service, Optional<Deployment>> deploy, Runnable forget) {
    try {
      return deploy.apply(service);
    } catch (ProblemException e) {
      if (!isForBase(e.problem())) {
        throw e;
      }
      context
          .progress()
          .note(
              "The base image of this machine can't be had any more; taking "
                  + image
                  + " as it is now.");
      known = Optional.empty();
      forget.run();
      return deploy.apply(context.dokploy().service(service.composeId()).orElse(service));
    }
  }

  private boolean isForBase(Problem problem) {
    return problem instanceof Problem.DeploymentFailed(var name, var fault, var log, var whole)
        && known
            .map(BaseImage::digest)
            .filter(digest -> log.stream().anyMatch(line -> line.contains(digest)))
            .isPresent();
  }

  /**
   * Reads it from the deployment's log where nothing was known; never a reason to fail.
   *
   * @param keep puts the digest into the service
   */
  void learn(Optional<Deployment> deployment, Consumer<String> keep) {
    if (known.isPresent() || deployment.isEmpty()) {
      return;
    }
    try {
      var server = service.server().map(one -> one.id());
      String log = context.dokploy().deploymentLog(deployment.get(), server, WHOLE_LOG);
      BaseImage.of(image, log).ifPresent(keep);
    } catch (DokployException notNow) {
      // The machine is up; the next build then takes the image as it is named.
    }
  }
}
