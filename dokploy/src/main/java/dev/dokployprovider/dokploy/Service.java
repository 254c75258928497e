package dev.dokployprovider.dokploy;

import java.util.List;
import java.util.Optional;

/**
 * A compose service.
 *
 * @param appName its compose project's name, final once made
 * @param status Dokploy's last action on it, not the state of its containers
 *     (docs/reference/dokploy.md §3.4)
 * @param composeFile its text, or empty where the answer does not carry it
 * @param server the remote server it runs on, or empty for the instance's own
 * @param deployments newest first
 */
public record Service(
    String composeId,
    String name,
    String appName,
    String description,
    ServiceStatus status,
    String composeFile,
    Optional<Server> server,
    List<Deployment> deployments) {
  public Service {
    deployments = List.copyOf(deployments);
  }
}
