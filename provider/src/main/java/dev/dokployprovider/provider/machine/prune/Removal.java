package dev.dokployprovider.provider.machine.prune;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.Delete;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.deployment.Image;
import dev.dokployprovider.provider.machine.deployment.Leftovers;
import dev.dokployprovider.provider.machine.folder.LeftImages;
import dev.dokployprovider.provider.machine.folder.LeftImages.LeftImage;
import dev.dokployprovider.provider.machine.folder.MachineFolders;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import dev.dokployprovider.provider.recipe.CacheService;
import dev.dokployprovider.provider.ssh.EndedConnections;
import java.util.Optional;

/**
 * Removes one leftover, after another look: what has come into use since it was shown stays.
 *
 * <p>Every method tells what kept it, or is empty when the leftover is gone.
 */
final class Removal {
  private static final String IN_USE = "it has come into use";

  private final MachineContext context;
  private final KnownFolders folders;
  private final OtherRuns others;

  /**
   * Removes nothing yet.
   *
   * @param folders as they are now, not as they were for the list
   */
  Removal(MachineContext context, KnownFolders folders) {
    this.context = context;
    this.folders = folders;
    this.others = new OtherRuns(context);
  }

  Optional<String> remove(Leftover leftover) {
    return switch (leftover) {
      case Leftover.InUse inUse -> Optional.of(OtherRuns.AT_WORK);
      case Leftover.MachineService(var service, var folder) ->
          others.whileNoneWorksOn(service.name(), () -> machine(service));
      case Leftover.InterruptedCreate create ->
          others.whileNoneWorksOn(create.begun().machine(), () -> interrupted(create));
      case Leftover.Caches(var service) -> caches(service);
      case Leftover.Helper(var service) ->
          others.whileNoneWorksOn(service.name(), () -> helper(service));
      case Leftover.Containers containers -> containers(containers);
      case Leftover.MachineImage(var image) -> image(image);
      case Leftover.EmptyProject project -> project(project);
      case Leftover.EndedConnection(var path) ->
          EndedConnections.remove(path) ? Optional.empty() : Optional.of(IN_USE);
    };
  }

  private Optional<String> machine(Service shown) {
    var service = context.dokploy().services().find(shown.composeId());
    if (service.isPresent()) {
      boolean changed =
          !service.get().description().equals(shown.description())
              || !service.get().deployments().equals(shown.deployments());
      if (changed || !Search.isOurs(context, service.get()) || folders.knows(shown.composeId())) {
        return Optional.of(IN_USE);
      }
      new Delete(context).delete(MachineRecord.of(service.get(), MachineRecord.NO_RECIPE));
    }
    new MachineFolders(context.dataFolder()).forget(shown.composeId());
    return Optional.empty();
  }

  private Optional<String> interrupted(Leftover.InterruptedCreate create) {
    var register = new UnfinishedCreates(context.dataFolder());
    var now = register.find(create.begun().id());
    if (now.isEmpty()) {
      return Optional.empty();
    }
    if (now.get().isAttended()) {
      return Optional.of("it is being taken back right now");
    }
    var kept = create.service().flatMap(this::machine);
    if (kept.isEmpty()) {
      register.remove(create.begun().id());
    }
    return kept;
  }

  private Optional<String> caches(Service shown) {
    if (others.create()) {
      return Optional.of(OtherRuns.AT_WORK);
    }
    boolean unused =
        new Search(context, folders)
            .run().stream()
                .anyMatch(one ->
                    one instanceof Leftover.Caches(var service)
                        && service.composeId().equals(shown.composeId()));
    if (unused) {
      context.dokploy().services().delete(shown.composeId());
      removeImage(shown);
    }
    return unused ? Optional.empty() : Optional.of(IN_USE);
  }

  /** It has no bytes: where it can't be removed, only a name stays. */
  private void removeImage(Service caches) {
    try {
      var _ =
          context
              .dokploy()
              .docker()
              .removeImage(
                  CacheService.image(caches.appName()), "latest", caches.server().map(Server::id));
    } catch (DokployException notRemoved) {
      // What was asked for is gone.
    }
  }

  private Optional<String> helper(Service shown) {
    context.dokploy().services().delete(shown.composeId());
    return Optional.empty();
  }

  private Optional<String> containers(Leftover.Containers left) {
    var containers = new Containers(context, left.record());
    var seen = containers.seen();
    new Leftovers(context, left.record()).removeContainers(seen);
    if (!containers.seen().isEmpty()) {
      return Optional.of(
          "run on its server: docker compose -p "
              + left.image().appName()
              + " down --volumes --rmi local");
    }
    return image(left.image());
  }

  private Optional<String> image(LeftImage image) {
    if (Image.isRemoved(context, image)) {
      new LeftImages(context.dataFolder()).remove(image);
      return Optional.empty();
    }
    return others.whileNoneWorksOn(ImageHelper.name(context), () -> byHelper(image));
  }

  private Optional<String> byHelper(LeftImage image) {
    if (new ImageHelper(context).remove(image)) {
      new LeftImages(context.dataFolder()).remove(image);
      return Optional.empty();
    }
    return Optional.of("run on its server: docker image rm " + Image.name(image));
  }

  private Optional<String> project(Leftover.EmptyProject shown) {
    if (others.create()) {
      return Optional.of(OtherRuns.AT_WORK);
    }
    var now = context.dokploy().projects().find(shown.project().id());
    if (now.filter(project -> !project.isEmpty()).isPresent()) {
      return Optional.of(IN_USE);
    }
    if (now.isPresent()) {
      context.dokploy().projects().remove(shown.project().id());
    }
    return Optional.empty();
  }
}
