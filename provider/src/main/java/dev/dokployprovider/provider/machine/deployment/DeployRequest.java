package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.retry.WriteRecovery;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a deployment in Dokploy's queue, and puts it there again when it is lost: with its answer,
 * or with a restart of Dokploy, whose newer releases keep the queue in memory
 * (docs/reference/dokploy.md §3.4). The service's waiting jobs are taken out before, so that there
 * is never more than one.
 */
final class DeployRequest {
  private static final int AT_MOST = 3;

  private final MachineContext context;
  private final Service service;
  private final Set<String> known;
  private final String step;
  private int asked;
  private DeploymentProgress sighting = new DeploymentProgress.There();

  /**
   * @param known the ids of the deployments that were there before
   */
  DeployRequest(MachineContext context, Service service, Set<String> known, String step) {
    this.context = context;
    this.service = service;
    this.known = Set.copyOf(known);
    this.step = step;
  }

  void ask() {
    asked++;
    sighting = new DeploymentProgress.There();
    try {
      deploy();
    } catch (DokployException e) {
      if (!WriteRecovery.answer(e.failure())) {
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
      context.dokploy().deployments().cancelWaiting(service.composeId());
      deploy();
    } catch (DokployException e) {
      if (!WriteRecovery.forNow(e.failure()) && !WriteRecovery.answer(e.failure())) {
        throw e;
      }
    }
  }

  private void deploy() {
    context.dokploy().deployments().deploy(service.composeId(), "DevPod machine " + context.id());
  }

  private boolean isTaken() {
    return context.dokploy().services().find(service.composeId()).stream()
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
    look(
        sighting.cancelled(newest.id(), queued, context.time().nanos()),
        "It was not run again; asking for it again");
  }

  /** To be told at each look whether the deployment is in the queue or has a row. */
  void seen(boolean there) {
    look(
        sighting.seen(there, context.time().nanos()),
        "Dokploy has lost the deployment; asking for it again");
  }

  private void look(DeploymentProgress now, String text) {
    sighting = now;
    if (now.isLost(context.time().nanos()) && asked < AT_MOST) {
      context.progress().working(step, text);
      sighting = new DeploymentProgress.There();
      askAgain();
    }
  }
}
