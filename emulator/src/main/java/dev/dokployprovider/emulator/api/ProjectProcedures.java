package dev.dokployprovider.emulator.api;

import static dev.dokployprovider.emulator.api.Procedure.mutation;
import static dev.dokployprovider.emulator.api.Procedure.query;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Ids;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** project.* (docs/reference/dokploy.md §2.1). */
final class ProjectProcedures {
  private final Context context;
  private final Store store;

  ProjectProcedures(Context context) {
    this.context = context;
    this.store = context.store();
  }

  List<Procedure> all() {
    List<Procedure> all = new ArrayList<>();
    all.add(query("project.all", this::list));
    all.add(query("project.one", this::one));
    all.add(mutation("project.create", this::create));
    all.add(mutation("project.remove", this::remove));
    all.add(mutation("project.update", this::update));
    if (context.release().slimProjectList()) {
      all.add(query("project.search", this::search));
      all.add(query("project.allForPermissions", this::allForPermissions));
    }
    if (context.release().isAtLeast(0, 29, 1)) {
      all.add(query("project.homeStats", this::stats));
    }
    return all;
  }

  private List<Row> visible(Row member) {
    return store
        .projects
        .where(row ->
            !Access.isMember(member) || member.contains("accessedProjects", row.text("projectId")))
        .reversed();
  }

  private Object list(Call call) {
    return visible(call.member()).stream()
        .map(project -> context.views().listed(project, call.member()))
        .toList();
  }

  private Object one(Call call) throws ApiException {
    context.access().readProject(call.member(), call.text("projectId"));
    return context.views().project(context.project(call.text("projectId")), call.member());
  }

  private Object create(Call call) throws ApiException {
    try {
      context.access().createProject(call.member());
    } catch (ApiException e) {
      throw ApiException.badRequest("Error creating the project: " + e.text());
    }
    Row project =
        store.columns.row(
            "project",
            Json.object(
                "projectId", Ids.id(),
                "name", call.text("name"),
                "description", call.input().get("description"),
                "createdAt", Ids.now(),
                "organizationId", store.organization().text("id"),
                "env", call.text("env")));
    store.projects.insert(project);
    context.access().grant(call.member(), "accessedProjects", project.text("projectId"));
    if (!context.release().hasEnvironments()) {
      return project.columns();
    }
    Row environment =
        store.columns.row(
            "environment",
            Json.object(
                "environmentId",
                Ids.id(),
                "name",
                "production",
                "description",
                "Production environment",
                "createdAt",
                Ids.now(),
                "projectId",
                project.text("projectId"),
                "isDefault",
                true));
    store.environments.insert(environment);
    context
        .access()
        .grant(call.member(), "accessedEnvironments", environment.text("environmentId"));
    return Json.object("project", project.columns(), "environment", environment.columns());
  }

  /** Rows only: what runs, runs on (§2.1). */
  private Object remove(Call call) throws ApiException {
    String projectId = call.text("projectId");
    context.access().removeProject(call.member(), projectId);
    Row project = context.project(projectId);
    store
        .services
        .where(row -> store.projectIdOf(row).equals(projectId))
        .forEach(row -> store.removeService(row.text("composeId")));
    store.environments.removeWhere(row -> row.text("projectId").equals(projectId));
    store.projects.remove(projectId);
    return project.columns();
  }

  private Object update(Call call) throws ApiException {
    context.access().readProject(call.member(), call.text("projectId"));
    context.project(call.text("projectId"));
    Map<String, @Nullable Object> values = store.columns.known("project", call.input());
    return store
        .projects
        .update(call.text("projectId"), row -> row.withAll(values))
        .orElseThrow()
        .columns();
  }

  private Object search(Call call) {
    List<Row> found =
        visible(call.member()).stream()
            .filter(row -> contains(row, call.text("q")) && contains(row, call.text("name")))
            .toList();
    return Pages.of(found, call, Row::columns);
  }

  private static boolean contains(Row row, String part) {
    return row.text("name").toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  private Object allForPermissions(Call call) throws ApiException {
    if (Access.isMember(call.member())) {
      throw ApiException.unauthorized("unauthorized to access resource \"project\"");
    }
    return visible(call.member()).stream()
        .map(project -> context.views().forPermissions(project, call.member()))
        .toList();
  }

  /** What the caller may see; a service whose deployment is done counts as running. */
  private Object stats(Call call) {
    List<Row> projects = visible(call.member());
    List<Row> environments =
        projects.stream()
            .flatMap(project -> context.views().environmentsOf(project, call.member()).stream())
            .toList();
    List<Row> services =
        environments.stream()
            .flatMap(environment -> context.views().servicesIn(environment, call.member()).stream())
            .toList();
    Map<String, @Nullable Object> status = Json.object("running", 0, "error", 0, "idle", 0);
    services.forEach(service ->
        status.merge(
            service.text("composeStatus").replaceFirst("done", "running"),
            1,
            (before, one) -> before instanceof Integer count ? count + 1 : one));
    return Json.object(
        "projects", projects.size(),
        "environments", environments.size(),
        "applications", 0,
        "compose", services.size(),
        "databases", 0,
        "services", services.size(),
        "status", status);
  }
}
