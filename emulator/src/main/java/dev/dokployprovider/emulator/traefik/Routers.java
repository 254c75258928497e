package dev.dokployprovider.emulator.traefik;

import dev.dokployprovider.emulator.engine.Container;
import dev.dokployprovider.emulator.engine.Engine;
import dev.dokployprovider.emulator.engine.EngineException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Traefik's TCP routers as its Docker provider reads them: out of the labels of containers that
 * run. Of a rule only {@code HostSNI(`NAME`)} is known; of entry points {@code websecure}.
 */
final class Routers {
  private static final String ROUTERS = "traefik.tcp.routers.";
  private static final String SERVICES = "traefik.tcp.services.";

  private final Engine engine;

  Routers(Engine engine) {
    this.engine = engine;
  }

  /** Where the connections for that name go. */
  Optional<InetSocketAddress> find(String serverName) throws EngineException, InterruptedException {
    for (Container container : engine.containers()) {
      if (container.state().equals("running")) {
        var address = in(container, serverName);
        if (address.isPresent()) {
          return address;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<InetSocketAddress> in(Container container, String serverName)
      throws InterruptedException {
    Map<String, String> labels = labels(container);
    if (!"true".equals(labels.get("traefik.enable"))) {
      return Optional.empty();
    }
    for (String label : labels.keySet()) {
      if (label.startsWith(ROUTERS) && label.endsWith(".rule")) {
        String router = label.substring(0, label.length() - ".rule".length());
        if (fits(labels, router, serverName)) {
          return backend(container, labels, router);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean fits(Map<String, String> labels, String router, String serverName) {
    return ("HostSNI(`" + serverName + "`)").equals(labels.get(router + ".rule"))
        && List.of(labels.getOrDefault(router + ".entrypoints", "").split(",", -1))
            .contains("websecure")
        && "true".equals(labels.get(router + ".tls"));
  }

  private Optional<InetSocketAddress> backend(
      Container container, Map<String, String> labels, String router) throws InterruptedException {
    String service = labels.getOrDefault(router + ".service", router.substring(ROUTERS.length()));
    String port = labels.getOrDefault(SERVICES + service + ".loadbalancer.server.port", "");
    return port.matches("\\d{1,5}")
        ? engine.inside(
            container.id(),
            labels.getOrDefault("traefik.docker.network", "dokploy-network"),
            Integer.parseInt(port))
        : Optional.empty();
  }

  private Map<String, String> labels(Container container) throws InterruptedException {
    var inspected = engine.inspect(container.id());
    if (inspected.isEmpty()
        || !(inspected.get().get("Config") instanceof Map<?, ?> config)
        || !(config.get("Labels") instanceof Map<?, ?> all)) {
      return Map.of();
    }
    Map<String, String> labels = new HashMap<>();
    all.forEach((name, value) -> labels.put(String.valueOf(name), String.valueOf(value)));
    return labels;
  }
}
