package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a deployment stands in Dokploy's queue, and what is before it, in words. */
final class QueueView {
  private static final String WAITING = "Waiting for its turn in Dokploy's queue";

  /** The row of a deployment that need not wait is there by then; each look is a call. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** Before 0.28.3 the answer holds every compose file of the instance. */
  private static final Duration WORTH_A_LONG_ANSWER = Duration.ofSeconds(5);

  private final Dokploy dokploy;
  private final Service service;
  private final Time time;
  private final long begin;
  private final Map<String, String> names = new HashMap<>();
  private Optional<String> withoutQueue = Optional.empty();

  /** A view that begins when the deployment is put in the queue. */
  QueueView(Dokploy dokploy, Service service, Time time) {
    this.dokploy = dokploy;
    this.service = service;
    this.time = time;
    this.begin = time.nanos();
  }

  /** Whether a deployment that still has no row is worth a look at the queue. */
  boolean isDue() {
    return hasPassed(SOON);
  }

  private boolean hasPassed(Duration duration) {
    return time.nanos() - begin >= duration.toNanos();
  }

  /** The service's job, where it waits or runs. */
  Optional<QueuedJob> ours(List<QueuedJob> queue) {
    return queue.stream().filter(job -> job.isOf(service.composeId())).findFirst();
  }

  /**
   * @param queue as Dokploy tells it; empty for a release that does not (before 0.28.3)
   */
  String words(Optional<List<QueuedJob>> queue) {
    return queue.map(this::words).orElseGet(this::wordsWithoutQueue);
  }

  private String words(List<QueuedJob> queue) {
    var ours = ours(queue);
    if (ours.isEmpty()) {
      return WAITING;
    }
    // From 0.29.9 on each server has a queue of its own.
    var before =
        queue.stream()
            .takeWhile(job -> !job.equals(ours.get()))
            .filter(job -> job.serverId().equals(ours.get().serverId()))
            .toList();
    if (before.isEmpty()) {
      return WAITING;
    }
    var holder = before.stream().filter(QueuedJob::active).findFirst().orElse(before.getFirst());
    return "Waiting in Dokploy's queue, %d before it; it is busy with: %s"
        .formatted(before.size(), name(holder));
  }

  /** A job's title says little ("Manual deployment"), but not everybody may see the service. */
  private String name(QueuedJob job) {
    return job.composeId()
        .map(id -> names.computeIfAbsent(id, one -> nameOf(one).orElse(job.title())))
        .orElse(job.title());
  }

  private Optional<String> nameOf(String composeId) {
    try {
      return dokploy.services().find(composeId).map(Service::name);
    } catch (DokployException e) {
      return Optional.empty();
    }
  }

  /** Asked once, as the answer is long. */
  private String wordsWithoutQueue() {
    if (!hasPassed(WORTH_A_LONG_ANSWER)) {
      return WAITING;
    }
    if (withoutQueue.isEmpty()) {
      var busy =
          dokploy.deployments().running().stream()
              .filter(name -> !name.equals(service.name()))
              .toList();
      withoutQueue =
          Optional.of(
              busy.isEmpty()
                  ? WAITING
                  : "Waiting in Dokploy's queue; it is busy with: " + String.join(", ", busy));
    }
    return withoutQueue.get();
  }
}
