package dev.dokployprovider.provider.machine.project;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.provider.options.MachineOptions;
import dev.dokployprovider.provider.options.RouteKind;
import dev.dokployprovider.provider.problem.Permission;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import dev.dokployprovider.provider.recipe.model.PublishedPorts;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Whether the token's owner may do what a machine needs, asked before anything is made: Dokploy
 * says no only when it is asked for each, the last time after the whole build
 * (docs/reference/dokploy.md §1.4).
 */
public final class PermissionCheck {
  private PermissionCheck() {}

  /**
   * For a new machine.
   *
   * @param granted what the token's owner may do
   * @param hasProject whether there is a project for it; asked only where it matters
   * @throws ProblemException naming all that is missing
   */
  public static void checkNew(
      Permissions granted, MachineOptions options, BooleanSupplier hasProject) {
    refuse(missing(granted, mustReadDocker(options), hasProject));
  }

  /**
   * For a machine that is there and is deployed again: whether it could be reached afterwards. That
   * it may not be changed is told before its build.
   *
   * @throws ProblemException as {@link #checkNew}
   */
  public static void checkDeployed(Dokploy dokploy, MachineOptions options) {
    if (mustReadDocker(options) && !dokploy.permissions().readDocker()) {
      refuse(List.of(Permission.ACCESS_TO_DOCKER));
    }
  }

  private static void refuse(List<Permission> missing) {
    if (!missing.isEmpty()) {
      throw new ProblemException(new Problem.MissingPermissions(missing));
    }
  }

  /** All that is missing. */
  public static List<Permission> missing(
      Permissions granted, boolean mustReadDocker, BooleanSupplier hasProject) {
    Set<Permission> missing = EnumSet.noneOf(Permission.class);
    if (!granted.createProjects() && !hasProject.getAsBoolean()) {
      missing.add(Permission.CREATE_PROJECTS);
    }
    if (!granted.createServices()) {
      missing.add(Permission.CREATE_SERVICES);
    }
    if (!granted.deleteServices()) {
      missing.add(Permission.DELETE_SERVICES);
    }
    if (mustReadDocker && !granted.readDocker()) {
      missing.add(Permission.ACCESS_TO_DOCKER);
    }
    return List.copyOf(missing);
  }

  /** A single port is known without, and at Traefik a machine has a name. */
  public static boolean mustReadDocker(MachineOptions options) {
    return switch (options.route().kind()) {
      case RouteKind.PORT -> {
        var ports = PublishedPorts.parse(options.sshPorts());
        yield ports.first() != ports.last();
      }
      case RouteKind.TLS -> false;
      case RouteKind.JUMP -> true;
    };
  }
}
