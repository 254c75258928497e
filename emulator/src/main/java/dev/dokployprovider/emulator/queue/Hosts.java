package dev.dokployprovider.emulator.queue;

import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which remote servers cannot be reached now. Their containers run on the same engine. */
public final class Hosts {
  private final Store store;
  private final Set<String> lost = ConcurrentHashMap.newKeySet();

  public Hosts(Store store) {
    this.store = store;
  }

  public void setReachable(String serverId, boolean reachable) {
    if (reachable) {
      lost.remove(serverId);
    } else {
      lost.add(serverId);
    }
  }

  /** What Dokploy says when it cannot reach the server; empty when it can, or for its own host. */
  public Optional<String> trouble(String serverId) {
    if (serverId.isEmpty() || !lost.contains(serverId)) {
      return Optional.empty();
    }
    Row server = store.servers.find(serverId).orElseThrow();
    return Optional.of(
        "SSH connection error: connect ECONNREFUSED "
            + server.text("ipAddress")
            + ":"
            + server.number("port", 22));
  }
}
