package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.release.Release;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;

/**
 * Who may do what (docs/reference/dokploy.md §1.4): the flags of a membership, and two models over
 * them.
 */
final class Access {
  private static final String DENIED = "Permission denied";

  private final Store store;
  private final Release release;

  Access(Store store) {
    this.store = store;
    this.release = store.release;
  }

  static boolean isMember(Row member) {
    return member.text("role").equals("member");
  }

  private void needFlag(Row member, String flag, String resource) throws ApiException {
    if (isMember(member) && !member.flag(flag)) {
      throw ApiException.unauthorized(
          release.hasPermissionModel()
              ? "unauthorized to access resource \"" + resource + "\""
              : DENIED);
    }
  }

  private void needElement(Row member, String column, String id, String what) throws ApiException {
    if (isMember(member) && !member.contains(column, id)) {
      throw ApiException.unauthorized(
          release.hasPermissionModel() ? "You don't have access to this " + what : DENIED);
    }
  }

  void createProject(Row member) throws ApiException {
    needFlag(member, "canCreateProjects", "project");
  }

  void removeProject(Row member, String projectId) throws ApiException {
    needFlag(member, "canDeleteProjects", "project");
    needElement(member, "accessedProjects", projectId, "project");
  }

  void readProject(Row member, String projectId) throws ApiException {
    needElement(member, "accessedProjects", projectId, "project");
  }

  void createService(Row member, String projectId) throws ApiException {
    needFlag(member, "canCreateServices", "service");
    needElement(member, "accessedProjects", projectId, "project");
  }

  void readService(Row member, String composeId) throws ApiException {
    needElement(member, "accessedServices", composeId, "service");
  }

  /** Before 0.28.7 any member may change any service. */
  void changeService(Row member, String composeId) throws ApiException {
    if (release.hasPermissionModel()) {
      needFlag(member, "canCreateServices", "service");
      readService(member, composeId);
    }
  }

  /** Deploy, start, stop, read deployments: before 0.28.7 any member may. */
  void useService(Row member, String composeId) throws ApiException {
    if (release.hasPermissionModel()) {
      readService(member, composeId);
    }
  }

  void deleteService(Row member, String composeId) throws ApiException {
    needFlag(member, "canDeleteServices", "service");
    readService(member, composeId);
  }

  /** Before 0.28.7 any user may. */
  void readDocker(Row member) throws ApiException {
    if (release.hasPermissionModel()) {
      needFlag(member, "canAccessToDocker", "docker");
    }
  }

  void readServers(Row member) throws ApiException {
    if (release.refusesServersToMembers() && isMember(member)) {
      throw ApiException.unauthorized("unauthorized to access resource \"server\"");
    }
  }

  void readEnvironment(Row member, String environmentId) throws ApiException {
    if (isMember(member) && !member.contains("accessedEnvironments", environmentId)) {
      throw release.hasPermissionModel()
          ? ApiException.forbidden("You are not allowed to access this environment")
          : ApiException.notFound("Environment");
    }
  }

  void createEnvironment(Row member) throws ApiException {
    needFlag(member, "canCreateEnvironments", "environment");
  }

  void removeEnvironment(Row member) throws ApiException {
    needFlag(member, "canDeleteEnvironments", "environment");
  }

  /** Remembers that a member made something, so that it may use it. */
  void grant(Row member, String column, String id) {
    boolean recorded = isMember(member) || release.hasPermissionModel();
    if (recorded && store.columns.has("member", column)) {
      store.members.update(member.text("id"), row -> row.withElement(column, id));
    }
  }
}
