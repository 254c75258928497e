package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.dokploy.json.Json;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Every call as a value. This is the only class that asks the server's release; where one body
 * suits all releases (unknown members are dropped, docs/reference/dokploy.md §1.1) it does not ask.
 */
final class Requests {
  /** The most that a search gives at once (docs/reference/dokploy.md §2.1). */
  static final int PAGE = 100;

  private final Supplier<Version> version;

  /** The release is asked for only by the calls that depend on it. */
  Requests(Supplier<Version> version) {
    this.version = version;
  }

  static Request version() {
    return Request.read("settings.getDokployVersion");
  }

  /** The membership with its flags, or since 0.28.7 what follows from them and from its role. */
  Request permissions() {
    return Request.read(tellsPermissions() ? "user.getPermissions" : "user.get");
  }

  boolean tellsPermissions() {
    return version.get().isAtLeast(0, 28, 7);
  }

  Request projects() {
    return Request.read("project.all");
  }

  /** Empty before 0.28.3; a hundred at the most, newest first, whose names contain this one. */
  Optional<Request> searchProjects(String name, int offset) {
    return version.get().isAtLeast(0, 28, 3)
        ? Optional.of(
            Request.read("project.search")
                .with("name", name)
                .with("limit", Integer.toString(PAGE))
                .with("offset", Integer.toString(offset)))
        : Optional.empty();
  }

  Request project(String id) {
    return Request.read("project.one").with("projectId", id);
  }

  Request removeProject(String id) {
    return Request.write("project.remove", Json.object().with("projectId", id));
  }

  Request createProject(String name) {
    return Request.write(
        "project.create", Json.object().with("name", name).with("description", ""));
  }

  /** Before 0.25.0 the parent is the project, since then the environment: both are sent. */
  Request createService(Environment environment, NewService service) {
    return Request.write(
        "compose.create",
        Json.object()
            .with("name", service.name())
            .with("description", service.description())
            .with("projectId", environment.projectId())
            .with("environmentId", environment.id())
            .with("composeType", "docker-compose")
            .with("appName", service.appName())
            .with("serverId", orNull(service.serverId()))
            .with("sourceType", "raw"));
  }

  /**
   * Only an update makes a service "raw" before 0.30.0 (docs/reference/dokploy.md §2.3). Before
   * 0.23.5 Dokploy sets DOCKER_CONFIG to a file, which breaks builds, unless the service sets it.
   */
  Request updateService(String composeId, String composeFile, String description) {
    String env = version.get().isAtLeast(0, 23, 5) ? "" : "DOCKER_CONFIG=/root/.docker";
    return Request.write(
        "compose.update",
        Json.object()
            .with("composeId", composeId)
            .with("sourceType", "raw")
            .with("composeType", "docker-compose")
            .with("command", "")
            .with("isolatedDeployment", false)
            .with("randomize", false)
            .with("autoDeploy", false)
            .with("env", env)
            .with("composeFile", composeFile)
            .with("description", description));
  }

  /** A setting of each compose service, in all releases (docs/reference/dokploy.md §3.2). */
  Request setCommand(String composeId, String command) {
    return Request.write("compose.update", composeId(composeId).with("command", command));
  }

  Request service(String composeId) {
    return Request.read("compose.one").with("composeId", composeId);
  }

  /** The title is dropped before 0.25.0. */
  Request deploy(String composeId, String title) {
    return Request.write(
        "compose.deploy", composeId(composeId).with("title", title).with("description", ""));
  }

  /** Empty before 0.28.3. */
  Optional<Request> queue() {
    return version.get().isAtLeast(0, 28, 3)
        ? Optional.of(Request.read("deployment.queueList"))
        : Optional.empty();
  }

  /** Empty before 0.29.5, where the log can be read over the websocket only. */
  Optional<Request> deploymentLog(String deploymentId, int lines) {
    return version.get().isAtLeast(0, 29, 5)
        ? Optional.of(
            Request.read("deployment.readLogs")
                .with("deploymentId", deploymentId)
                .with("tail", Integer.toString(lines)))
        : Optional.empty();
  }

  Request start(String composeId) {
    return Request.writeAndWait("compose.start", composeId(composeId));
  }

  Request stop(String composeId) {
    return Request.writeAndWait("compose.stop", composeId(composeId));
  }

  Request cleanQueue(String composeId) {
    return Request.write("compose.cleanQueues", composeId(composeId));
  }

  Request delete(String composeId) {
    return Request.writeAndWait("compose.delete", composeId(composeId).with("deleteVolumes", true));
  }

  /**
   * Without appType the answer would hold other services' containers (docs/reference/dokploy.md
   * §2.6).
   */
  Request containers(String appName, Optional<String> serverId) {
    return Request.read("docker.getContainersByAppNameMatch")
        .with("appName", appName)
        .with("appType", "docker-compose")
        .with("serverId", serverId);
  }

  /** As {@link #containers}, but on purpose without appType: it looks for names that begin so. */
  Request containersNamed(String prefix, Optional<String> serverId) {
    return Request.read("docker.getContainersByAppNameMatch")
        .with("appName", prefix)
        .with("serverId", serverId);
  }

  Request allContainers(Optional<String> serverId) {
    return Request.read("docker.getContainers").with("serverId", serverId);
  }

  Request container(String containerId, Optional<String> serverId) {
    return Request.read("docker.getConfig")
        .with("containerId", containerId)
        .with("serverId", serverId);
  }

  Request instanceAddress() {
    return Request.read("settings.getIp");
  }

  /** The owner of the key, with his keys. */
  Request owner() {
    return Request.read("user.get");
  }

  Request servers() {
    return Request.read("server.withSSHKey");
  }

  Request server(String serverId) {
    return Request.read("server.one").with("serverId", serverId);
  }

  /** Before 0.26.3 the instance's settings are a part of its owner's record. */
  Request instanceSettings() {
    return Request.read(hasInstanceSettings() ? "settings.getWebServerSettings" : "user.get");
  }

  boolean hasInstanceSettings() {
    return version.get().isAtLeast(0, 26, 3);
  }

  Request validateServer(String serverId) {
    return Request.read("server.validate").with("serverId", serverId);
  }

  /** "cache" reads the file that is there; "fetch" would write it again, without its .env. */
  Request filesOf(String composeId) {
    return Request.read("compose.loadServices").with("composeId", composeId).with("type", "cache");
  }

  /** Empty before 0.29.0. */
  Optional<Request> removeContainer(String containerId, Optional<String> serverId) {
    return since(0, 29, 0, "docker.removeContainer", docker("containerId", containerId, serverId));
  }

  /** Empty before 0.30.0. */
  Optional<Request> volumeSizes(Optional<String> serverId) {
    return Optional.of(Request.read("dockerVolume.getVolumesSize").with("serverId", serverId))
        .filter(request -> version.get().isAtLeast(0, 30, 0));
  }

  /** Empty before 0.30.0. */
  Optional<Request> removeVolume(String name, Optional<String> serverId) {
    return since(0, 30, 0, "dockerVolume.removeVolume", docker("volumeName", name, serverId));
  }

  /**
   * Empty before 0.30.0. A tagged image is removed by its name; the id is only written down, and
   * must not be empty.
   */
  Optional<Request> removeImage(String name, String tag, Optional<String> serverId) {
    return since(
        0,
        30,
        0,
        "dockerImage.removeImage",
        docker("repository", name, serverId).with("tag", tag).with("id", name + ":" + tag));
  }

  private Optional<Request> since(
      int major, int minor, int patch, String procedure, Json.Obj body) {
    return version.get().isAtLeast(major, minor, patch)
        ? Optional.of(Request.write(procedure, body))
        : Optional.empty();
  }

  /** Here too an absent server is left out. */
  private static Json.Obj docker(String name, String value, Optional<String> serverId) {
    var body = Json.object().with(name, value);
    return serverId.map(id -> body.with("serverId", id)).orElse(body);
  }

  private static Json.Obj composeId(String composeId) {
    return Json.object().with("composeId", composeId);
  }

  private static Json orNull(Optional<String> text) {
    return text.<Json>map(Json.Text::new).orElse(Json.Null.NULL);
  }
}
