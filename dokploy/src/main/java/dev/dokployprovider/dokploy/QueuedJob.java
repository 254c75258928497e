package dev.dokployprovider.dokploy;

import java.util.Optional;

/**
 * A deployment that waits or runs.
 *
 * @param composeId the service, or empty when it is not a compose service
 * @param serverId the remote server that it is for, or empty for the instance's own
 * @param title what it deploys, for people
 */
public record QueuedJob(
    Optional<String> composeId, Optional<String> serverId, String title, boolean active) {
  /** Whether it is a deployment of that service. */
  public boolean isOf(String service) {
    return composeId.filter(service::equals).isPresent();
  }
}
