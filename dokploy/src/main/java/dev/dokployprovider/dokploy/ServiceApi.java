package dev.dokployprovider.dokploy;

import java.util.Optional;

/**
 * Compose services: made, changed, started, stopped, deleted. Every method throws {@link
 * DokployException}; see {@link Dokploy}.
 */
public interface ServiceApi {
  /**
   * Makes an empty compose service in {@code environment}; Dokploy adds a suffix to its appName.
   */
  Service create(Environment environment, NewService service);

  /** Gives a service its compose file, as raw text, and its description; deploys nothing. */
  void update(String composeId, String composeFile, String description);

  /**
   * Has the service's next deployments run {@code docker COMMAND} in its folder, in place of
   * compose's {@code up}; {@link #update} takes that back.
   *
   * @param command split at blanks; without characters that mean something to a shell
   */
  void setCommand(String composeId, String command);

  /** One service with its deployments, or empty when it does not exist any more. */
  Optional<Service> find(String composeId);

  /** Starts the service's containers as they were last deployed; returns when Docker has. */
  void start(String composeId);

  /** Stops the service's containers, which stay; returns when Docker has. */
  void stop(String composeId);

  /**
   * Deletes the service with its containers and volumes. Its answer proves only that the row is
   * gone (docs/reference/dokploy.md §3.5); a service that does not exist is success.
   */
  void delete(String composeId);

  /**
   * Whether the compose file of a deployed service can be read where the service runs: a member's
   * way to see that a remote server answers. False may also mean that it was never deployed.
   */
  boolean hasFiles(String composeId);
}
