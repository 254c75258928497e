package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import java.time.Instant;
import java.util.Optional;

/** Whether a deployment of a service is under way, told from what Dokploy says of it. */
enum DeploymentActivity {
  NO,
  /** It says so, but may have forgotten about it. */
  PERHAPS,
  YES;

  /**
   * Whether Dokploy says of the service itself that something is under way. The status comes first:
   * the deployment's row follows a moment later, on a remote server after seconds
   * (docs/reference/dokploy.md §6.4).
   */
  static boolean isSaidOf(Service service) {
    return service.status() == ServiceStatus.RUNNING || hasRunningRow(service);
  }

  /**
   * The queue knows. Where there is none to read, a row that runs is believed until it is older
   * than any deployment may be; so is the status alone, but only perhaps: it stays "running" for
   * ever when Dokploy was ended in the middle (docs/reference/dokploy.md §3.4).
   *
   * @param queued whether the service has a job in the queue; empty where the release does not tell
   * @param oldest when the oldest row was made that can still be true
   */
  static DeploymentActivity of(Service service, Optional<Boolean> queued, Instant oldest) {
    if (!isSaidOf(service) || !queued.orElse(true)) {
      return NO;
    }
    boolean known = queued.isPresent() || (hasRunningRow(service) && !isOlder(service, oldest));
    return known ? YES : PERHAPS;
  }

  private static boolean hasRunningRow(Service service) {
    return service.deployments().stream()
        .findFirst()
        .filter(newest -> newest.status() == Deployment.Status.RUNNING)
        .isPresent();
  }

  private static boolean isOlder(Service service, Instant time) {
    return StaleDeployments.isOlder(service.deployments().getFirst(), time);
  }
}
