package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.emulator.Settings.EngineChoice;
import dev.dokployprovider.emulator.engine.DockerEngine;
import dev.dokployprovider.emulator.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same on a real engine; needs the image debian:bookworm. */
@Tag("engine")
class DockerTest {
  private static final String FILE =
      """
      services:
        dev:
          build:
            dockerfile_inline: |
              FROM debian:bookworm
              RUN echo built >/built
          init: true
          command: [sh, -c, "cat /built; sleep infinity"]
          ports: ["127.0.0.1:23860-23879:22"]
          volumes: ["home:/home"]
      volumes:
        home: {}
      """;

  @TempDir Path data;

  @BeforeEach
  void needDocker() throws Exception {
    boolean there = DockerEngine.isAvailable() && docker("image", "inspect", "debian:bookworm");
    if (!there && "true".equals(System.getenv("REQUIRE_ENGINE"))) {
      throw new AssertionError("this run must have a Docker engine, and has none");
    }
    assumeTrue(there, "no Docker engine with Compose and the image debian:bookworm answers");
  }

  private static boolean docker(String... arguments) throws Exception {
    return new ProcessBuilder(command(arguments)).redirectErrorStream(true).start().waitFor() == 0;
  }

  private static List<String> lines(String... arguments) throws Exception {
    Process process = new ProcessBuilder(command(arguments)).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  private static List<String> command(String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return command;
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.22.7", "0.30.2"})
  void a_service_lives_and_nothing_of_it_is_left(String release) throws Exception {
    String appName;
    try (var dokploy = Dokploy.start(release, data, EngineChoice.DOCKER)) {
      var service = dokploy.service("emulator-test", FILE);
      appName = service.appName();
      dokploy.deployed(service);
      assertThat(dokploy.status(service)).isEqualTo("done");
      assertThat(dokploy.states(service)).containsExactly("running");
      int port = dokploy.port(service);
      assertThat(port).isBetween(23860, 23879);
      assertThat(dokploy.post("compose.stop", service.body())).isEqualTo(true);
      assertThat(dokploy.states(service)).containsExactly("exited");
      assertThat(dokploy.status(service)).isEqualTo("idle");
      assertThat(dokploy.post("compose.start", service.body())).isEqualTo(true);
      assertThat(dokploy.states(service)).containsExactly("running");
      assertThat(dokploy.port(service)).isNotZero();
      var delete = service.body();
      delete.put("deleteVolumes", true);
      dokploy.post("compose.delete", delete);
      assertThat(dokploy.states(service)).isEmpty();
      assertThat(left("volume", "ls", "-q", appName)).isEmpty();
      // As with Dokploy, the built image stays until it is removed.
      assertThat(left("image", "ls", "-q", appName)).hasSize(1);
    }
    assertThat(left("image", "ls", "-aq", appName)).isEmpty();
  }

  private static List<String> left(String kind, String list, String form, String appName)
      throws Exception {
    return lines(kind, list, form, "--filter", "label=com.docker.compose.project=" + appName);
  }

  @Test
  void an_ephemeral_emulator_removes_what_runs() throws Exception {
    String appName;
    try (var dokploy = Dokploy.start("0.30.2", data, EngineChoice.DOCKER)) {
      var service = dokploy.service("emulator-test", FILE);
      appName = service.appName();
      dokploy.deployed(service);
      assertThat(dokploy.states(service)).containsExactly("running");
    }
    assertThat(left("container", "ls", "-aq", appName)).isEmpty();
    assertThat(left("volume", "ls", "-q", appName)).isEmpty();
    assertThat(left("network", "ls", "-q", appName)).isEmpty();
    assertThat(left("image", "ls", "-aq", appName)).isEmpty();
  }

  @Test
  void a_failed_build_says_why_in_the_log() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data, EngineChoice.DOCKER)) {
      var service =
          dokploy.service("emulator-test", FILE.replace("echo built >/built", "echo why; false"));
      dokploy.deployed(service);
      assertThat(dokploy.status(service)).isEqualTo("error");
      assertThat(dokploy.states(service)).isEmpty();
      var deployment =
          Dokploy.list(dokploy.get("deployment.allByCompose?composeId=" + service.id())).getFirst();
      assertThat(deployment).containsEntry("errorMessage", null);
      assertThat(dokploy.get("deployment.readLogs?deploymentId=" + deployment.get("deploymentId")))
          .asString()
          .contains("why", "Error: ❌ Docker command failed", "Error occurred ❌");
    }
  }

  @Test
  void a_container_that_ends_at_once_is_done_and_exited() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data, EngineChoice.DOCKER)) {
      var service =
          dokploy.service(
              "emulator-test",
              "services:\n  dev:\n    image: debian:bookworm\n    command: ['sh','-c','exit 3']\n");
      dokploy.deployed(service);
      assertThat(dokploy.status(service)).isEqualTo("done");
      Await.until(() -> dokploy.states(service).contains("exited"), "the container has ended");
    }
  }

  @Test
  void a_delete_during_a_build_leaves_an_orphan() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data, EngineChoice.DOCKER)) {
      // Not from BuildKit's cache: it has to take its time.
      var service =
          dokploy.service(
              "emulator-test",
              FILE.replace(
                  "echo built >/built", "sleep 15; echo " + System.nanoTime() + " >/built"));
      dokploy.deploy(service);
      Await.until(() -> dokploy.deployments(service).contains("running"), "it is being built");
      Await.until(() -> log(dokploy, service).contains("RUN sleep"), "the build runs");
      dokploy.post("compose.delete", service.body());
      dokploy.awaitIdle();
      assertThat(dokploy.states(service)).containsExactly("running");
    }
  }

  private static String log(Dokploy dokploy, Dokploy.Service service) throws Exception {
    var deployment =
        Dokploy.list(dokploy.get("deployment.allByCompose?composeId=" + service.id())).getFirst();
    return String.valueOf(
        dokploy.get("deployment.readLogs?deploymentId=" + deployment.get("deploymentId")));
  }

  @Test
  void a_never_deployed_service_cannot_be_stopped() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data, EngineChoice.DOCKER)) {
      var service = dokploy.service("emulator-test", FILE);
      var answer = Dokploy.answer(dokploy.client(), "compose.stop", service.body());
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(Json.parseObject(answer.body()))
          .containsEntry("message", "Command execution failed: spawn /bin/sh ENOENT");
      assertThat(dokploy.status(service)).isEqualTo("error");
    }
  }
}
