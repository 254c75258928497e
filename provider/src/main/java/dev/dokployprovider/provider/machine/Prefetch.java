package dev.dokployprovider.provider.machine;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.ServerContainers;
import dev.dokployprovider.provider.machine.context.MachineContext;
import java.util.Optional;
import java.util.function.Supplier;

/** What is asked at once before a new machine is made, and needed one after the other. */
final class Prefetch {
  private final MachineContext context;
  private final Supplier<Permissions> permissions;
  private final Optional<Supplier<ServerContainers>> here;

  private Prefetch(MachineContext context) {
    var dokploy = context.dokploy();
    this.context = context;
    this.permissions = dokploy.soon(Dokploy::permissions);
    // On which remote server, is not known yet.
    this.here =
        context.options().remoteServer().isEmpty()
            ? Optional.of(dokploy.soon(one -> one.docker().onServer(Optional.empty())))
            : Optional.empty();
  }

  static Prefetch begin(MachineContext context) {
    return new Prefetch(context);
  }

  /** What the token's owner may do. */
  Permissions permissions() {
    return permissions.get();
  }

  /**
   * The containers that there are; none where Dokploy does not tell.
   *
   * @param server where the machine goes; empty for Dokploy's own
   */
  ServerContainers containers(Optional<Server> server) {
    try {
      return here.filter(_ -> server.isEmpty())
          .map(Supplier::get)
          .orElseGet(() -> context.dokploy().docker().onServer(server.map(Server::id)));
    } catch (DokployException untold) {
      return ServerContainers.NONE;
    }
  }
}
