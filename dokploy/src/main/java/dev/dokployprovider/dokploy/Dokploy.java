package dev.dokployprovider.dokploy;

import java.util.function.Function;
import java.util.function.Supplier;

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

  /**
   * Asks for something that is needed a little later, where that can be done while the caller goes
   * on; else it is asked for when it is needed.
   *
   * @param ask reads only
   * @return waits for the answer; throws what {@code ask} throws
   */
  default <T> Supplier<T> soon(Function<Dokploy, T> ask) {
    return () -> ask.apply(this);
  }

  /** Projects, which hold the services. */
  ProjectApi projects();

  /** Compose services: made, changed, started, stopped, deleted. */
  ServiceApi services();

  /** Deployments of services, their queue and their logs. */
  DeploymentApi deployments();

  /** What Docker has where services run. */
  DockerApi docker();

  /** The instance and its remote servers. */
  ServerApi servers();
}
