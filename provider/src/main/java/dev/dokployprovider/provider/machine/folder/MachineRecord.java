package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.json.Json;
import java.util.Optional;

/**
 * What is remembered of a machine, so that no verb after create searches.
 *
 * @param composeId the service's id in Dokploy
 * @param appName the compose project's name, by which Docker knows its containers
 * @param serverId the remote server that it runs on; empty for the instance's own
 * @param serverAddress that server's address
 * @param recipe the hash of the recipe that was deployed last
 * @param route how it is reached since then
 */
public record MachineRecord(
    String composeId,
    String appName,
    Optional<String> serverId,
    Optional<String> serverAddress,
    String recipe,
    DeployedRoute route) {

  /** What stands for the recipe of a machine that was found and not deployed from here. */
  public static final String NO_RECIPE = "unknown";

  /** Until a deployment has ended: whatever killed it, the next verb deploys again. */
  public static final String PENDING = "pending";

  public static MachineRecord of(Service service, String recipe) {
    return new MachineRecord(
        service.composeId(),
        service.appName(),
        service.server().map(Server::id),
        service.server().map(Server::address),
        recipe,
        DeployedRoute.in(service.composeFile()));
  }

  /** The same once another compose file is deployed. */
  public MachineRecord deployed(String composeFile) {
    return new MachineRecord(
        composeId, appName, serverId, serverAddress, recipe, DeployedRoute.in(composeFile));
  }

  public String write() {
    return Json.object()
            .with("composeId", composeId)
            .with("appName", appName)
            .with("serverId", serverId.orElse(""))
            .with("serverAddress", serverAddress.orElse(""))
            .with("recipe", recipe)
            .with("route", route.write())
        + "\n";
  }

  /**
   * The record that a text of {@link #write} holds.
   *
   * @throws IllegalArgumentException where the text is no such record
   */
  public static MachineRecord read(String text) {
    var json = Json.parse(text);
    return new MachineRecord(
        required(json, "composeId"),
        required(json, "appName"),
        json.get("serverId").text().filter(id -> !id.isEmpty()),
        json.get("serverAddress").text().filter(address -> !address.isEmpty()),
        required(json, "recipe"),
        json.get("route").text().map(DeployedRoute::read).orElseGet(DeployedRoute.Port::new));
  }

  private static String required(Json json, String name) {
    return json.get(name)
        .text()
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is missing"));
  }
}
