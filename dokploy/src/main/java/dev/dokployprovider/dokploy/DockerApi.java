package dev.dokployprovider.dokploy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Docker has where services run. Every method throws {@link DokployException}; see {@link
 * Dokploy}.
 */
public interface DockerApi {
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

  /** The containers of anybody on the server, with their ports; none is no proof. */
  ServerContainers onServer(Optional<String> serverId);

  /**
   * How large each volume is, in bytes, by its name; empty where the release does not tell (before
   * 0.30.0) or Docker does not answer. Docker reads all volumes for it, so it may take long.
   */
  Optional<Map<String, Long>> volumeSizes(Optional<String> serverId);

  /** What Docker says of one container, or empty when it says nothing. */
  Optional<ContainerDetails> container(String containerId, Optional<String> serverId);

  /**
   * Follows what a container prints and has printed, a time before each line
   * (docs/reference/dokploy.md §2.5). Nothing comes where Docker or Dokploy does not let it be
   * read.
   *
   * @param lines how many of what it has printed
   */
  LogTail log(String containerId, Optional<String> serverId, int lines);

  /** Removes a container by force; false where the release can't (before 0.29.0). */
  boolean removeContainer(String containerId, Optional<String> serverId);

  /** Removes a volume; false where the release can't (before 0.30.0). */
  boolean removeVolume(String name, Optional<String> serverId);

  /** Removes an image that nothing uses; false where the release can't (before 0.30.0). */
  boolean removeImage(String name, String tag, Optional<String> serverId);
}
