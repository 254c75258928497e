package dev.dokployprovider.dokploy;

import java.util.List;
import java.util.Optional;

/**
 * The calls of Dokploy's REST API that a machine needs, the same for every release since 0.22.7.
 *
 * <p>Each method is one HTTP request, repeated only where that is safe (reads), unless it says
 * otherwise. Every method throws {@link DokployException} with a {@link Failure}.
 */
public interface Dokploy {

  /** The server's release; asked once and remembered. */
  Version version();

  /**
   * What the token's owner may do. What Dokploy does not tell counts as allowed: the call itself
   * then says no. Before 0.28.7 the answer also holds the user's record, with hashed keys.
   */
  Permissions permissions();

  /** Every project that the token can see, with the names and ids of its compose services. */
  List<Project> projects();

  /**
   * The projects of exactly this name that the token can see. Since 0.28.3 this is a search, and
   * one call more for each project that is found, so that other projects' services cost nothing;
   * before, it is {@link #projects}.
   */
  List<Project> projects(String name);

  /** One project, or empty when it does not exist or the token may not see it. */
  Optional<Project> project(String id);

  /**
   * Removes a project's row and those of all that is in it. What runs, runs on
   * (docs/reference/dokploy.md §2.1), so this is only for a project that is known to be empty.
   */
  void removeProject(String id);

  /** Makes a project and, on releases that have them, its first environment. */
  Project createProject(String name);

  /**
   * Makes an empty compose service in {@code environment}; Dokploy adds a suffix to its appName.
   */
  Service createService(Environment environment, NewService service);

  /** Gives a service its compose file, as raw text, and its description; deploys nothing. */
  void updateService(String composeId, String composeFile, String description);

  /**
   * Has the service's next deployments run {@code docker COMMAND} in its folder, in place of
   * compose's {@code up}; {@link #updateService} takes that back.
   *
   * @param command split at blanks; without characters that mean something to a shell
   */
  void setCommand(String composeId, String command);

  /** One service with its deployments, or empty when it does not exist any more. */
  Optional<Service> service(String composeId);

  /** Puts a deployment of the service in the queue and returns at once. */
  void deploy(String composeId, String title);

  /** The service's deployments, newest first. */
  List<Deployment> deployments(String composeId);

  /**
   * What is waiting or being built, in the order in which it was queued; empty on releases that do
   * not tell (before 0.28.3).
   */
  Optional<List<QueuedJob>> queue();

  /**
   * The names of the services and applications that Dokploy says are being deployed, as far as the
   * token can see them; for releases without a queue to read. As large an answer as {@link
   * #projects}.
   */
  List<String> deploying();

  /**
   * The last lines of a deployment's log, read over REST or, before 0.29.5, over the websocket;
   * empty when there is none.
   *
   * @param lines how many lines at the most, 1 to 10,000
   */
  String deploymentLog(Deployment deployment, Optional<String> serverId, int lines);

  /**
   * Begins to follow a deployment's log, by the same ways. Never fails: a log that can't be read
   * has nothing new.
   */
  LogTail follow(Deployment deployment, Optional<String> serverId);

  /** Starts the service's containers as they were last deployed; returns when Docker has. */
  void start(String composeId);

  /** Stops the service's containers, which stay; returns when Docker has. */
  void stop(String composeId);

  /** Takes the service's waiting deployments out of the queue. */
  void cleanQueue(String composeId);

  /**
   * Deletes the service with its containers and volumes. Its answer proves only that the row is
   * gone (docs/reference/dokploy.md §3.5); a service that does not exist is success.
   */
  void delete(String composeId);

  /**
   * The containers of a service. Empty means "none, or Docker did not answer"
   * (docs/reference/dokploy.md §2.6); it is never proof that there is none.
   */
  List<Container> containers(String appName, Optional<String> serverId);

  /**
   * The containers of all services whose names begin so, newest first. Empty means what it means
   * for {@link #containers}.
   */
  List<Container> containersNamed(String prefix, Optional<String> serverId);

  /** What Docker says of one container, or empty when it says nothing. */
  Optional<ContainerDetails> container(String containerId, Optional<String> serverId);

  /** The host address that the instance knows of itself, or empty when it knows none. */
  Optional<String> instanceAddress();

  /** The remote servers that this token may deploy to. */
  List<Server> servers();

  /** The remote server of each compose service of a project; empty for the instance's own. */
  List<Optional<String>> serversOfServices(String projectId);

  /**
   * Why a remote server does not answer Dokploy, or empty when it does. It is the one call that
   * tells: all that ask its Docker answer "none" (docs/reference/dokploy.md §6.2). Members may not
   * make it; a server that Dokploy does not have (any more) is {@link Failure.NotFound}.
   */
  Optional<String> troubleOf(String serverId);

  /**
   * Whether the compose file of a deployed service can be read where the service runs: a member's
   * way to see that a remote server answers. False may also mean that it was never deployed.
   */
  boolean hasFiles(String composeId);

  /** Removes a container by force; false where the release can't (before 0.29.0). */
  boolean removeContainer(String containerId, Optional<String> serverId);

  /** Removes a volume; false where the release can't (before 0.30.0). */
  boolean removeVolume(String name, Optional<String> serverId);

  /** Removes an image that nothing uses; false where the release can't (before 0.30.0). */
  boolean removeImage(String name, String tag, Optional<String> serverId);
}
