package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.engine.Engine;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All procedures that this release has, by method and name: queries are GET, mutations POST. */
public final class Procedures implements AutoCloseable {

  /** One procedure. */
  @FunctionalInterface
  interface Procedure {
    @Nullable Object call(Caller caller, Input input);
  }

  private final World world;
  private final DeploymentQueue queue;
  private final Map<String, Procedure> procedures = new HashMap<>();

  public Procedures(World world) {
    this.world = world;
    this.queue = new DeploymentQueue(world);
    projects(new Projects(world));
    composes(new Composes(world, queue));
    rest();
    admin(new Admin(world));
    queue.recover();
    queue.start();
  }

  /**
   * Calls a procedure.
   *
   * @return what is written as JSON; null for an empty answer
   * @throws ApiException for an answer that is an error
   */
  public @Nullable Object call(String method, String name, Caller caller, Map<String, ?> given) {
    return find(method, name)
        .orElseThrow(ApiException::noProcedure)
        .call(caller, new Input(given, world.release()));
  }

  /** Whether this release has the procedure under this method. */
  public boolean has(String method, String name) {
    return find(method, name).isPresent();
  }

  private Optional<Procedure> find(String method, String name) {
    return Optional.ofNullable(procedures.get(method + " " + name));
  }

  private void projects(Projects projects) {
    procedures.put("GET project.all", projects::all);
    procedures.put("GET project.one", projects::one);
    procedures.put("POST project.create", projects::create);
    procedures.put("POST project.remove", projects::remove);
    if (world.release().hasEnvironments()) {
      procedures.put("GET environment.byProjectId", projects::environments);
    }
  }

  private void composes(Composes composes) {
    procedures.put("POST compose.create", composes::create);
    procedures.put("GET compose.one", composes::one);
    procedures.put("POST compose.update", composes::update);
    procedures.put("POST compose.deploy", composes::deploy);
    procedures.put("POST compose.redeploy", composes::redeploy);
    procedures.put("POST compose.start", composes::start);
    procedures.put("POST compose.stop", composes::stop);
    procedures.put("POST compose.cleanQueues", composes::cleanQueues);
    procedures.put("POST compose.delete", composes::delete);
    procedures.put(
        "GET compose.getDefaultCommand",
        (caller, input) ->
            "docker compose -p %s -f docker-compose.yml up -d --build --remove-orphans"
                .formatted(
                    world.compose(input.required("composeId").text("composeId")).text("appName")));
  }

  private void rest() {
    procedures.put(
        "GET settings.getDokployVersion", (caller, input) -> "v" + world.release().text());
    procedures.put("GET settings.getReleaseTag", (caller, input) -> "latest");
    procedures.put("GET settings.isCloud", (caller, input) -> false);
    procedures.put("GET settings.getIp", this::address);
    procedures.put("GET user.get", (caller, input) -> caller.member());
    procedures.put("GET server.withSSHKey", (caller, input) -> List.of());
    procedures.put("GET server.all", (caller, input) -> List.of());
    procedures.put("GET deployment.allByCompose", this::deployments);
    if (world.release().readsLogsOverRest()) {
      procedures.put("GET deployment.readLogs", this::readLogs);
    }
    if (world.release().hasQueueList()) {
      procedures.put("GET deployment.queueList", (caller, input) -> queue.list());
    }
    procedures.put("GET docker.getContainersByAppNameMatch", this::containers);
    procedures.put("GET docker.getConfig", this::inspect);
  }

  private void admin(Admin admin) {
    procedures.put("GET emulator.compose-files", admin::composeFiles);
    procedures.put("POST emulator.member", admin::member);
    procedures.put("POST emulator.address", admin::address);
  }

  private @Nullable Object address(Caller caller, Input input) {
    var set = world.store().find(Table.SETTING, "ip-address");
    // Unset is null in the older releases and "" in the newer ones (dokploy-observed.md).
    return set.<Object>map(row -> row.text("value"))
        .orElseGet(() -> world.release().isZod4() ? "" : null);
  }

  private Object deployments(Caller caller, Input input) {
    var row = world.compose(input.required("composeId").text("composeId"));
    return world.store().where(Table.DEPLOYMENT, "composeId", row.text("composeId")).reversed();
  }

  private Object readLogs(Caller caller, Input input) {
    String id = input.required("deploymentId").text("deploymentId");
    var deployment =
        world
            .store()
            .find(Table.DEPLOYMENT, id)
            .orElseThrow(() -> ApiException.notFound("Deployment"));
    var lines = DeploymentQueue.read(world.real(deployment.text("logPath"))).lines().toList();
    int tail = input.number("tail", 100);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - tail), lines.size()));
  }

  private Object containers(Caller caller, Input input) {
    String appName = input.required("appName").text("appName");
    return world.engine().containers(appName).stream().map(this::container).toList();
  }

  private Row container(Engine.Listed listed) {
    var row =
        new Row()
            .with("containerId", listed.containerId())
            .with("name", listed.name())
            .with("state", listed.state());
    return world.release().listsContainerStatus() ? row.with("status", listed.status()) : row;
  }

  /** A container that does not exist: an empty answer (dokploy-observed.md). */
  private @Nullable Object inspect(Caller caller, Input input) {
    String id = input.required("containerId").text("containerId");
    if (world.release().checksPermissions() && !caller.may("canAccessToDocker")) {
      throw ApiException.notAllowed("unauthorized to access resource \"docker\"");
    }
    if (world.release().checksContainerId() && !id.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]*")) {
      throw ApiException.invalid(List.of(invalidContainerId()));
    }
    return world.engine().inspect(id).map(RawJson::new).orElse(null);
  }

  private Map<String, Object> invalidContainerId() {
    String message = "Invalid container id.";
    return world.release().isZod4()
        ? Map.of(
            "origin", "string",
            "code", "invalid_format",
            "format", "regex",
            "pattern", "/^[a-zA-Z0-9.\\-_]+$/",
            "path", List.of("containerId"),
            "message", message)
        : Map.of(
            "validation",
            "regex",
            "code",
            "invalid_string",
            "message",
            message,
            "path",
            List.of("containerId"));
  }

  /** Whether no deployment waits or runs. */
  public boolean isIdle() {
    return queue.list().isEmpty();
  }

  /** A text that is JSON already. */
  public record RawJson(String text) {}

  /** The real file of a deployment's log, or empty for a path that is not Dokploy's. */
  public Optional<java.nio.file.Path> log(String reported) {
    var file = world.real(reported);
    return reported.startsWith("/etc/dokploy/logs/") && file.startsWith(world.folder())
        ? Optional.of(file)
        : Optional.empty();
  }

  @Override
  public void close() {
    queue.close();
  }
}
