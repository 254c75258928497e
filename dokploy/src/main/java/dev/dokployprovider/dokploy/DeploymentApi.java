package dev.dokployprovider.dokploy;

import java.util.List;
import java.util.Optional;

/**
 * Deployments of services, their queue and their logs. Every method throws {@link
 * DokployException}; see {@link Dokploy}.
 */
public interface DeploymentApi {
  /** Puts a deployment of the service in the queue and returns at once. */
  void deploy(String composeId, String title);

  /**
   * What is waiting or being built, in the order in which it was queued; empty on releases that do
   * not tell (before 0.28.3).
   */
  Optional<List<QueuedJob>> queue();

  /**
   * The names of the services and applications that Dokploy says are being deployed, as far as the
   * token can see them; for releases without a queue to read. Its answer has all projects.
   */
  List<String> running();

  /**
   * The last lines of a deployment's log, read over REST or, before 0.29.5, over the websocket;
   * empty when there is none.
   *
   * @param lines how many lines at the most, 1 to 10,000
   */
  String log(Deployment deployment, Optional<String> serverId, int lines);

  /**
   * Begins to follow a deployment's log, by the same ways. Never fails: a log that can't be read
   * has nothing new.
   */
  LogTail follow(Deployment deployment, Optional<String> serverId);

  /**
   * The deployment's log from its beginning, as it is written, at no further call. Returns at once;
   * where nothing on the way lets a websocket through, it ends or never says anything.
   */
  LogTail stream(Deployment deployment, Optional<String> serverId);

  /** Takes the service's waiting deployments out of the queue. */
  void cancelWaiting(String composeId);
}
