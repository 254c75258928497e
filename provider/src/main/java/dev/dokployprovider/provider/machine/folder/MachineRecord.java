package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.recipe.WrittenRecipe;
import java.net.URI;
import java.util.Optional;

/**
 * What is remembered of a machine, so that no verb after create searches.
 *
 * @param composeId the service's id in Dokploy
 * @param appName the compose project's name, by which Docker knows its containers
 * @param server the remote server that it runs on; empty for the instance's own
 * @param recipe the hash of the recipe that was deployed last
 * @param route how it is reached since then
 * @param user who logs in since then; empty where that is not known
 * @param dokploy the address of the Dokploy that deployed it last; empty where that is not known
 */
public record MachineRecord(
    String composeId,
    String appName,
    Optional<Server> server,
    String recipe,
    DeployedRoute route,
    Optional<String> user,
    Optional<String> dokploy) {

  /** What stands for the recipe of a machine that was found and not deployed from here. */
  public static final String NO_RECIPE = "unknown";

  /** Until a deployment has ended: whatever killed it, the next verb deploys again. */
  public static final String PENDING = "pending";

  /** Of a machine whose user and Dokploy are not known. */
  public MachineRecord(
      String composeId,
      String appName,
      Optional<Server> server,
      String recipe,
      DeployedRoute route) {
    this(composeId, appName, server, recipe, route, Optional.empty(), Optional.empty());
  }

  public static MachineRecord of(Service service, String recipe) {
    return new MachineRecord(
        service.composeId(),
        service.appName(),
        service.server(),
        recipe,
        DeployedRoute.in(service.composeFile()),
        userIn(service.composeFile()),
        Optional.empty());
  }

  /** The same, deployed by the Dokploy of that address. */
  public MachineRecord at(URI address) {
    return new MachineRecord(
        composeId, appName, server, recipe, route, user, Optional.of(address.toString()));
  }

  /** The same once another compose file is deployed. */
  public MachineRecord deployed(String composeFile) {
    return new MachineRecord(
        composeId,
        appName,
        server,
        recipe,
        DeployedRoute.in(composeFile),
        userIn(composeFile),
        dokploy);
  }

  private static Optional<String> userIn(String composeFile) {
    return WrittenRecipe.read(composeFile)
        .map(written -> written.notes().options().get(Option.DOKPLOY_MACHINE_USER.name()));
  }

  public Optional<String> serverId() {
    return server.map(Server::id);
  }

  public Optional<String> serverAddress() {
    return server.map(Server::address);
  }

  public String write() {
    return Json.object()
            .with("composeId", composeId)
            .with("appName", appName)
            .with("serverId", serverId().orElse(""))
            .with("serverName", server.map(Server::name).orElse(""))
            .with("serverAddress", serverAddress().orElse(""))
            .with("recipe", recipe)
            .with("route", route.write())
            .with("user", user.orElse(""))
            .with("dokploy", dokploy.orElse(""))
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
        server(json),
        required(json, "recipe"),
        json.get("route").text().map(DeployedRoute::read).orElseGet(DeployedRoute.Port::new),
        json.get("user").text().filter(name -> !name.isEmpty()),
        json.get("dokploy").text().filter(address -> !address.isEmpty()));
  }

  private static Optional<Server> server(Json json) {
    return json.get("serverId")
        .text()
        .filter(id -> !id.isEmpty())
        .map(id ->
            new Server(
                id,
                json.get("serverName").text().filter(name -> !name.isEmpty()).orElse(id),
                required(json, "serverAddress")));
  }

  private static String required(Json json, String name) {
    return json.get(name)
        .text()
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is missing"));
  }
}
