package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.LeftImages;
import dev.dokployprovider.provider.machine.folder.LeftImages.LeftImage;
import dev.dokployprovider.provider.machine.folder.MachineFolders;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import dev.dokployprovider.provider.recipe.Recipe;
import java.util.Optional;

/**
 * The image of a machine, which Dokploy leaves when it deletes the service. It is noted before that
 * and forgotten when it is gone, so that "prune" knows what could not be removed.
 */
public final class Image {
  /** How Docker says that there is none. */
  public static final String GONE = "No such image";

  private final MachineContext context;
  private final MachineRecord record;
  private final LeftImage image;
  private final LeftImages left;

  /** Whether it is to be removed, also where that could not be noted. */
  private boolean there;

  public Image(MachineContext context, MachineRecord record) {
    this.context = context;
    this.record = record;
    this.image = new LeftImage(context.options().server(), record.appName(), record.serverId());
    this.left = new LeftImages(context.dataFolder());
  }

  /**
   * Before the service is deleted. Where no call removes images, its own deployment does, with its
   * containers; its volumes go with the service.
   *
   * @param service empty where it is gone already
   */
  public void beforeDeletion(Optional<Service> service) {
    if (service
        .map(one -> one.deployments().isEmpty())
        .orElseGet(() -> isDeleted() || left.isRemoved(image))) {
      return;
    }
    there = true;
    left.add(image);
    if (service.isPresent() && !context.dokploy().version().isAtLeast(0, 30, 0)) {
      takeDown(service.get());
    }
  }

  /** Whether another folder of this user has deleted the machine to its end, with its image. */
  private boolean isDeleted() {
    return new MachineFolders(context.dataFolder()).of(record.composeId()).isEmpty();
  }

  private void takeDown(Service service) {
    try {
      String command =
          "compose -p %s -f docker-compose.yml down --rmi local".formatted(record.appName());
      var ended = new OwnCommand(context).run(service, command, "Remove the machine's image");
      if (ended.filter(one -> one.status() == Deployment.Status.DONE).isPresent()) {
        there = false;
        left.addRemoved(image);
      }
    } catch (DokployException notDone) {
      // The deletion goes on without.
    }
  }

  /** After it: by a call, where the release has one. Its layers stay in the build cache. */
  public void afterDeletion() {
    there |= left.contains(image);
    if (left.isRemoved(image) || (there && isRemoved(context, image))) {
      left.remove(image);
      there = false;
    }
    if (there) {
      context
          .progress()
          .working(
              "delete",
              "Its image stays on the server: "
                  + name(image)
                  + (left.contains(image) ? " (prune)" : " (docker image rm)"));
    }
  }

  /** Its name with its tag. */
  public static String name(LeftImage image) {
    return Recipe.image(image.appName()) + ":latest";
  }

  /** False where the release has no call for it, or the token's owner may not make it. */
  public static boolean isRemoved(MachineContext context, LeftImage image) {
    return isRemoved(context, image, true);
  }

  /** After a lost answer it is asked for once more, and is gone where it had its effect. */
  private static boolean isRemoved(MachineContext context, LeftImage image, boolean again) {
    try {
      return context
          .dokploy()
          .docker()
          .removeImage(Recipe.image(image.appName()), "latest", image.serverId());
    } catch (DokployException e) {
      if (again && WriteRecovery.answer(e.failure())) {
        return isRemoved(context, image, false);
      }
      return e.failure() instanceof Failure.ServerError error && error.full().contains(GONE);
    }
  }
}
