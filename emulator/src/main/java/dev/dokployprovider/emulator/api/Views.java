package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How rows are shown: what is nested in them, and what is left out, by release. */
final class Views {
  private static final List<String> OTHER_SERVICES =
      List.of("applications", "mariadb", "mongo", "mysql", "postgres", "redis");

  private final Store store;
  private final Release release;

  Views(Store store) {
    this.store = store;
    this.release = store.release;
  }

  private static Map<String, @Nullable Object> copy(Row row) {
    return new LinkedHashMap<>(row.columns());
  }

  /** A service with its project, deployments and so on, as compose.delete shows it from 0.25. */
  Map<String, @Nullable Object> details(Row service) {
    Map<String, @Nullable Object> view = copy(service);
    Map<String, @Nullable Object> project =
        store.projects.find(store.projectIdOf(service)).map(Row::columns).orElse(Map.of());
    if (release.hasEnvironments()) {
      Map<String, @Nullable Object> environment =
          store.environments.find(service.text("environmentId")).map(Views::copy).orElseThrow();
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

  private static Map<String, @Nullable Object> withDomains(Row service) {
    Map<String, @Nullable Object> view = copy(service);
    view.put("domains", List.of());
    return view;
  }

  private static Map<String, @Nullable Object> threeColumns(Row service) {
    return Json.object(
        "composeId", service.get("composeId"),
        "name", service.get("name"),
        "composeStatus", service.get("composeStatus"));
  }

  private Map<String, @Nullable Object> slim(Row service) {
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

  /** An element of project.all. */
  Map<String, @Nullable Object> listed(Row project, Row member) {
    Map<String, @Nullable Object> view = copy(project);
    if (!release.hasEnvironments()) {
      putServices(view, servicesOf(project, member), Views::withDomains);
      return view;
    }
    view.put(
        "environments",
        environmentsOf(project, member).stream()
            .map(environment -> listedEnvironment(environment, member))
            .toList());
    if (release.hasTags()) {
      view.put("projectTags", List.of());
    }
    return view;
  }

  private Map<String, @Nullable Object> listedEnvironment(Row environment, Row member) {
    if (!release.slimProjectList()) {
      Map<String, @Nullable Object> view = copy(environment);
      putServices(view, servicesIn(environment, member), Views::withDomains);
      return view;
    }
    Map<String, @Nullable Object> view =
        Json.object(
            "name", environment.get("name"),
            "environmentId", environment.get("environmentId"),
            "isDefault", environment.get("isDefault"));
    putServices(view, servicesIn(environment, member), Views::threeColumns);
    return view;
  }

  private void putServices(
      Map<String, @Nullable Object> view,
      List<Row> services,
      Function<Row, Map<String, @Nullable Object>> form) {
    OTHER_SERVICES.forEach(kind -> view.put(kind, List.of()));
    view.put("compose", services.stream().map(form).toList());
    if (release.hasTags()) {
      view.put("libsql", List.of());
    }
  }

  /** project.one. */
  Map<String, @Nullable Object> project(Row project, Row member) {
    Map<String, @Nullable Object> view = copy(project);
    if (!release.hasEnvironments()) {
      putServices(view, servicesOf(project, member), Views::copy);
      return view;
    }
    view.put(
        "environments",
        environmentsOf(project, member).stream()
            .map(environment -> {
              Map<String, @Nullable Object> shown = copy(environment);
              putServices(shown, servicesIn(environment, member), this::inEnvironment);
              return shown;
            })
            .toList());
    if (release.hasTags()) {
      view.put("projectTags", List.of());
    }
    return view;
  }

  private Map<String, @Nullable Object> inEnvironment(Row service) {
    return release.slimEnvironments() ? slim(service) : copy(service);
  }

  /** An element of environment.byProjectId. */
  Map<String, @Nullable Object> environment(Row environment, Row member) {
    Map<String, @Nullable Object> view = head(environment, false);
    putServices(view, servicesIn(environment, member), this::inEnvironment);
    view.put("project", projectOf(environment));
    return view;
  }

  /** environment.one. */
  Map<String, @Nullable Object> environmentOne(Row environment, Row member) {
    Map<String, @Nullable Object> view = head(environment, true);
    putServices(
        view,
        servicesIn(environment, member),
        service -> {
          Map<String, @Nullable Object> shown = copy(service);
          shown.put("deployments", columns(store.deploymentsOf(service.text("composeId"))));
          shown.put(
              "server",
              store.servers.find(service.text("serverId")).map(Row::columns).orElse(null));
          return shown;
        });
    view.put("project", projectOf(environment));
    return view;
  }

  private Map<String, @Nullable Object> head(Row environment, boolean one) {
    if (!release.slimEnvironments()) {
      return copy(environment);
    }
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    for (String column : List.of("name", "description", "environmentId", "isDefault")) {
      view.put(column, environment.get(column));
    }
    if (one) {
      view.put("projectId", environment.get("projectId"));
      view.put("env", environment.get("env"));
    }
    return view;
  }

  private @Nullable Object projectOf(Row environment) {
    return store.projects.find(environment.text("projectId")).map(Row::columns).orElse(null);
  }

  List<Row> environmentsOf(Row project, Row member) {
    return store.environments.where(row ->
        row.text("projectId").equals(project.text("projectId"))
            && (!Access.isMember(member)
                || member.contains("accessedEnvironments", row.text("environmentId"))));
  }

  private List<Row> servicesOf(Row project, Row member) {
    return store.services.where(
        row -> row.text("projectId").equals(project.text("projectId")) && isVisible(row, member));
  }

  private List<Row> servicesIn(Row environment, Row member) {
    return store.services.where(row ->
        row.text("environmentId").equals(environment.text("environmentId"))
            && isVisible(row, member));
  }

  private static boolean isVisible(Row service, Row member) {
    return !Access.isMember(member)
        || member.contains("accessedServices", service.text("composeId"));
  }
}
