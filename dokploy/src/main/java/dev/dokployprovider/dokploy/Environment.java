package dev.dokployprovider.dokploy;

import java.util.List;

/**
 * Where a service lives inside a project. Releases before 0.25.0 have no environments: their
 * project is shown as one, with an empty {@code id}.
 *
 * @param isDefault whether Dokploy marks it as the project's default (before 0.26.1: the one named
 *     "production")
 */
public record Environment(
    String projectId, String id, String name, boolean isDefault, List<ServiceName> services) {
  public Environment {
    services = List.copyOf(services);
  }

  /** A compose service as the list of projects shows it. */
  public record ServiceName(String composeId, String name) {}
}
