package dev.dokployprovider.provider.machine.prune;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.deployment.Image;
import dev.dokployprovider.provider.machine.deployment.OwnCommand;
import dev.dokployprovider.provider.machine.folder.LeftImages.LeftImage;
import dev.dokployprovider.provider.machine.project.Projects;

/**
 * Removes an image where no call does: by a service that is made for this, whose deployment is a
 * "docker image rm" of that one name.
 */
final class ImageHelper {
  /** Nothing of it is run. */
  private static final String COMPOSE_FILE = "services:\n  none:\n    image: scratch\n";

  private static final int LINES = 50;

  private final MachineContext context;

  ImageHelper(MachineContext context) {
    this.context = context;
  }

  static String name(MachineContext context) {
    return "devpod-prune-" + context.owner().value().substring(0, 8);
  }

  static String description(MachineContext context) {
    return "Removes what deleted DevPod machines left (owner %s)"
        .formatted(context.owner().value());
  }

  /** Whether the image is gone; false where no project is there for the service. */
  boolean remove(LeftImage image) {
    var environment =
        new Projects(context)
            .search().stream()
                .flatMap(project -> project.defaultEnvironment().stream())
                .findFirst();
    if (environment.isEmpty()) {
      return false;
    }
    var wanted =
        new NewService(name(context), "devpod-prune", description(context), image.serverId());
    var service = context.dokploy().services().create(environment.get(), wanted);
    try {
      context.dokploy().services().update(service.composeId(), COMPOSE_FILE, description(context));
      return new OwnCommand(context)
          .run(service, "image rm " + Image.name(image), "Remove a deleted machine's image")
          .filter(ended -> isGone(ended, image))
          .isPresent();
    } finally {
      context.dokploy().services().delete(service.composeId());
    }
  }

  private boolean isGone(Deployment ended, LeftImage image) {
    return ended.status() == Deployment.Status.DONE
        || context.dokploy().deployments().log(ended, image.serverId(), LINES).contains(Image.GONE);
  }
}
