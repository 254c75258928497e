package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Table;
import java.util.ArrayList;
import java.util.List;

/** The routers {@code project} and {@code environment}. */
final class Projects {
  private static final List<String> OTHER_SERVICES =
      List.of("applications", "mariadb", "mongo", "mysql", "postgres", "redis");

  private final World world;

  Projects(World world) {
    this.world = world;
  }

  Object all(Caller caller, Input input) {
    return newestFirst(Table.PROJECT).stream().map(project -> shown(project, false)).toList();
  }

  Object one(Caller caller, Input input) {
    String id = input.required("projectId").text("projectId");
    return shown(project(id), true);
  }

  Object create(Caller caller, Input input) {
    String name = input.required("name").text("name");
    if (!caller.may("canCreateProjects")) {
      throw ApiException.badRequest("Error creating the project: Permission denied");
    }
    var project =
        new Row()
            .with("projectId", World.id(21))
            .with("name", name)
            .with("description", input.all().get("description"))
            .with("createdAt", World.now())
            .with("organizationId", World.ORGANIZATION)
            .with("env", "");
    world.store().put(Table.PROJECT, project);
    var environment =
        new Row()
            .with("environmentId", World.id(21))
            .with("name", "production")
            .with("description", "Production environment")
            .with("createdAt", World.now())
            .with("env", "")
            .with("projectId", project.text("projectId"));
    if (world.release().hasDefaultEnvironmentFlag()) {
      environment.with("isDefault", true);
    }
    world.store().put(Table.ENVIRONMENT, environment);
    return world.release().hasEnvironments()
        ? new Row().with("project", project).with("environment", environment)
        : project;
  }

  /** Takes rows away and nothing else: containers run on (dokploy-api.md §2.1). */
  Object remove(Caller caller, Input input) {
    String id = input.required("projectId").text("projectId");
    var project = project(id);
    for (var environment : world.store().where(Table.ENVIRONMENT, "projectId", id)) {
      String environmentId = environment.text("environmentId");
      world
          .store()
          .where(Table.COMPOSE, "environmentId", environmentId)
          .forEach(row -> world.store().remove(Table.COMPOSE, row.text("composeId")));
      world.store().remove(Table.ENVIRONMENT, environmentId);
    }
    world.store().remove(Table.PROJECT, id);
    return project;
  }

  Object environments(Caller caller, Input input) {
    String id = input.required("projectId").text("projectId");
    var project = world.store().find(Table.PROJECT, id);
    return world.store().where(Table.ENVIRONMENT, "projectId", id).stream()
        .map(row -> listed(row).with("project", project.orElse(new Row())))
        .toList();
  }

  private Row listed(Row row) {
    var environment = environment(row, true);
    if (world.release().listsEnvironmentsSlim()) {
      List.of("createdAt", "env", "projectId").forEach(environment::remove);
    }
    return environment;
  }

  private Row project(String id) {
    return world
        .store()
        .find(Table.PROJECT, id)
        .orElseThrow(() -> ApiException.notFound("Project"));
  }

  private Row shown(Row project, boolean alone) {
    var environments =
        world.store().where(Table.ENVIRONMENT, "projectId", project.text("projectId"));
    if (!world.release().hasEnvironments()) {
      OTHER_SERVICES.forEach(kind -> project.with(kind, List.of()));
      var services = new ArrayList<Row>();
      environments.forEach(row -> services.addAll(services(row, false)));
      return project.with("compose", services);
    }
    project.with(
        "environments", environments.stream().map(row -> environment(row, alone)).toList());
    return world.release().hasProjectTags() ? project.with("projectTags", List.of()) : project;
  }

  private Row environment(Row row, boolean whole) {
    var shown = new Row();
    if (world.release().listsProjectsSlim() && !whole) {
      shown
          .with("name", row.get("name"))
          .with("environmentId", row.get("environmentId"))
          .with("isDefault", row.get("isDefault"));
    } else {
      shown.putAll(row);
    }
    OTHER_SERVICES.forEach(kind -> shown.with(kind, List.of()));
    if (world.release().listsEnvironmentsSlim()) {
      shown.with("libsql", List.of());
    }
    return shown.with("compose", services(row, whole));
  }

  private List<Row> services(Row environment, boolean alone) {
    var rows =
        world.store().where(Table.COMPOSE, "environmentId", environment.text("environmentId"));
    return rows.stream().map(row -> service(row, alone)).toList();
  }

  /** All columns, or few, by release and by whether one project was asked for. */
  private Row service(Row row, boolean alone) {
    if (alone && !world.release().listsEnvironmentsSlim()) {
      return new ComposeRows(world).shown(row);
    }
    if (world.release().listsProjectsSlim()) {
      var slim =
          new Row()
              .with("composeId", row.get("composeId"))
              .with("name", row.get("name"))
              .with("composeStatus", row.get("composeStatus"));
      return alone
          ? slim.with("description", row.get("description"))
              .with("appName", row.get("appName"))
              .with("createdAt", row.get("createdAt"))
              .with("serverId", row.get("serverId"))
              .with("server", null)
          : slim;
    }
    return new ComposeRows(world).shown(row).with("domains", List.of());
  }

  private List<Row> newestFirst(Table table) {
    return world.store().where(table, row -> true).reversed();
  }
}
