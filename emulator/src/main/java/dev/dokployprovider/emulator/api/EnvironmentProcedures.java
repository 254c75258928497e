package dev.dokployprovider.emulator.api;

import static dev.dokployprovider.emulator.api.Procedure.mutation;
import static dev.dokployprovider.emulator.api.Procedure.query;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Ids;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.util.ArrayList;
import java.util.List;

/** environment.*, from 0.25.0 on (docs/reference/dokploy.md §2.2). */
final class EnvironmentProcedures {
  private static final String DEFAULT = "production";

  private final Context context;
  private final Store store;

  EnvironmentProcedures(Context context) {
    this.context = context;
    this.store = context.store();
  }

  List<Procedure> all() {
    if (!context.release().hasEnvironments()) {
      return List.of();
    }
    List<Procedure> all = new ArrayList<>();
    all.add(query("environment.byProjectId", this::byProject));
    all.add(query("environment.one", this::one));
    all.add(mutation("environment.create", this::create));
    all.add(mutation("environment.remove", this::remove));
    if (context.release().slimProjectList()) {
      all.add(query("environment.search", this::search));
    }
    return all;
  }

  private Object byProject(Call call) {
    return store.projects.find(call.text("projectId")).stream()
        .flatMap(project -> context.views().environmentsOf(project, call.member()).stream())
        .map(environment -> context.views().environment(environment, call.member()))
        .toList();
  }

  private Object one(Call call) throws ApiException {
    Row environment = context.environment(call.text("environmentId"));
    context.access().readEnvironment(call.member(), call.text("environmentId"));
    return context.views().environmentOne(environment, call.member());
  }

  private Object create(Call call) throws ApiException {
    context.access().createEnvironment(call.member());
    if (call.text("name").equals(DEFAULT)) {
      throw ApiException.badRequest(
          context.release().hasDefaultEnvironmentMark()
              ? "You cannot create a environment with the name 'production'"
              : "Environment name cannot be production");
    }
    Row environment =
        store.columns.row(
            "environment",
            Json.object(
                "environmentId", Ids.id(),
                "name", call.text("name"),
                "description", call.input().get("description"),
                "createdAt", Ids.now(),
                "projectId", call.text("projectId")));
    if (store.projects.find(call.text("projectId")).isEmpty()) {
      throw ApiException.badRequest(
          "Error creating the environment: "
              + new Database(store)
                  .foreignKey("environment", "projectId", "project", environment, call.input()));
    }
    store.environments.insert(environment);
    context
        .access()
        .grant(call.member(), "accessedEnvironments", environment.text("environmentId"));
    return environment.columns();
  }

  /** Rows only, as project.remove. */
  private Object remove(Call call) throws ApiException {
    context.access().removeEnvironment(call.member());
    Row environment = context.environment(call.text("environmentId"));
    if (context.release().hasDefaultEnvironmentMark()
        ? environment.flag("isDefault")
        : environment.text("name").equals(DEFAULT)) {
      throw ApiException.badRequest(
          context.release().hasDefaultEnvironmentMark()
              ? "You cannot delete the default environment"
              : "You cannot delete the production environment");
    }
    List<Row> services =
        store.services.where(row -> row.text("environmentId").equals(call.text("environmentId")));
    if (!services.isEmpty() && context.release().keepsUsedEnvironments()) {
      throw ApiException.badRequest(
          "Cannot delete environment: it has active services. Delete all services first.");
    }
    services.forEach(row -> store.removeService(row.text("composeId")));
    store.environments.remove(call.text("environmentId"));
    return environment.columns();
  }

  private Object search(Call call) {
    List<Row> found =
        store.environments.where(row ->
            row.text("name").contains(call.text("name"))
                && row.text("name").contains(call.text("q"))
                && (call.text("projectId").isEmpty()
                    || row.text("projectId").equals(call.text("projectId")))
                && (!Access.isMember(call.member())
                    || call.member().contains("accessedEnvironments", row.text("environmentId"))));
    return Pages.of(found, call, Row::columns);
  }
}
