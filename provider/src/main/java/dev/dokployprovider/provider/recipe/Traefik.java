package dev.dokployprovider.provider.recipe;

import dev.dokployprovider.provider.recipe.model.ServerName;
import java.util.List;

/**
 * What the server's Traefik must be told to lead to a machine: it ends TLS at its port 443 and
 * passes what is inside on to sshd, chosen by the name that the client gives
 * (docs/reference/dokploy.md §5; docs/reference/dokploy.md §6.11). Its own certificate will do.
 */
final class Traefik {
  /** On every server that Dokploy has set up; all apps that have a domain are on it. */
  static final String NETWORK = "dokploy-network";

  private Traefik() {}

  static List<String> labels(ServerName name) {
    String router = "traefik.tcp.routers." + name.label();
    return List.of(
        "traefik.enable=true",
        "traefik.docker.network=" + NETWORK,
        router + ".rule=HostSNI(`" + name + "`)",
        router + ".entrypoints=websecure",
        router + ".tls=true",
        router + ".service=" + name.label(),
        "traefik.tcp.services." + name.label() + ".loadbalancer.server.port=" + Recipe.SSH_PORT);
  }
}
