package dev.dokployprovider.emulator.api;

import static dev.dokployprovider.emulator.api.Procedure.mutation;
import static dev.dokployprovider.emulator.api.Procedure.query;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Ids;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * server.* (docs/reference/dokploy.md §2.7). A remote server's containers run on this host's
 * engine.
 */
final class ServerProcedures {
  private final Context context;
  private final Store store;

  ServerProcedures(Context context) {
    this.context = context;
    this.store = context.store();
  }

  List<Procedure> all() {
    return List.of(
        query("server.all", this::list),
        query("server.withSSHKey", this::deployable),
        query("server.one", this::one),
        query("server.publicIp", call -> null),
        query("server.validate", this::validate),
        mutation("server.create", this::create),
        mutation("server.update", this::update),
        mutation("server.remove", this::remove));
  }

  private Object list(Call call) throws ApiException {
    context.access().readServers(call.member());
    return store.servers.all().reversed().stream()
        .map(server -> {
          Map<String, @Nullable Object> view = new LinkedHashMap<>(server.columns());
          view.put("totalSum", servicesOn(server));
          return view;
        })
        .toList();
  }

  private int servicesOn(Row server) {
    return store.services.where(row -> row.text("serverId").equals(server.text("serverId"))).size();
  }

  private Object deployable(Call call) throws ApiException {
    context.access().readServers(call.member());
    return ServiceViews.columns(
        store
            .servers
            .where(row -> !row.text("serverType").equals("build") && row.get("sshKeyId") != null)
            .reversed());
  }

  private Object one(Call call) throws ApiException {
    context.access().readServers(call.member());
    return details(context.server(call.text("serverId")));
  }

  /** A server with its key; keys are not emulated, so any identifier of one is taken. */
  private Map<String, @Nullable Object> details(Row server) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>(server.columns());
    view.put("deployments", List.of());
    view.put("sshKey", server.get("sshKeyId") == null ? null : sshKey(server));
    return view;
  }

  private Map<String, @Nullable Object> sshKey(Row server) {
    return Json.object(
        "sshKeyId",
        server.get("sshKeyId"),
        "privateKey",
        context.release().hidesHostKeys() ? "" : "not a real private key",
        "publicKey",
        "ssh-ed25519 not-a-real-public-key",
        "name",
        "local",
        "description",
        "",
        "createdAt",
        server.get("createdAt"),
        "lastUsedAt",
        null,
        "organizationId",
        server.get("organizationId"));
  }

  /**
   * What the server says of its tools; whatever goes wrong is a 400, with ssh's words or those of a
   * server that is gone.
   */
  private Object validate(Call call) throws ApiException {
    context.access().readServers(call.member());
    if (store.servers.find(call.text("serverId")).isEmpty()) {
      throw ApiException.badRequest("Server not found");
    }
    var trouble = context.hosts().trouble(call.text("serverId"));
    if (trouble.isPresent()) {
      throw ApiException.badRequest(trouble.get());
    }
    Map<String, @Nullable Object> tool = Json.object("version", "0.0.0", "enabled", false);
    return Json.object(
        "docker",
        Json.object("version", "28.5.0", "enabled", true),
        "rclone",
        tool,
        "nixpacks",
        tool,
        "buildpacks",
        tool,
        "isDokployNetworkInstalled",
        true,
        "isSwarmInstalled",
        true,
        "isMainDirectoryInstalled",
        true);
  }

  private void refuseMembers(Call call) throws ApiException {
    if (Access.isMember(call.member())) {
      throw ApiException.unauthorized(
          context.release().hasPermissionModel()
              ? "unauthorized to access resource \"server\""
              : "UNAUTHORIZED");
    }
  }

  private Object create(Call call) throws ApiException {
    refuseMembers(call);
    Map<String, @Nullable Object> values = new LinkedHashMap<>(call.input());
    values.putAll(
        Json.object(
            "serverId", Ids.id(),
            "appName", Ids.appName("server", ""),
            "createdAt", Ids.now(),
            "organizationId", store.organization().text("id")));
    return store.servers.insert(store.columns.row("server", values)).columns();
  }

  private Object update(Call call) throws ApiException {
    refuseMembers(call);
    context.server(call.text("serverId"));
    Map<String, @Nullable Object> values = store.columns.known("server", call.input());
    return store
        .servers
        .update(call.text("serverId"), row -> row.withAll(values))
        .orElseThrow()
        .columns();
  }

  private Object remove(Call call) throws ApiException {
    refuseMembers(call);
    Row server = context.server(call.text("serverId"));
    if (servicesOn(server) > 0) {
      throw ApiException.badRequest("Server has active services, please delete them first");
    }
    store.servers.remove(call.text("serverId"));
    return details(server);
  }
}
