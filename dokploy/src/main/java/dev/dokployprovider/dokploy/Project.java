package dev.dokployprovider.dokploy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A project with its environments. Names are not unique in Dokploy; ids are.
 *
 * @param createdAt ISO 8601 in UTC, so that texts sort as times do; empty where it is not told
 * @param isEmpty whether it holds no service of any kind
 */
public record Project(
    String id, String name, String createdAt, boolean isEmpty, List<Environment> environments) {
  public Project {
    environments = List.copyOf(environments);
  }

  /**
   * Where a service goes when the user names no environment: the one marked as the default, else
   * the one named "production", else the first (docs/reference/dokploy.md §2.2). Empty when the
   * token can see none.
   */
  public Optional<Environment> defaultEnvironment() {
    return first(Environment::isDefault)
        .or(() -> first(environment -> environment.name().equals("production")))
        .or(() -> first(environment -> true));
  }

  private Optional<Environment> first(Predicate<Environment> wanted) {
    return environments.stream().filter(wanted).findFirst();
  }
}
