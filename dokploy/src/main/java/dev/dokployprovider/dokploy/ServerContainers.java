package dev.dokployprovider.dokploy;

import dev.dokployprovider.dokploy.ContainerDetails.Published;
import java.util.List;

/**
 * The containers of a server, as far as Dokploy shows them: not its own.
 *
 * @param newestFirst all of them
 * @param ports the server's ports that those have which run
 */
public record ServerContainers(List<Container> newestFirst, List<Published> ports) {
  /** None is known. */
  public static final ServerContainers NONE = new ServerContainers(List.of(), List.of());

  public ServerContainers {
    newestFirst = List.copyOf(newestFirst);
    ports = List.copyOf(ports);
  }
}
