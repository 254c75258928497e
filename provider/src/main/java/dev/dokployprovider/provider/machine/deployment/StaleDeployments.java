package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;

/**
 * Takes away what Dokploy says of deployments that it will never end: when a remote server is lost
 * in the middle, row and service stay "running" forever (docs/reference/dokploy.md §6.6).
 */
public final class StaleDeployments {
  private StaleDeployments() {}

  /**
   * The service, with nothing "running" that began longer ago.
   *
   * @param longest how long a deployment may take
   */
  public static Service cleared(Service service, Instant now, Duration longest) {
    var newest = service.deployments().stream().findFirst();
    if (newest.isEmpty() || !isOlder(newest.get(), now.minus(longest))) {
      return service;
    }
    var deployments = new ArrayList<>(service.deployments());
    deployments.set(0, ended(newest.get()));
    var status =
        service.status() == ServiceStatus.RUNNING ? ServiceStatus.UNKNOWN : service.status();
    return new Service(
        service.composeId(),
        service.name(),
        service.appName(),
        service.description(),
        status,
        service.composeFile(),
        service.server(),
        deployments);
  }

  private static Deployment ended(Deployment deployment) {
    return deployment.status() == Deployment.Status.RUNNING
        ? new Deployment(
            deployment.id(),
            deployment.title(),
            Deployment.Status.CANCELLED,
            deployment.logPath(),
            deployment.errorMessage(),
            deployment.createdAt())
        : deployment;
  }

  static boolean isOlder(Deployment deployment, Instant time) {
    try {
      return Instant.parse(deployment.createdAt()).isBefore(time);
    } catch (DateTimeParseException untold) {
      return false;
    }
  }
}
