package dev.dokployprovider.emulator;

import dev.dokployprovider.emulator.Settings.EngineChoice;
import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An emulator in this process, as a test talks to it. */
final class Dokploy implements AutoCloseable {
  static final String FILE = "services:\n  web:\n    image: debian:bookworm\n";

  private final Settings settings;
  private Emulator emulator;

  private Dokploy(Settings settings) throws IOException, InterruptedException {
    this.settings = settings;
    this.emulator = Emulator.start(settings);
  }

  /** A service's id and app name. */
  record Service(String id, String appName, String projectId) {
    Map<String, @Nullable Object> body() {
      return Json.object("composeId", id);
    }
  }

  /** On the in-process engine; stalled jobs are run again after 200 ms. */
  static Dokploy start(String release, Path data) throws IOException, InterruptedException {
    return start(release, data, EngineChoice.PROCESS);
  }

  static Dokploy start(String release, Path data, EngineChoice engine)
      throws IOException, InterruptedException {
    return start(Stalling.after(Duration.ofMillis(200), settings(release, data, engine)));
  }

  /** The same with another time until stalled jobs are run again. */
  static Dokploy start(String release, Path data, Duration stalledAfter)
      throws IOException, InterruptedException {
    return start(Stalling.after(stalledAfter, settings(release, data, EngineChoice.PROCESS)));
  }

  private static Settings settings(String release, Path data, EngineChoice engine) {
    return Settings.DEFAULT
        .withRelease(Release.parse(release).orElseThrow())
        .withData(data)
        .withEngine(engine)
        .withEphemeral(engine == EngineChoice.DOCKER);
  }

  static Dokploy start(Settings settings) throws IOException, InterruptedException {
    return new Dokploy(settings);
  }

  /** Ends as a killed process would, and starts again with the same data. */
  void restart() throws IOException, InterruptedException {
    emulator.close();
    emulator = Emulator.start(settings);
  }

  /** Registers a remote server and returns its id. */
  String server() throws IOException, InterruptedException {
    Object made =
        post(
            "server.create",
            Json.object(
                "name", "far",
                "description", "",
                "ipAddress", "192.0.2.1",
                "port", 22,
                "username", "root",
                "sshKeyId", "a-key",
                "serverType", "deploy"));
    return String.valueOf(object(made).get("serverId"));
  }

  Client client() {
    return new Client(emulator.url(), emulator.apiKey());
  }

  Client client(String key) {
    return new Client(emulator.url(), key);
  }

  Path data() {
    return emulator.data();
  }

  @Nullable Object get(String procedure) throws IOException, InterruptedException {
    return client().get("/api/" + procedure);
  }

  @Nullable Object post(String procedure, Map<String, @Nullable Object> body)
      throws IOException, InterruptedException {
    return client().post("/api/" + procedure, body);
  }

  Map<String, @Nullable Object> admin(String call, Map<String, @Nullable Object> body)
      throws IOException, InterruptedException {
    return object(client().post("/emulator/" + call, body));
  }

  /** A POST's whole answer, as the given client gets it. */
  static HttpResponse<String> answer(
      Client client, String procedure, Map<String, @Nullable Object> body)
      throws IOException, InterruptedException {
    return Client.send(
        client
            .request("/api/" + procedure)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body)))
            .build());
  }

  /** A new service in a project of its own, with this compose file, not deployed. */
  Service service(String name, String composeFile) throws IOException, InterruptedException {
    return service(name, composeFile, Map.of());
  }

  Service service(String name, String composeFile, Map<String, @Nullable Object> more)
      throws IOException, InterruptedException {
    Map<String, @Nullable Object> created =
        object(post("project.create", Json.object("name", "project of " + name)));
    Map<String, @Nullable Object> inner = Json.objectAt(created, "project");
    String projectId = String.valueOf((inner.isEmpty() ? created : inner).get("projectId"));
    Map<String, @Nullable Object> body =
        Json.object(
            "name", name,
            "appName", name,
            "projectId", projectId,
            "environmentId", Json.objectAt(created, "environment").get("environmentId"));
    body.putAll(more);
    Map<String, @Nullable Object> row = object(post("compose.create", body));
    Service service =
        new Service(
            String.valueOf(row.get("composeId")), String.valueOf(row.get("appName")), projectId);
    Map<String, @Nullable Object> update = service.body();
    update.put("sourceType", "raw");
    update.put("composeFile", composeFile);
    post("compose.update", update);
    return service;
  }

  void deploy(Service service) throws IOException, InterruptedException {
    post("compose.deploy", service.body());
  }

  /** Deploys and waits until it has come to an end. */
  void deployed(Service service) throws IOException, InterruptedException {
    deploy(service);
    awaitIdle();
  }

  void awaitIdle() {
    Await.until(() -> emulator.isIdle(), "no deployment waits or runs");
  }

  Map<String, @Nullable Object> one(Service service) throws IOException, InterruptedException {
    return object(get("compose.one?composeId=" + service.id()));
  }

  String status(Service service) throws IOException, InterruptedException {
    return String.valueOf(one(service).get("composeStatus"));
  }

  /** The states of a service's deployments, newest first. */
  List<String> deployments(Service service) throws IOException, InterruptedException {
    return list(get("deployment.allByCompose?composeId=" + service.id())).stream()
        .map(row -> String.valueOf(row.get("status")))
        .toList();
  }

  List<Map<String, @Nullable Object>> containers(Service service)
      throws IOException, InterruptedException {
    return list(
        get(
            "docker.getContainersByAppNameMatch?appType=docker-compose&appName="
                + service.appName()));
  }

  /** The states of a service's containers. */
  List<String> states(Service service) throws IOException, InterruptedException {
    return containers(service).stream().map(row -> String.valueOf(row.get("state"))).toList();
  }

  /** The host port at which a container's port 22 can be reached; 0 when it is not published. */
  int port(Service service) throws IOException, InterruptedException {
    Object id = containers(service).getFirst().get("containerId");
    Map<String, @Nullable Object> inspect = object(get("docker.getConfig?containerId=" + id));
    Map<String, @Nullable Object> ports =
        Json.objectAt(Json.objectAt(inspect, "NetworkSettings"), "Ports");
    List<@Nullable Object> bindings = Json.listAt(ports, "22/tcp");
    return bindings.isEmpty()
        ? 0
        : Integer.parseInt(String.valueOf(object(bindings.getFirst()).get("HostPort")));
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }

  static List<Map<String, @Nullable Object>> list(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(Dokploy::object).toList() : List.of();
  }

  @Override
  public void close() throws IOException {
    emulator.close();
  }
}
