package dev.dokployprovider.emulator.api;

import static dev.dokployprovider.emulator.api.Procedure.mutation;
import static dev.dokployprovider.emulator.api.Procedure.query;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** settings.*, organization.* and user.* (dokploy-api.md §2.7). */
final class SettingsProcedures {
  private static final List<String> LISTS =
      List.of("accessedProjects", "accessedEnvironments", "accessedServices");

  private final Context context;
  private final Store store;
  private final Keys keys;

  SettingsProcedures(Context context, Keys keys) {
    this.context = context;
    this.store = context.store();
    this.keys = keys;
  }

  List<Procedure> all() {
    List<Procedure> all = new ArrayList<>();
    String health = context.release().healthIsOk() ? "ok" : "not_cloud";
    all.add(query("settings.health", Input.of(), call -> Json.object("status", health)));
    all.add(query("settings.getDokployVersion", Input.of(), call -> "v" + context.release()));
    all.add(query("settings.getReleaseTag", Input.of(), call -> "latest"));
    all.add(query("settings.isCloud", Input.of(), call -> false));
    all.add(query("settings.getIp", Input.of(), call -> ip()));
    if (context.release().serverIpIsNeverNull()) {
      all.add(query("settings.getWebServerSettings", Input.of(), call -> webServer()));
      Input ip = Input.of(Field.string("serverIp"));
      all.add(mutation("settings.updateServerIp", ip, this::updateIp));
    }
    all.add(query("organization.all", Input.of(), this::organizations));
    all.add(query("user.get", Input.of(), this::user));
    all.add(mutation("user.update", Input.open(), this::updateUser));
    all.add(mutation("user.assignPermissions", Input.open(Field.filled("id")), this::assign));
    Input key = Input.open(Field.filled("name"), Field.any("metadata"));
    all.add(mutation("user.createApiKey", key, this::createKey));
    if (context.release().hasPermissionModel()) {
      all.add(query("user.getPermissions", Input.of(), this::permissions));
    }
    return all;
  }

  /** The host's public address: the owner's column, or the settings' from 0.26.3 on. */
  private @Nullable Object ip() {
    return context.release().serverIpIsNeverNull()
        ? store.webServer().text("serverIp")
        : store.users.find(store.owner().text("userId")).orElseThrow().get("serverIp");
  }

  private Object webServer() {
    return store.webServer().columns();
  }

  private Object updateIp(Call call) {
    return store
        .settings
        .update(store.webServer().text("id"), row -> row.with("serverIp", call.text("serverIp")))
        .orElseThrow()
        .columns();
  }

  private Object organizations(Call call) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>(store.organization().columns());
    if (context.release().hasEnvironments()) {
      view.put("members", List.of(call.member().columns()));
    }
    return List.of(view);
  }

  private Object user(Call call) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>(call.member().columns());
    Map<String, @Nullable Object> user =
        new LinkedHashMap<>(store.users.find(call.member().text("userId")).orElseThrow().columns());
    user.put("apiKeys", List.of());
    view.put("user", user);
    return view;
  }

  private Object updateUser(Call call) {
    Map<String, @Nullable Object> values = store.columns.known("user", call.input());
    values.remove("id");
    return store
        .users
        .update(call.member().text("userId"), row -> row.withAll(values))
        .orElseThrow()
        .columns();
  }

  private Object assign(Call call) throws ApiException {
    if (Access.isMember(call.member())) {
      throw ApiException.unauthorized("Permission denied");
    }
    Map<String, @Nullable Object> values = store.columns.known("member", call.input());
    values.keySet().removeIf(name -> !name.startsWith("can") && !LISTS.contains(name));
    List<Row> members = store.members.where(row -> row.text("userId").equals(call.text("id")));
    members.forEach(row -> store.members.update(row.text("id"), old -> old.withAll(values)));
    return Procedure.Undefined.UNDEFINED;
  }

  private Object createKey(Call call) throws ApiException {
    String organization =
        String.valueOf(Json.objectAt(call.input(), "metadata").get("organizationId"));
    if (context.release().isTrpc11() && !organization.equals(store.organization().text("id"))) {
      throw ApiException.forbidden("You are not a member of this organization");
    }
    Keys.Limits limits = Keys.Limits.of(call.input());
    return Json.object(
        "id", call.member().text("id"),
        "name", call.text("name"),
        "key", keys.create(call.member(), limits),
        "enabled", true,
        "rateLimitEnabled", limits.enabled());
  }

  private Object permissions(Call call) {
    boolean all = !Access.isMember(call.member());
    Row member = call.member();
    return Json.object(
        "service",
            Json.object(
                "create", all || member.flag("canCreateServices"),
                "read", true,
                "delete", all || member.flag("canDeleteServices")),
        "docker", Json.object("read", all || member.flag("canAccessToDocker")),
        "project",
            Json.object(
                "create", all || member.flag("canCreateProjects"),
                "delete", all || member.flag("canDeleteProjects")),
        "deployment", Json.object("read", true, "create", true, "cancel", true),
        "server", Json.object("read", all, "create", all, "delete", all));
  }
}
