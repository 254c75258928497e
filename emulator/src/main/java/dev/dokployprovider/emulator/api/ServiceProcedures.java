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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of compose.*: create, read, update, move (dokploy-api.md §2.3). */
final class ServiceProcedures {
  private static final Field SOURCE_TYPE =
      Field.oneOf("sourceType", "git", "github", "gitlab", "bitbucket", "gitea", "raw");
  private static final Field COMPOSE_TYPE = Field.oneOf("composeType", "docker-compose", "stack");
  private static final Field STATUS =
      Field.oneOf("composeStatus", "idle", "running", "done", "error");
  private static final List<String> FIXED =
      List.of("composeId", "appName", "serverId", "createdAt", "refreshToken");

  private final Context context;
  private final Store store;

  ServiceProcedures(Context context) {
    this.context = context;
    this.store = context.store();
  }

  List<Procedure> all() {
    List<Procedure> all = new ArrayList<>();
    Input id = Input.of(Field.filled("composeId"));
    all.add(query("compose.one", id, this::one));
    all.add(mutation("compose.create", createInput(), this::create));
    Input update =
        Input.open(
            Field.filled("composeId"),
            SOURCE_TYPE,
            COMPOSE_TYPE,
            STATUS,
            Field.flag("autoDeploy"),
            Field.flag("randomize"),
            Field.flag("isolatedDeployment"));
    all.add(mutation("compose.update", update, this::update));
    Input move = Input.of(Field.filled("composeId"), Field.filled(parent("target")));
    all.add(mutation("compose.move", move, this::move));
    if (context.release().isAtLeast(0, 29, 0)) {
      Input save =
          Input.of(Field.filled("composeId"), Field.optional("env"), Field.flag("createEnvFile"));
      all.add(mutation("compose.saveEnvironment", save, this::update));
    }
    return all;
  }

  private String parent(String prefix) {
    String name = context.release().hasEnvironments() ? "environmentId" : "projectId";
    return prefix.isEmpty()
        ? name
        : prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private Input createInput() {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                Field.filled("name"),
                Field.optional("description"),
                Field.filled(parent("")),
                COMPOSE_TYPE,
                context.release().validatesAppNames() ? Field.appName() : Field.optional("appName"),
                Field.optional("serverId"),
                Field.optional("composeFile")));
    if (context.release().createTakesSourceType()) {
      fields.add(SOURCE_TYPE);
    }
    return new Input(List.copyOf(fields), false);
  }

  private Object create(Call call) throws ApiException {
    String parentId = call.text(parent(""));
    String projectId =
        context.release().hasEnvironments()
            ? context.environment(parentId).text("projectId")
            : context.project(parentId).text("projectId");
    context.access().createService(call.member(), projectId);
    checkServer(call.text("serverId"));
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
    store.services.insert(service);
    context.access().grant(call.member(), "accessedServices", service.text("composeId"));
    return service.columns();
  }

  private void checkServer(String serverId) throws ApiException {
    if (serverId.isEmpty() || store.servers.find(serverId).isPresent()) {
      return;
    }
    if (context.release().checksServerAccess()) {
      throw ApiException.unauthorized("You are not authorized to access this server");
    }
    throw ApiException.internal(
        context.release().isTrpc11()
            ? "Failed query: insert into \"compose\" (\"composeId\", ...) values (...)"
            : "insert or update on table \"compose\" violates foreign key constraint"
                + " \"compose_serverId_server_serverId_fk\"");
  }

  /** PostgreSQL stores no NUL; newer releases show the whole statement. */
  private void refuseNul(Map<String, @Nullable Object> values) throws ApiException {
    boolean nul =
        values.values().stream()
            .anyMatch(value -> value instanceof String text && text.indexOf('\0') >= 0);
    if (nul) {
      throw ApiException.internal(
          context.release().isTrpc11()
              ? failedUpdate(values)
              : "invalid byte sequence for encoding \"UTF8\": 0x00");
    }
  }

  private String failedUpdate(Map<String, @Nullable Object> values) {
    List<String> names = new ArrayList<>(values.keySet());
    String sets =
        IntStream.range(0, names.size())
            .mapToObj(i -> "\"" + names.get(i) + "\" = $" + (i + 1))
            .collect(Collectors.joining(", "));
    String columns =
        store.columns.row("compose", Map.of()).columns().keySet().stream()
            .map(name -> "\"" + name + "\"")
            .collect(Collectors.joining(", "));
    String parameters =
        values.values().stream().map(String::valueOf).collect(Collectors.joining(","));
    return "Failed query: update \"compose\" set "
        + sets
        + " where \"compose\".\"composeId\" = $"
        + (names.size() + 1)
        + " returning "
        + columns
        + "\nparams: "
        + parameters
        + ","
        + values.get("composeId");
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

  private Object move(Call call) throws ApiException {
    context.access().changeService(call.member(), call.text("composeId"));
    context.service(call.text("composeId"));
    String target = call.text(parent("target"));
    if (context.release().hasEnvironments()) {
      context.environment(target);
    } else {
      context.project(target);
    }
    return store
        .services
        .update(call.text("composeId"), row -> row.with(parent(""), target))
        .orElseThrow()
        .columns();
  }
}
