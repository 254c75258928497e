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
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    for (String column :
        List.of(
            "name",
            "description",
            "appName",
            "createdAt",
            "serverId",
            "composeId",
            "composeStatus")) {
      view.put(column, service.get(column));
    }
    view.put(
        "server",
        store
            .servers
            .find(service.text("serverId"))
            .map(server -> Json.object("name", server.get("name")))
            .orElse(null));
    return view;
  }

  /** As environment.one lists it. */
  Map<String, @Nullable Object> withDeployments(Row service) {
    Map<String, @Nullable Object> view = copy(service);
    view.put("deployments", columns(store.deploymentsOf(service.text("composeId"))));
    view.put("server", store.servers.find(service.text("serverId")).map(Row::columns).orElse(null));
    return view;
  }
}
