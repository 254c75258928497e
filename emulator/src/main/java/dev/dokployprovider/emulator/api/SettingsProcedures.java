package dev.dokployprovider.emulator.api;

import static dev.dokployprovider.emulator.api.Procedure.mutation;
import static dev.dokployprovider.emulator.api.Procedure.query;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** settings.* (docs/reference/dokploy.md §2.7). */
final class SettingsProcedures {
  private final Context context;
  private final Store store;
  private final Supplier<Map<String, @Nullable Object>> openApi;

  /**
   * The procedures.
   *
   * @param openApi what the API says of itself
   */
  SettingsProcedures(Context context, Supplier<Map<String, @Nullable Object>> openApi) {
    this.context = context;
    this.store = context.store();
    this.openApi = openApi;
  }

  List<Procedure> all() {
    List<Procedure> all = new ArrayList<>();
    String health = context.release().healthIsOk() ? "ok" : "not_cloud";
    all.add(query("settings.health", call -> Json.object("status", health)));
    all.add(query("settings.getDokployVersion", call -> "v" + context.release()));
    all.add(query("settings.getReleaseTag", call -> "latest"));
    all.add(query("settings.isCloud", call -> false));
    all.add(query("settings.getIp", call -> ip()));
    if (context.release().serverIpIsNeverNull()) {
      all.add(query("settings.getWebServerSettings", call -> webServer()));
      all.add(mutation("settings.updateServerIp", this::updateIp));
    }
    all.add(query("settings.getOpenApiDocument", call -> openApi.get()));
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
}
