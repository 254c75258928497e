package dev.dokployprovider.emulator.replay;

import dev.dokployprovider.emulator.Await;
import dev.dokployprovider.emulator.Client;
import dev.dokployprovider.emulator.json.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes what was on the real server without having been recorded. */
final class Stage {
  /** What Dokploy's ids look like: "nope" and the like are meant to be missing. */
  private static final String ID = "[A-Za-z0-9_-]{21}";

  private static final String CONTAINER_ID = "[0-9a-f]{12}";
  private static final String FILE = "services:\n  dev:\n    image: debian:bookworm\n";

  private final Server server;
  private final Translation translation;
  private final List<Line> lines;
  private String heldApp = "";

  Stage(Server server, Translation translation, List<Line> lines) {
    this.server = server;
    this.translation = translation;
    this.lines = lines;
  }

  private @Nullable Object post(String procedure, Map<String, @Nullable Object> body)
      throws IOException, InterruptedException {
    return server.client().post("/api/" + procedure, body);
  }

  /** The row of a service as any answer of the recording shows it; empty when none does. */
  private Map<String, @Nullable Object> recordedRow(String column, String value) {
    return lines.stream()
        .map(line -> object(line.response()))
        .filter(row -> value.equals(row.get(column)) && row.containsKey("composeFile"))
        .findFirst()
        .orElse(Map.of());
  }

  /** The emulator's id of the service whose app name was recorded. */
  String composeId(String recordedAppName) {
    return translation.translate(
        String.valueOf(recordedRow("appName", recordedAppName).get("composeId")));
  }

  /** The app name of the recording's service of that name. */
  String recordedAppName(String name) {
    return String.valueOf(recordedRow("name", name).get("appName"));
  }

  /** The compose file that the last answer about the recording's service shows. */
  String recordedFile(String name) {
    return lines.reversed().stream()
        .map(line -> object(line.response()))
        .filter(row -> name.equals(row.get("name")) && row.containsKey("composeFile"))
        .map(row -> String.valueOf(row.get("composeFile")))
        .findFirst()
        .orElseThrow();
  }

  /** Makes the remote server reachable or not, as the note says it was. */
  void reach(Line line) throws IOException, InterruptedException {
    boolean lost = line.notes("unreachable") && !line.note().startsWith("after a delete");
    for (Object element : servers()) {
      Map<String, @Nullable Object> row = object(element);
      if (lost) {
        prepare(line);
        if (line.notes(">10 earlier deployments")) {
          deployOften(translation.translate(line.parameter("composeId")));
        }
        Map<String, @Nullable Object> update = new LinkedHashMap<>(row);
        update.put("port", 3999);
        post("server.update", update);
      }
      setReachable(String.valueOf(row.get("serverId")), !lost);
    }
  }

  void setReachable(String serverId, boolean reachable) throws IOException, InterruptedException {
    server
        .client()
        .post("/emulator/server", Json.object("serverId", serverId, "reachable", reachable));
  }

  List<?> servers() throws IOException, InterruptedException {
    return server.client().get("/api/server.all") instanceof List<?> list ? list : List.of();
  }

  private void deployOften(String composeId) throws IOException, InterruptedException {
    for (int i = 0; i < 12; i++) {
      post("compose.redeploy", Json.object("composeId", composeId));
      server.awaitIdle();
    }
  }

  /** Does what was done without being recorded. */
  void setUp(Line line, Replay.Callers callers) throws IOException, InterruptedException {
    String composeId = translation.translate(line.parameter("composeId"));
    if (line.notes("raw with an empty composeFile")) {
      post(
          "compose.update",
          Json.object("composeId", composeId, "sourceType", "raw", "composeFile", ""));
    }
    if (line.notes("running compose with a named volume")) {
      Object file = object(line.response()).get("composeFile");
      post(
          "compose.update",
          Json.object("composeId", composeId, "sourceType", "raw", "composeFile", file));
      post("compose.deploy", Json.object("composeId", composeId));
      server.awaitIdle();
    }
    if (line.note().startsWith("by a member with")) {
      grant(line, callers);
    }
  }

  private void grant(Line line, Replay.Callers callers) throws IOException, InterruptedException {
    Client member = new Client(server.client().url(), callers.member(server.client()));
    String environmentId = translation.translate(line.parameter("environmentId"));
    Map<String, @Nullable Object> environment =
        object(server.client().get("/api/environment.one?environmentId=" + environmentId));
    post(
        "user.assignPermissions",
        Json.object(
            "id", object(member.get("/api/user.get")).get("userId"),
            "canCreateProjects", false,
            "canCreateServices", true,
            "canDeleteProjects", false,
            "canDeleteServices", false,
            "canAccessToDocker", true,
            "canAccessToTraefikFiles", false,
            "canAccessToAPI", false,
            "canAccessToSSHKeys", false,
            "canAccessToGitProviders", false,
            "canDeleteEnvironments", false,
            "canCreateEnvironments", false,
            "accessedGitProviders", List.of(),
            "accessedServers", List.of(),
            "accessedProjects", List.of(String.valueOf(environment.get("projectId"))),
            "accessedEnvironments", List.of(environmentId),
            "accessedServices", List.of()));
  }

  /** Starts a deployment that does not end until it is released. */
  void hold(String composeId, boolean afterwards) throws IOException, InterruptedException {
    Map<String, @Nullable Object> row =
        object(server.client().get("/api/compose.one?composeId=" + composeId));
    heldApp = String.valueOf(row.get("appName"));
    server.engine().hold(heldApp, afterwards);
    post("compose.deploy", Json.object("composeId", composeId));
    Await.until(() -> server.engine().isHeld(heldApp), heldApp + " is being built");
  }

  void release() {
    server.engine().release(heldApp);
  }

  /** Makes the rows that an exchange needs and that are not known yet. */
  void prepare(Line line) throws IOException, InterruptedException {
    for (String column : new String[] {"projectId", "environmentId", "composeId", "containerId"}) {
      String id = line.parameter(column);
      boolean real = id.matches(column.equals("containerId") ? CONTAINER_ID : ID);
      if (real && !translation.knows(id) && exists(line)) {
        translation.put(id, make(column, line));
      }
    }
  }

  /** Whether what the exchange names was there: an empty answer mostly means that it was not. */
  private static boolean exists(Line line) {
    boolean emptyByNature =
        line.procedure().endsWith("deploy") || line.procedure().endsWith("Container");
    return line.status() != 404 && (emptyByNature || !"".equals(line.response()));
  }

  private String make(String column, Line line) throws IOException, InterruptedException {
    Map<String, @Nullable Object> project =
        object(post("project.create", Json.object("name", "made")));
    Map<String, @Nullable Object> inner = Json.objectAt(project, "project");
    String projectId = String.valueOf((inner.isEmpty() ? project : inner).get("projectId"));
    String environmentId =
        String.valueOf(Json.objectAt(project, "environment").get("environmentId"));
    return switch (column) {
      case "projectId" -> {
        if (line.notes("with a running compose inside")) {
          String recorded = lines.get(line.number()).parameter("appName");
          translation.put(recorded, running("devpod-race", projectId, environmentId, Map.of()));
        }
        yield projectId;
      }
      case "environmentId" -> environmentId;
      case "containerId" -> {
        String appName = running("devpod-c", projectId, environmentId, Map.of());
        yield String.valueOf(container(appName, "").get("containerId"));
      }
      default -> service(line, projectId, environmentId);
    };
  }

  /** A service as the response shows it: its name, file, server, and deployed when it was. */
  private String service(Line line, String projectId, String environmentId)
      throws IOException, InterruptedException {
    Map<String, @Nullable Object> row = recordedRow("composeId", line.parameter("composeId"));
    String appName = row.get("appName") instanceof String text ? text : "devpod-made-123456";
    Map<String, @Nullable Object> made =
        create(appName.replaceFirst("-[a-z0-9]{6}$", ""), projectId, environmentId, row);
    String composeId = String.valueOf(made.get("composeId"));
    translation.put(appName, String.valueOf(made.get("appName")));
    boolean deployed = "done".equals(row.get("composeStatus"));
    if (!"github".equals(row.get("sourceType"))) {
      post(
          "compose.update",
          Json.object(
              "composeId",
              composeId,
              "sourceType",
              "raw",
              "composeFile",
              row.getOrDefault("composeFile", FILE)));
    }
    if (deployed) {
      post("compose.deploy", Json.object("composeId", composeId));
      server.awaitIdle();
    }
    return composeId;
  }

  private Map<String, @Nullable Object> create(
      String appName, String projectId, String environmentId, Map<String, @Nullable Object> row)
      throws IOException, InterruptedException {
    Map<String, @Nullable Object> body =
        Json.object(
            "name", row.getOrDefault("name", "made"),
            "appName", appName,
            "projectId", projectId,
            "environmentId", environmentId);
    if (row.get("serverId") instanceof String serverId) {
      body.put("serverId", translation.translate(serverId));
    }
    return object(post("compose.create", body));
  }

  /** Makes a service that runs; its app name. */
  String running(
      String appName, String projectId, String environmentId, Map<String, @Nullable Object> row)
      throws IOException, InterruptedException {
    Map<String, @Nullable Object> made = create(appName, projectId, environmentId, row);
    Map<String, @Nullable Object> id = Json.object("composeId", made.get("composeId"));
    Map<String, @Nullable Object> update = Json.object("sourceType", "raw", "composeFile", FILE);
    update.putAll(id);
    post("compose.update", update);
    post("compose.deploy", id);
    String name = String.valueOf(made.get("appName"));
    Await.until(() -> "running".equals(container(name, "").get("state")), name + " runs");
    return name;
  }

  /** The project's first container on a server; empty when there is none. */
  Map<String, @Nullable Object> container(String appName, String serverId)
      throws IOException, InterruptedException {
    Object list =
        server
            .client()
            .get(
                "/api/docker.getContainersByAppNameMatch?appType=docker-compose&appName="
                    + appName
                    + "&serverId="
                    + serverId);
    return list instanceof List<?> rows && !rows.isEmpty() ? object(rows.getFirst()) : Map.of();
  }

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }
}
