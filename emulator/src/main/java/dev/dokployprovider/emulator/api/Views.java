package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How projects and environments are shown, and the services in them, by release. */
final class Views {
  private static final List<String> OTHER_SERVICES =
      List.of("applications", "mariadb", "mongo", "mysql", "postgres", "redis");

  private final Store store;
  private final Release release;
  private final ServiceViews services;

  Views(Store store, ServiceViews services) {
    this.store = store;
    this.release = store.release;
    this.services = services;
  }

  /** An element of project.all. */
  Map<String, @Nullable Object> listed(Row project, Row member) {
    Map<String, @Nullable Object> view = ServiceViews.copy(project);
    if (!release.hasEnvironments()) {
      putServices(view, servicesOf(project, member), ServiceViews::withDomains);
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
      Map<String, @Nullable Object> view = ServiceViews.copy(environment);
      putServices(view, servicesIn(environment, member), ServiceViews::withDomains);
      return view;
    }
    Map<String, @Nullable Object> view =
        Json.object(
            "name", environment.get("name"),
            "environmentId", environment.get("environmentId"),
            "isDefault", environment.get("isDefault"));
    putServices(view, servicesIn(environment, member), ServiceViews::threeColumns);
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
    Map<String, @Nullable Object> view = ServiceViews.copy(project);
    if (!release.hasEnvironments()) {
      putServices(view, servicesOf(project, member), ServiceViews::copy);
      return view;
    }
    view.put(
        "environments",
        environmentsOf(project, member).stream()
            .map(environment -> {
              Map<String, @Nullable Object> shown = ServiceViews.copy(environment);
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
    return release.slimEnvironments() ? services.slim(service) : ServiceViews.copy(service);
  }

  /** An element of project.allForPermissions. */
  Map<String, @Nullable Object> forPermissions(Row project, Row member) {
    Map<String, @Nullable Object> view = ServiceViews.some(project, "projectId", "name");
    view.put(
        "environments",
        environmentsOf(project, member).stream()
            .map(environment -> {
              Map<String, @Nullable Object> shown =
                  ServiceViews.some(environment, "environmentId", "name", "isDefault");
              putServices(shown, servicesIn(environment, member), ServiceViews::forPermissions);
              return shown;
            })
            .toList());
    return view;
  }

  /** An element of environment.byProjectId. */
  Map<String, @Nullable Object> environment(Row environment, Row member) {
    Map<String, @Nullable Object> view = head(environment);
    putServices(view, servicesIn(environment, member), row -> withIcon(row, inEnvironment(row)));
    view.put("project", projectOf(environment));
    return view;
  }

  /** environment.one. */
  Map<String, @Nullable Object> environmentOne(Row environment, Row member) {
    Map<String, @Nullable Object> view = head(environment);
    if (release.slimProjectList()) {
      view.put("projectId", environment.get("projectId"));
      view.put("env", environment.get("env"));
    }
    putServices(
        view,
        servicesIn(environment, member),
        row ->
            release.slimProjectList()
                ? withIcon(row, services.inEnvironmentOne(row))
                : services.withDeployments(row));
    view.put("project", projectOf(environment));
    return view;
  }

  private Map<String, @Nullable Object> withIcon(Row service, Map<String, @Nullable Object> view) {
    if (release.slimEnvironments()) {
      view.put("icon", service.get("icon"));
    }
    return view;
  }

  private Map<String, @Nullable Object> head(Row environment) {
    return release.slimProjectList()
        ? ServiceViews.some(environment, "name", "description", "environmentId", "isDefault")
        : ServiceViews.copy(environment);
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

  List<Row> servicesIn(Row environment, Row member) {
    return store.services.where(row ->
        row.text("environmentId").equals(environment.text("environmentId"))
            && isVisible(row, member));
  }

  private static boolean isVisible(Row service, Row member) {
    return !Access.isMember(member)
        || member.contains("accessedServices", service.text("composeId"));
  }
}
