package dev.dokployprovider.emulator.store;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dokploy's database: a table for each kind of row. */
public final class Store {
  public final Release release;
  public final Columns columns;
  public final Folders folders;
  public final Table projects;
  public final Table environments;
  public final Table services;
  public final Table deployments;
  public final Table servers;
  public final Table members;
  public final Table users;
  public final Table keys;
  public final Table organizations;

  /** One row: the settings of the web server. */
  public final Table settings;

  /** Jobs of the queue that has to survive a restart (before 0.29.9). */
  public final Table jobs;

  /** Every app name that was ever deployed, with the server it ran on: what ephemeral removes. */
  public final Table deployed;

  /** Opens the tables in the data folder, and makes the first organisation in an empty one. */
  public Store(Release release, Folders folders) {
    this.release = release;
    this.folders = folders;
    this.columns = new Columns(release);
    this.projects = table("projects", "projectId");
    this.environments = table("environments", "environmentId");
    this.services = table("services", "composeId");
    this.deployments = table("deployments", "deploymentId");
    this.servers = table("servers", "serverId");
    this.members = table("members", "id");
    this.users = table("users", "id");
    this.keys = table("keys", "hash");
    this.organizations = table("organizations", "id");
    this.settings = table("settings", "id");
    this.jobs = table("jobs", "jobId");
    this.deployed = table("deployed", "appName");
    if (organizations.all().isEmpty()) {
      found();
    }
  }

  private Table table(String name, String key) {
    return new Table(folders.tables().resolve(name), key);
  }

  private void found() {
    settings.insert(
        columns.row(
            "settings",
            Json.object("id", Ids.id(), "createdAt", Ids.now(), "updatedAt", Ids.now())));
    String userId = Ids.id();
    Row organization =
        columns.row(
            "organization", Json.object("id", Ids.id(), "createdAt", Ids.now(), "ownerId", userId));
    organizations.insert(organization);
    addMember(userId, "Admin", "admin@example.test", Json.object("role", "owner"));
  }

  /** The organisation; the emulator has one. */
  public Row organization() {
    return organizations.all().getFirst();
  }

  /** The settings' one row. */
  public Row webServer() {
    return settings.all().getFirst();
  }

  public Row owner() {
    return members.where(row -> row.text("role").equals("owner")).getFirst();
  }

  /** Makes a user and its membership, with the given columns of the latter; returns the latter. */
  public Row addMember(
      String userId, String name, String email, Map<String, @Nullable Object> values) {
    String now = Ids.now();
    users.insert(
        columns.row(
            "user",
            Json.object(
                "id",
                userId,
                "name",
                name,
                "firstName",
                name,
                "email",
                email,
                "createdAt",
                now,
                "createdAt2",
                now,
                "updatedAt",
                now,
                "expirationDate",
                now)));
    return members.insert(
        columns
            .row(
                "member",
                Json.object(
                    "id",
                    Ids.id(),
                    "organizationId",
                    organization().text("id"),
                    "userId",
                    userId,
                    "createdAt",
                    now))
            .withAll(columns.known("member", values)));
  }

  /** The project that a service belongs to, by its environment where there are environments. */
  public String projectIdOf(Row service) {
    return release.hasEnvironments()
        ? environments
            .find(service.text("environmentId"))
            .map(row -> row.text("projectId"))
            .orElse("")
        : service.text("projectId");
  }

  /** A service's deployments, oldest first. */
  public List<Row> deploymentsOf(String composeId) {
    return deployments.where(row -> row.text("composeId").equals(composeId));
  }

  /** Removes a service's row, and with it the rows of its deployments. */
  public void removeService(String composeId) {
    services.remove(composeId);
    deployments.removeWhere(row -> row.text("composeId").equals(composeId));
  }

  /** Sets what settings.getIp answers: the settings' column, the owner's before 0.26.3. */
  public void setIpAddress(String address) {
    settings.update(webServer().text("id"), row -> row.with("serverIp", address));
    if (columns.has("user", "serverIp")) {
      users.update(owner().text("userId"), row -> row.with("serverIp", address));
    }
  }

  public void setStatus(String composeId, String status) {
    services.update(composeId, row -> row.with("composeStatus", status));
  }
}
