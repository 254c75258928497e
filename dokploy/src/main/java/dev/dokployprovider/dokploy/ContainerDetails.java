package dev.dokployprovider.dokploy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code docker inspect} says of a container, as far as a machine needs it.
 *
 * @param exitCode of its last end; 0 while it runs
 * @param published the host's side of each published port, by Docker's name for the container's
 *     side ({@code 22/tcp}); empty while it is stopped
 * @param networks the container's address in each network, by the network's name
 * @param labels with which it was made
 * @param volumes the names of the volumes that it has
 * @param health empty where Docker makes no health check of it
 */
public record ContainerDetails(
    ContainerState state,
    int exitCode,
    String error,
    Map<String, List<Published>> published,
    Map<String, String> networks,
    Map<String, String> labels,
    List<String> volumes,
    Optional<Health> health) {
  public ContainerDetails {
    published = Map.copyOf(published);
    networks = Map.copyOf(networks);
    labels = Map.copyOf(labels);
    volumes = List.copyOf(volumes);
  }

  /** Of one without a health check. */
  public ContainerDetails(
      ContainerState state,
      int exitCode,
      String error,
      Map<String, List<Published>> published,
      Map<String, String> networks,
      Map<String, String> labels,
      List<String> volumes) {
    this(state, exitCode, error, published, networks, labels, volumes, Optional.empty());
  }

  /**
   * What Docker's health check says.
   *
   * @param word {@code starting}, {@code healthy} or {@code unhealthy}
   * @param output what its last run printed
   */
  public record Health(String word, String output) {}

  /** An address of the host, such as 0.0.0.0, with a port from 1 to 65535. */
  public record Published(String address, int port) {}
}
