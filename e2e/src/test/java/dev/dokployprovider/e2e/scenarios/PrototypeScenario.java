package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.FreePorts;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Waiting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the provider's prototype made carries no owner: it can be seen, stopped and deleted, and is
 * not taken for a machine of ours.
 */
@Tag("lifecycle")
class PrototypeScenario {
  private static final String FILE =
      """
      services:
        devpod:
          image: debian:bookworm
          command: [sleep, infinity]
          ports: ["PORT:22"]
      """;

  @TempDir Path folder;

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = {"0.22.7", "0.30.2"})
  void a_machine_of_the_prototype_is_seen_stopped_and_deleted(String version) {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      make(dokploy, "old");
      var machine = Machine.of(dokploy, "old", folder);
      Waiting.until("the container runs", () -> machine.status().equals("Running"));

      for (var verb : new String[] {"create", "start"}) {
        var run = machine.verb(verb);
        assertThat(run.exitCode()).as(run.transcript()).isEqualTo(6);
        assertThat(run.err()).contains("that is not yours");
      }
      assertThat(dokploy.get("/emulator/compose-files").text("old")).contains("sleep");
      assertThat(machine.status()).isEqualTo("Running");

      machine.must("stop");
      assertThat(machine.status()).isEqualTo("Stopped");
      machine.must("delete");
      assertThat(machine.status()).isEqualTo("NotFound");
      assertThat(dokploy.get("/emulator/compose-files").names()).isEmpty();
    }
  }

  /** As the prototype did: the machine's name is the service's, and nothing else tells it. */
  private static void make(Emulator dokploy, String name) {
    var project = dokploy.post("/api/project.create", Map.of("name", "devpod-workspaces"));
    var body = new HashMap<String, Object>();
    body.put("name", name);
    body.put("description", "DevPod workspace created on 2025-06-01T10:00:00Z");
    if (project.names().contains("environment")) {
      body.put("environmentId", project.at("environment").text("environmentId"));
    } else {
      body.put("projectId", project.text("projectId"));
    }
    String id = dokploy.post("/api/compose.create", body).text("composeId");
    dokploy.post(
        "/api/compose.update",
        Map.of(
            "composeId",
            id,
            "sourceType",
            "raw",
            "composeFile",
            FILE.replace("PORT", Integer.toString(FreePorts.one()))));
    dokploy.post("/api/compose.deploy", Map.of("composeId", id));
  }
}
