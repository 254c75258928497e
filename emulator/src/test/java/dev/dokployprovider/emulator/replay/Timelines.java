package dev.dokployprovider.emulator.replay;

import dev.dokployprovider.emulator.Await;
import dev.dokployprovider.emulator.Client;
import dev.dokployprovider.emulator.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a recording that are no exchanges: states over time, and files on disk. */
final class Timelines {
  private static final String FILE = "services:\n  dev:\n    image: debian:bookworm\n";

  private final Server server;
  private final Translation translation;
  private final Stage stage;

  Timelines(Server server, Translation translation, Stage stage) {
    this.server = server;
    this.translation = translation;
    this.stage = stage;
  }

  List<String> check(Line line) throws IOException, InterruptedException {
    server.awaitIdle();
    if (line.values().containsKey("disk")) {
      return disk(line);
    }
    if (line.values().containsKey("kind")) {
      return states(line);
    }
    return switch (line.text("timeline")) {
      case "two deploys, queue concurrency" -> queue(line);
      case "server killed during a deployment, restarted" -> crash(line);
      case "deploy to an unreachable server with 12 earlier deployments" -> last(line);
      case "redeploy after the server is back" -> redeploy(line);
      case "server lost in the middle of a build" -> lost(line);
      default -> List.of("an unknown timeline");
    };
  }

  private static List<?> samples(Line line) {
    return Json.listAt(line.values(), "samples");
  }

  private static List<String> difference(Object expected, Object actual) {
    return expected.equals(actual) ? List.of() : List.of(expected + " and not " + actual);
  }

  private List<String> disk(Line line) throws IOException {
    Path code =
        server
            .data()
            .resolve("etc/dokploy/compose")
            .resolve(translation.translate(line.text("appName")))
            .resolve("code");
    List<String> problems = new ArrayList<>();
    problems.addAll(
        difference(
            line.text("composeFileOnDisk"), Files.readString(code.resolve("docker-compose.yml"))));
    problems.addAll(
        difference(
            translation.translate(line.text("env")), Files.readString(code.resolve(".env"))));
    return problems;
  }

  /** The last sample is what it comes to; those before it depend on the machine's speed. */
  private List<String> states(Line line) throws IOException, InterruptedException {
    server.awaitIdle();
    Map<String, @Nullable Object> sample = Stage.object(samples(line).getLast());
    Map<String, @Nullable Object> service = service(stage.composeId(line.text("appName")));
    Object containers =
        List.of(
            String.valueOf(sample.get("composeStatus")),
            String.valueOf(sample.get("deployments")),
            translation.translate(String.valueOf(sample.get("containers"))));
    String appName = String.valueOf(service.get("appName"));
    return difference(
        containers,
        List.of(
            String.valueOf(service.get("composeStatus")),
            deployments(service, "title", "status").toString(),
            containers(appName, "").toString()));
  }

  private Map<String, @Nullable Object> service(String composeId)
      throws IOException, InterruptedException {
    return Stage.object(server.client().get("/api/compose.one?composeId=" + composeId));
  }

  /** Two columns of a service's deployments, newest first. */
  private static List<List<@Nullable Object>> deployments(
      Map<String, @Nullable Object> service, String first, String second) {
    List<List<@Nullable Object>> pairs = new ArrayList<>();
    for (Object row : Json.listAt(service, "deployments").reversed()) {
      List<@Nullable Object> pair = new ArrayList<>();
      pair.add(Stage.object(row).get(first));
      pair.add(Stage.object(row).get(second));
      pairs.add(pair);
    }
    return pairs;
  }

  private List<List<@Nullable Object>> containers(String appName, String serverId)
      throws IOException, InterruptedException {
    Map<String, @Nullable Object> container = stage.container(appName, serverId);
    if (container.isEmpty()) {
      return List.of();
    }
    List<@Nullable Object> pair = new ArrayList<>();
    pair.add(container.get("name"));
    pair.add(container.get("state"));
    return List.of(pair);
  }

  private List<String> queue(Line line) throws IOException, InterruptedException {
    String slow = make("slow");
    String queued = make("queued");
    List<String> problems = new ArrayList<>();
    List<?> samples = samples(line);
    stage.hold(slow, false);
    server.client().post("/api/compose.deploy", Json.object("composeId", queued));
    problems.addAll(sample(samples.getFirst(), slow, queued));
    server.engine().hold(String.valueOf(service(queued).get("appName")), false);
    stage.release();
    Await.until(() -> "done".equals(service(slow).get("composeStatus")), "slow is done");
    Await.until(() -> !"idle".equals(service(queued).get("composeStatus")), "queued runs");
    Await.until(
        () -> !Json.listAt(service(queued), "deployments").isEmpty(), "queued has a deployment");
    problems.addAll(sample(samples.get(1), slow, queued));
    server.engine().release(String.valueOf(service(queued).get("appName")));
    server.awaitIdle();
    problems.addAll(sample(samples.getLast(), slow, queued));
    return problems;
  }

  private List<String> sample(@Nullable Object sample, String slow, String queued)
      throws IOException, InterruptedException {
    Map<String, @Nullable Object> recorded = Stage.object(sample);
    Map<String, @Nullable Object> waiting = service(queued);
    return difference(
        List.of(
            String.valueOf(recorded.get("slow")),
            String.valueOf(recorded.get("queued")),
            String.valueOf(recorded.get("queuedDeployments"))),
        List.of(
            String.valueOf(service(slow).get("composeStatus")),
            String.valueOf(waiting.get("composeStatus")),
            String.valueOf(Json.listAt(waiting, "deployments").size())));
  }

  private String make(String name) throws IOException, InterruptedException {
    return make(name, null);
  }

  private String make(String name, @Nullable String serverId)
      throws IOException, InterruptedException {
    Client client = server.client();
    Map<String, @Nullable Object> project =
        Stage.object(client.post("/api/project.create", Json.object("name", "timeline")));
    Map<String, @Nullable Object> inner = Json.objectAt(project, "project");
    Map<String, @Nullable Object> body =
        Json.object(
            "name",
            name,
            "appName",
            "devpod-" + name,
            "projectId",
            (inner.isEmpty() ? project : inner).get("projectId"),
            "environmentId",
            Json.objectAt(project, "environment").get("environmentId"));
    if (serverId != null) {
      body.put("serverId", serverId);
    }
    Object id = Stage.object(client.post("/api/compose.create", body)).get("composeId");
    client.post(
        "/api/compose.update",
        Json.object("composeId", id, "sourceType", "raw", "composeFile", FILE));
    return String.valueOf(id);
  }

  private List<String> crash(Line line) throws IOException, InterruptedException {
    String composeId = make("crash");
    stage.hold(composeId, true);
    server.restart();
    List<?> last = samples(line).getLast() instanceof List<?> sample ? sample : List.of();
    List<?> state = last.getLast() instanceof List<?> list ? list : List.of();
    Await.until(
        () -> state.getFirst().equals(service(composeId).get("composeStatus")),
        "the service is " + state.getFirst() + " again");
    server.awaitIdle();
    Map<String, @Nullable Object> service = service(composeId);
    String appName = String.valueOf(service.get("appName"));
    String expected =
        state.toString().replaceAll("devpod-crash-[a-z0-9]{6}-dev-1", appName + "-dev-1");
    return difference(
        expected,
        List.of(
                String.valueOf(service.get("composeStatus")),
                deployments(service, "title", "status"),
                containers(appName, ""))
            .toString());
  }

  /** The last sample: status, number of deployments, the newest two. */
  private List<String> last(Line line) throws IOException, InterruptedException {
    List<?> sample = samples(line).getLast() instanceof List<?> list ? list : List.of();
    Map<String, @Nullable Object> service = service(stuck());
    List<List<@Nullable Object>> deployments = deployments(service, "status", "errorMessage");
    return difference(
        sample.getLast().toString(),
        List.of(
                String.valueOf(service.get("composeStatus")),
                deployments.size(),
                deployments.subList(0, 2))
            .toString());
  }

  private String stuck() {
    return stage.composeId(stage.recordedAppName("stuck"));
  }

  private List<String> redeploy(Line line) throws IOException, InterruptedException {
    for (Object row : stage.servers()) {
      stage.setReachable(String.valueOf(Stage.object(row).get("serverId")), true);
    }
    server.client().post("/api/compose.redeploy", Json.object("composeId", stuck()));
    server.awaitIdle();
    return last(line);
  }

  private List<String> lost(Line line) throws IOException, InterruptedException {
    // The recording goes on with the file that was being built.
    server
        .client()
        .post(
            "/api/compose.update",
            Json.object("composeId", stuck(), "composeFile", stage.recordedFile("stuck")));
    stage.hold(stuck(), false);
    for (Object row : stage.servers()) {
      stage.setReachable(String.valueOf(Stage.object(row).get("serverId")), false);
    }
    stage.release();
    server.awaitIdle();
    return last(line);
  }
}
