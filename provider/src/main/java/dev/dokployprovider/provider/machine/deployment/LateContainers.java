package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.containers.Containers;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.folder.MachineFolders;
import dev.dokployprovider.provider.machine.folder.MachineRecord;
import dev.dokployprovider.provider.machine.time.Wait;
import java.time.Duration;
import java.util.Optional;

/**
 * What a deployment brings up although its service was deleted meanwhile: it goes on, and leaves
 * containers, volumes and an image that no service has (docs/reference/dokploy.md §6.4). Only who
 * asked for the deployment knows of them.
 */
final class LateContainers {
  /** A build that takes longer is not waited for. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final MachineContext context;
  private final MachineRecord record;

  /** For a service that is gone. */
  LateContainers(MachineContext context, Service deleted) {
    this.context = context;
    this.record = MachineRecord.of(deleted, MachineRecord.PENDING);
  }

  /**
   * Waits for the deployment to end and removes what it made. Where the release does not tell its
   * queue, it can't be waited for, and no call could remove a container.
   */
  void remove() {
    var image = new Image(context, record);
    image.beforeDeletion(Optional.empty());
    if (isQueued().isEmpty()) {
      mayComeLater();
      return;
    }
    context.progress().working("deploy", "The service was deleted; waiting for its deployment");
    var ended =
        Wait.atMost(LIMIT, context.time())
            .every(Duration.ofSeconds(1), Duration.ofSeconds(5))
            .until(() -> isQueued().orElse(false) ? Optional.empty() : Optional.of(true));
    if (ended.isEmpty()) {
      mayComeLater();
    }
    var _ = new Leftovers(context, record).removeContainers(new Containers(context, record).sure());
    new MachineFolders(context.dataFolder()).forget(record.composeId());
    image.afterDeletion();
  }

  private void mayComeLater() {
    context
        .progress()
        .note(
            "Its deployment may still bring up a container, which no service has: see:"
                + " dokploy-provider prune");
  }

  private Optional<Boolean> isQueued() {
    return context
        .dokploy()
        .deployments()
        .queue()
        .map(jobs -> jobs.stream().anyMatch(job -> job.isOf(record.composeId())));
  }
}
