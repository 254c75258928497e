package dev.dokployprovider.provider.machine.service;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a deployment in Dokploy's queue, and puts it there again when it is lost: with its answer,
 * or with a restart of Dokploy, whose newer releases keep the queue in memory
 * (docs/reference/dokploy.md §3.4). The service's waiting jobs are taken out before, so that there
 * is never more than one.
 */
final class Asking {
  /**
   * Between the end of a job that waits and its row there is a moment (docs/reference/dokploy.md
   * §6.4).
   */
  private static final int LOOKS = 3;

  private static final Duration AT_LEAST = Duration.ofSeconds(4);
  private static final int AT_MOST = 3;

  /** BullMQ runs a stalled job again after half a minute (docs/reference/dokploy.md §6.5). */
  private static final Duration RUN_AGAIN = Duration.ofSeconds(75);

  /** What is not in the queue is run by nobody; its container may still come up. */
  private static final Duration LEFT_ALONE = Duration.ofSeconds(20);

  private final MachineContext context;
  private final Service service;
  private final Set<String> known;
  private final String step;
  private int asked;
  private int missing;
  private long missingSince;
  private String cancelled = "";
  private long cancelledSince;

  /**
   * @param known the ids of the deployments that were there before
   */
  Asking(MachineContext context, Service service, Set<String> known, String step) {
    this.context = context;
    this.service = service;
    this.known = Set.copyOf(known);
    this.step = step;
  }

  void ask() {
    asked++;
    missing = 0;
    try {
      deploy();
    } catch (DokployException e) {
      if (!Lost.answer(e.failure())) {
        throw e;
      }
      context.progress().working(step, "No response; checking whether it took effect");
      if (!isTaken()) {
        askAgain();
      }
    }
  }

  /** A lost answer here is left to the looks that follow. */
  private void askAgain() {
    asked++;
    try {
      context.dokploy().cleanQueue(service.composeId());
      deploy();
    } catch (DokployException e) {
      if (!Lost.forNow(e.failure()) && !Lost.answer(e.failure())) {
        throw e;
      }
    }
  }

  private void deploy() {
    context.dokploy().deploy(service.composeId(), "DevPod machine " + context.id());
  }

  private boolean isTaken() {
    return context.dokploy().service(service.composeId()).stream()
        .flatMap(now -> now.deployments().stream())
        .anyMatch(deployment -> !known.contains(deployment.id()));
  }

  /**
   * To be told at each look that the newest deployment was cancelled by a restart of Dokploy. Older
   * releases run it again by themselves, the newer ones never; what Docker was at goes on in any
   * case, if Docker's command was not ended too.
   *
   * @param queued whether it is in the queue; empty where the release does not tell
   */
  void seenCancelled(Deployment newest, Optional<Boolean> queued) {
    long now = context.time().nanos();
    if (!newest.id().equals(cancelled) || queued.orElse(false)) {
      cancelled = newest.id();
      cancelledSince = now;
    }
    var patience = queued.isPresent() ? LEFT_ALONE : RUN_AGAIN;
    if (now - cancelledSince >= patience.toNanos() && asked < AT_MOST) {
      context.progress().working(step, "It was not run again; asking for it again");
      cancelledSince = now;
      askAgain();
    }
  }

  /** To be told at each look whether the deployment is in the queue or has a row. */
  void seen(boolean there) {
    if (there) {
      missing = 0;
      return;
    }
    long now = context.time().nanos();
    missingSince = missing == 0 ? now : missingSince;
    missing++;
    boolean lost = missing >= LOOKS && now - missingSince >= AT_LEAST.toNanos();
    if (lost && asked < AT_MOST) {
      context.progress().working(step, "Dokploy has lost the deployment; asking for it again");
      missing = 0;
      askAgain();
    }
  }
}
