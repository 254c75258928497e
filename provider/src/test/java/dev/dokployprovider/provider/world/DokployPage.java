package dev.dokployprovider.provider.world;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Service;
import java.util.Optional;

/** Dokploy's own page, and what people do on it past the provider. */
public final class DokployPage {
  private static final String PROJECT = "devpod-workspaces";

  private final Dokploy dokploy;

  public DokployPage(MemoryServer server) {
    this.dokploy = server.client();
  }

  /** Makes a service in the project of the machines, and the project where there is none. */
  public Service create(String name, String description) {
    var project =
        dokploy.projects().named(PROJECT).stream()
            .findFirst()
            .orElseGet(() -> dokploy.projects().create(PROJECT));
    return dokploy
        .services()
        .create(
            project.defaultEnvironment().orElseThrow(),
            new NewService(name, "devpod-" + name, description, Optional.empty()));
  }

  /** Has it deployed, which takes as long as it takes. */
  public void deploy(Service service) {
    dokploy.deployments().deploy(service.composeId(), "");
  }

  /** Changes a service's description, by which the provider knows whose it is. */
  public void describe(Service service, String description) {
    dokploy.services().update(service.composeId(), "services: {}", description);
  }

  /** Stops its containers. */
  public void stop(Service service) {
    dokploy.services().stop(service.composeId());
  }

  /** Deletes it with its containers and volumes. */
  public void delete(Service service) {
    dokploy.services().delete(service.composeId());
  }
}
