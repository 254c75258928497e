package dev.dokployprovider.dokploy;

import java.util.List;
import java.util.Optional;

/**
 * The instance and its remote servers. Every method throws {@link DokployException}; see {@link
 * Dokploy}.
 */
public interface ServerApi {
  /** The host address that the instance knows of itself, or empty when it knows none. */
  Optional<String> instanceAddress();

  /** The remote servers that this token may deploy to. */
  List<Server> all();

  /** The remote server of each compose service of a project; empty for the instance's own. */
  List<Optional<String>> ofServices(String projectId);

  /**
   * Why a remote server does not answer Dokploy, or empty when it does. It is the one call that
   * tells: all that ask its Docker answer "none" (docs/reference/dokploy.md §6.2). Members may not
   * make it; a server that Dokploy does not have (any more) is {@link Failure.NotFound}.
   */
  Optional<String> troubleOf(String serverId);

  /**
   * Whether Dokploy removes stopped containers and unused images there each night
   * (docs/reference/dokploy.md §6.8); empty where the token's owner is not told.
   *
   * @param serverId empty for the instance's own Docker
   */
  Optional<Boolean> cleansNightly(Optional<String> serverId);

  /**
   * What is known of the key that calls; empty from 0.29.9 on, which does not say which of its
   * owner's keys it is.
   */
  Optional<ApiKey> key();

  /**
   * The role of the key's owner: {@code owner}, {@code admin}, {@code member} or one of their own.
   */
  Optional<String> role();
}
