package dev.dokployprovider.emulator.api;

import static dev.dokployprovider.emulator.api.Procedure.mutation;
import static dev.dokployprovider.emulator.api.Procedure.query;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Ids;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of compose.*: create, read, update, move (docs/reference/dokploy.md §2.3). */
final class ServiceProcedures {
  private static final List<String> FIXED = List.of("composeId", "appName");

  private final Context context;
  private final Store store;

  ServiceProcedures(Context context) {
    this.context = context;
    this.store = context.store();
  }

  List<Procedure> all() {
    List<Procedure> all = new ArrayList<>();
    all.add(query("compose.one", this::one));
    all.add(mutation("compose.create", this::create));
    all.add(mutation("compose.update", this::update));
    all.add(mutation("compose.move", this::move));
    all.add(mutation("compose.refreshToken", this::refreshToken));
    if (context.release().isAtLeast(0, 29, 0)) {
      all.add(mutation("compose.saveEnvironment", this::save));
    }
    return all;
  }

  private String parent(String prefix) {
    String name = context.release().hasEnvironments() ? "environmentId" : "projectId";
    return prefix.isEmpty()
        ? name
        : prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private Object create(Call call) throws ApiException {
    String parentId = call.text(parent(""));
    String projectId =
        context.release().hasEnvironments()
            ? context.environment(parentId).text("projectId")
            : context.project(parentId).text("projectId");
    context.access().createService(call.member(), projectId);
    checkServerAccess(call.text("serverId"));
    refuseNul(call.input());
    Map<String, @Nullable Object> values = new LinkedHashMap<>(call.input());
    values.putAll(
        Json.object(
            "composeId", Ids.id(),
            "appName", Ids.appName("compose", call.text("appName")),
            "refreshToken", Ids.id(),
            "composeFile", call.text("composeFile"),
            "createdAt", Ids.now()));
    values.values().removeIf(value -> value == null);
    Row service = store.columns.row("compose", values);
    checkServer(service, call.input());
    store.services.insert(service);
    context.access().grant(call.member(), "accessedServices", service.text("composeId"));
    return service.columns();
  }

  private void checkServerAccess(String serverId) throws ApiException {
    if (context.release().checksServerAccess()
        && !serverId.isEmpty()
        && store.servers.find(serverId).isEmpty()) {
      throw ApiException.unauthorized("You are not authorized to access this server");
    }
  }

  private void checkServer(Row service, Map<String, @Nullable Object> input) throws ApiException {
    if (service.get("serverId") instanceof String id && store.servers.find(id).isEmpty()) {
      throw ApiException.internal(
          new Database(store).foreignKey("compose", "serverId", "server", service, input));
    }
  }

  /** PostgreSQL stores no NUL. */
  private void refuseNul(Map<String, @Nullable Object> values) throws ApiException {
    boolean nul =
        values.values().stream()
            .anyMatch(value -> value instanceof String text && text.indexOf('\0') >= 0);
    if (nul) {
      throw ApiException.internal(
          new Database(store)
              .update(
                  "compose",
                  "composeId",
                  values,
                  String.valueOf(values.get("composeId")),
                  "invalid byte sequence for encoding \"UTF8\": 0x00"));
    }
  }

  private Object one(Call call) throws ApiException {
    context.access().readService(call.member(), call.text("composeId"));
    return context.services().one(context.service(call.text("composeId")));
  }

  private Object update(Call call) throws ApiException {
    context.access().changeService(call.member(), call.text("composeId"));
    if (store.services.find(call.text("composeId")).isEmpty()
        && context.release().updateOfMissingIsEmpty()) {
      return Procedure.Undefined.UNDEFINED;
    }
    context.service(call.text("composeId"));
    refuseNul(call.input());
    Map<String, @Nullable Object> values = store.columns.known("compose", call.input());
    values.keySet().removeAll(FIXED);
    return store
        .services
        .update(call.text("composeId"), row -> row.withAll(values))
        .orElseThrow()
        .columns();
  }

  private Object save(Call call) throws ApiException {
    if (update(call) == Procedure.Undefined.UNDEFINED) {
      throw ApiException.badRequest("Error adding environment variables");
    }
    return true;
  }

  private Object move(Call call) throws ApiException {
    context.access().changeService(call.member(), call.text("composeId"));
    String target = call.text(parent("target"));
    if (!context.release().hasPermissionModel()) {
      context.service(call.text("composeId"));
      if (context.release().hasEnvironments()) {
        context.environment(target);
      } else {
        context.project(target);
      }
    } else if (store.services.find(call.text("composeId")).isEmpty()) {
      throw ApiException.internal("Failed to move compose");
    } else if (store.environments.find(target).isEmpty()) {
      throw ApiException.internal(
          new Database(store)
              .update(
                  "compose",
                  "composeId",
                  Json.object("environmentId", target),
                  call.text("composeId"),
                  ""));
    }
    return store
        .services
        .update(call.text("composeId"), row -> row.with(parent(""), target))
        .orElseThrow()
        .columns();
  }

  private Object refreshToken(Call call) throws ApiException {
    context.access().changeService(call.member(), call.text("composeId"));
    context.service(call.text("composeId"));
    store.services.update(call.text("composeId"), row -> row.with("refreshToken", Ids.id()));
    return true;
  }
}
