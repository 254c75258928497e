package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.provider.options.ProviderOptions;
import dev.dokployprovider.provider.options.ServerUrl;
import dev.dokployprovider.provider.recipe.Recipe;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import dev.dokployprovider.provider.ssh.Address;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a published port may be reached, best first. More than one is tried because none is sure:
 * Dokploy's address may be a CDN's, and the address that the instance knows of itself may lie
 * before a NAT. A wrong one does no harm, as only the machine has the pinned host key; what a
 * person typed into Dokploy may be no address at all, and is passed over.
 */
final class Addresses {
  private Addresses() {}

  /**
   * @param instance what the instance says of itself; empty while it was not asked
   */
  static List<Address> of(
      List<Published> published,
      ProviderOptions options,
      Optional<String> remoteServer,
      Optional<String> instance) {
    var addresses = new LinkedHashSet<Address>();
    for (var port : published) {
      hosts(port, options, remoteServer, instance).stream()
          .flatMap(host -> Address.of(host.strip(), port.port()).stream())
          .forEach(addresses::add);
    }
    return List.copyOf(addresses);
  }

  /** Where Traefik may be reached, which knows the machine by a name. */
  static List<Address> ofTraefik(
      ProviderOptions options, Optional<String> remoteServer, Optional<String> instance) {
    int port = options.tlsPort();
    return of(List.of(new Published("", port)), options, remoteServer, instance);
  }

  /**
   * Where a container itself is: in its compose project's own network, or, for want of that, in the
   * first one.
   *
   * @param networks its address in each network
   */
  static List<Address> ofContainer(Map<String, String> networks, String appName, int port) {
    return Stream.concat(
            new TreeMap<>(networks)
                .entrySet().stream()
                    .filter(network -> network.getKey().startsWith(appName + "_"))
                    .map(Map.Entry::getValue),
            new TreeMap<>(networks).values().stream())
        .limit(1)
        .flatMap(host -> Address.of(host, port).stream())
        .toList();
  }

  /** Whether what stands in Dokploy as a server's address is one. */
  static boolean isOne(String text) {
    return Address.of(text.strip(), Recipe.SSH_PORT).isPresent();
  }

  private static List<String> hosts(
      Published port,
      ProviderOptions options,
      Optional<String> remoteServer,
      Optional<String> instance) {
    if (options.sshHost().isPresent()) {
      return List.of(options.sshHost().get());
    }
    if (!PublishedPorts.isEverywhere(port.address())) {
      return List.of(port.address());
    }
    if (remoteServer.isPresent()) {
      return List.of(remoteServer.get());
    }
    var hosts = new LinkedHashSet<String>();
    hosts.add(ServerUrl.host(options.server()));
    instance.ifPresent(hosts::add);
    return List.copyOf(hosts);
  }
}
