package dev.dokployprovider.provider.recipe.model;

/** How a machine's sshd can be reached from outside its container. */
public sealed interface Entry {

  /** At a port of the server that Docker picks out of these. */
  record Published(PublishedPorts ports) implements Entry {}

  /** By a name, through the server's Traefik: on the network of all the server's apps. */
  record Named(ServerName name) implements Entry {}

  /** Only at the container's own address. */
  record Unpublished() implements Entry {}
}
