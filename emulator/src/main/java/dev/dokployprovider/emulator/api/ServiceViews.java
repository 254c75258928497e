package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a service is shown: alone with all that belongs to it, or within lists with less. */
final class ServiceViews {
  private final Store store;
  private final Release release;

  ServiceViews(Store store) {
    this.store = store;
    this.release = store.release;
  }

  static Map<String, @Nullable Object> copy(Row row) {
    return new LinkedHashMap<>(row.columns());
  }

  /** A service with its project, deployments and so on, as compose.delete shows it from 0.25. */
  Map<String, @Nullable Object> details(Row service) {
    Map<String, @Nullable Object> view = copy(service);
    Map<String, @Nullable Object> project =
        store.projects.find(store.projectIdOf(service)).map(Row::columns).orElse(Map.of());
    if (release.hasEnvironments()) {
      Map<String, @Nullable Object> environment =
          store
              .environments
              .find(service.text("environmentId"))
              .map(ServiceViews::copy)
              .orElseThrow();
      environment.put("project", project);
      view.put("environment", environment);
    } else {
      view.put("project", project);
    }
    view.put("deployments", columns(store.deploymentsOf(service.text("composeId"))));
    view.put("mounts", List.of());
    view.put("domains", List.of());
    for (String provider : List.of("github", "gitlab", "bitbucket", "gitea")) {
      view.put(provider, null);
    }
    view.put("server", store.servers.find(service.text("serverId")).map(Row::columns).orElse(null));
    view.put("backups", List.of());
    return view;
  }

  /** A service as compose.one shows it. */
  Map<String, @Nullable Object> one(Row service) {
    Map<String, @Nullable Object> view = details(service);
    if (release.hasEnvironments()) {
      view.put("hasGitProviderAccess", true);
      view.put("unauthorizedProvider", null);
    }
    return view;
  }

  static List<Map<String, @Nullable Object>> columns(List<Row> rows) {
    return rows.stream().map(Row::columns).toList();
  }

  static Map<String, @Nullable Object> withDomains(Row service) {
    Map<String, @Nullable Object> view = copy(service);
    view.put("domains", List.of());
    return view;
  }

  static Map<String, @Nullable Object> threeColumns(Row service) {
    return Json.object(
        "composeId", service.get("composeId"),
        "name", service.get("name"),
        "composeStatus", service.get("composeStatus"));
  }

  Map<String, @Nullable Object> slim(Row service) {
    Map<String, @Nullable Object> view =
        some(
            service,
            "name",
            "description",
            "appName",
            "createdAt",
            "serverId",
            "composeId",
            "composeStatus");
    view.put("server", server(service, "name"));
    return view;
  }

  /** A deployment with its service, as deployment.allCentralized lists it. */
  Map<String, @Nullable Object> centralized(Row deployment) {
    Map<String, @Nullable Object> view = copy(deployment);
    view.put("application", null);
    view.put(
        "compose", store.services.find(deployment.text("composeId")).map(this::named).orElse(null));
    view.put("server", null);
    view.put("buildServer", null);
    return view;
  }

  private Map<String, @Nullable Object> named(Row service) {
    Map<String, @Nullable Object> view = some(service, "composeId", "name", "appName");
    if (store.columns.has("compose", "icon")) {
      view.put("icon", service.get("icon"));
    }
    Row environment = store.environments.find(service.text("environmentId")).orElseThrow();
    Map<String, @Nullable Object> parent = some(environment, "environmentId", "name");
    parent.put(
        "project",
        store
            .projects
            .find(environment.text("projectId"))
            .map(project -> some(project, "projectId", "name"))
            .orElse(null));
    view.put("environment", parent);
    view.put("server", server(service, "serverId", "name", "serverType"));
    return view;
  }

  /** Some of a row's columns. */
  static Map<String, @Nullable Object> some(Row row, String... columns) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    for (String column : columns) {
      view.put(column, row.get(column));
    }
    return view;
  }

  private @Nullable Object server(Row service, String... columns) {
    return store
        .servers
        .find(service.text("serverId"))
        .map(server -> some(server, columns))
        .orElse(null);
  }

  /** As environment.one lists it from 0.28.3 on. */
  Map<String, @Nullable Object> inEnvironmentOne(Row service) {
    Map<String, @Nullable Object> view =
        some(service, "composeId", "name", "createdAt", "composeStatus", "description", "serverId");
    view.put("server", server(service, "name", "serverId"));
    return view;
  }

  /** As project.allForPermissions lists it. */
  static Map<String, @Nullable Object> forPermissions(Row service) {
    return some(
        service,
        "composeId",
        "appName",
        "name",
        "createdAt",
        "composeStatus",
        "description",
        "serverId");
  }

  /** As environment.one lists it before 0.28.3. */
  Map<String, @Nullable Object> withDeployments(Row service) {
    Map<String, @Nullable Object> view = copy(service);
    view.put("deployments", columns(store.deploymentsOf(service.text("composeId"))));
    view.put("server", store.servers.find(service.text("serverId")).map(Row::columns).orElse(null));
    return view;
  }
}
