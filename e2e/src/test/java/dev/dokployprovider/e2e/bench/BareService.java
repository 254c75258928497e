package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Waiting;
import java.util.Map;

/** The same service, made by the API alone: what the benchmark holds `create` against. */
record BareService(Emulator dokploy, String name, String composeFile) {
  void deployUntilItRuns() {
    var project = dokploy.post("/api/project.create", Map.of("name", name));
    var service =
        dokploy.post(
            "/api/compose.create",
            Map.of(
                "name",
                name,
                "description",
                "",
                "environmentId",
                project.at("environment").text("environmentId"),
                "composeType",
                "docker-compose",
                "appName",
                name));
    String id = service.text("composeId");
    dokploy.post(
        "/api/compose.update",
        Map.of("composeId", id, "sourceType", "raw", "composeFile", composeFile));
    dokploy.post("/api/compose.deploy", Map.of("composeId", id));
    Waiting.until("the bare service runs", () -> isRunning(service.text("appName")));
  }

  private boolean isRunning(String appName) {
    return dokploy
        .get("/api/docker.getContainersByAppNameMatch?appType=docker-compose&appName=" + appName)
        .items()
        .stream()
        .anyMatch(row -> row.text("state").equals("running"));
  }

  void delete() {
    dokploy.get("/api/project.all").items().stream()
        .filter(project -> project.text("name").equals(name))
        .flatMap(project -> project.at("environments").items().stream())
        .flatMap(environment -> environment.at("compose").items().stream())
        .map(service -> service.text("composeId"))
        .forEach(id ->
            dokploy.post("/api/compose.delete", Map.of("composeId", id, "deleteVolumes", true)));
  }
}
