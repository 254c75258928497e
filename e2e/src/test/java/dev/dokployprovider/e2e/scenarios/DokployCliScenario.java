package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.DokployCli;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.NeedsDockerImages;
import dev.dokployprovider.e2e.support.Waiting;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client of another project takes a service through its life: Dokploy's own command line, whose
 * commands are generated from Dokploy's API. Its writes work. Its reads with an argument do not: it
 * sends the argument in a form that real servers of 0.22.7, 0.28.8 and 0.30.2 refuse, and so does
 * the emulator. What it wrote is read back over REST.
 */
@Execution(ExecutionMode.SAME_THREAD) // They install the same package.
class DokployCliScenario {
  private static final String FILE =
      """
      services:
        web:
          image: debian:bookworm
          init: true
          command: [sleep, infinity]
      """;

  @TempDir Path folder;

  @NeedsDockerImages
  @ParameterizedTest(name = "{0}, Dokploy {1}")
  @CsvSource({"PROCESS, 0.25.11", "DOCKER, 0.30.2"})
  void a_service_is_made_updated_deployed_stopped_started_and_deleted(
      Engine engine, String version) {
    var cli = DokployCli.installed();
    engine.required();
    try (var dokploy = Emulator.start(engine, version, folder.resolve("dokploy"))) {
      var logIn = cli.logIn(dokploy, dokploy.apiKey());
      assertThat(logIn.exitCode()).as(logIn.transcript()).isZero();
      assertThat(logIn.out()).contains("Authenticated successfully");
      var project = cli.answer("project create", "--name", "manual");
      String environment = project.at("environment").text("environmentId");
      var service =
          cli.answer(
              "compose create",
              "--name",
              "web",
              "--appName",
              "web",
              "--environmentId",
              environment);
      assertThat(service.text("appName")).startsWith("web-");
      new Life(cli, dokploy, service.text("composeId"), service.text("appName")).run();
      cli.answer("project remove", "--projectId", project.at("project").text("projectId"));
      assertThat(cli.answer("project all").items()).isEmpty();
    }
  }

  /** One service's life after it was made. */
  private record Life(DokployCli cli, Emulator dokploy, String id, String appName) {
    void run() {
      assertThat(one("composeStatus")).isEqualTo("idle");
      update();
      deploy();
      assertThat(cli.answer("compose stop", "--composeId", id).value()).isEqualTo(true);
      assertThat(states()).containsExactly("exited");
      assertThat(one("composeStatus")).isEqualTo("idle");
      assertThat(cli.answer("compose start", "--composeId", id).value()).isEqualTo(true);
      assertThat(states()).containsExactly("running");
      assertThat(one("composeStatus")).isEqualTo("done");
      cli.answer("compose delete", "--composeId", id, "--deleteVolumes");
      assertThat(states()).isEmpty();
      assertThat(dokploy.services()).isEmpty();
    }

    private void update() {
      cli.answer("compose update", "--composeId", id, "--sourceType", "raw", "--composeFile", FILE);
      assertThat(one("composeFile").strip()).isEqualTo(FILE.strip());
      assertThat(one("sourceType")).isEqualTo("raw");
    }

    private void deploy() {
      var deploy = cli.answer("compose deploy", "--composeId", id, "--title", "the first");
      assertThat(deploy.text("message")).isEqualTo("Deployment queued");
      Waiting.until("the deployment has ended", () -> one("composeStatus").equals("done"));
      assertThat(dokploy.get("/api/deployment.allByCompose?composeId=" + id).items())
          .extracting(row -> row.text("title") + ": " + row.text("status"))
          .containsExactly("the first: done");
      assertThat(states()).containsExactly("running");
    }

    private String one(String column) {
      return dokploy.get("/api/compose.one?composeId=" + id).text(column);
    }

    private List<String> states() {
      return dokploy
          .get("/api/docker.getContainersByAppNameMatch?appType=docker-compose&appName=" + appName)
          .items()
          .stream()
          .map(row -> row.text("state"))
          .toList();
    }
  }

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = "0.30.2")
  void its_reads_with_an_argument_are_refused_as_real_servers_refuse_them(String version) {
    var cli = DokployCli.installed();
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      cli.logIn(dokploy, dokploy.apiKey());
      var project = cli.answer("project create", "--name", "manual");
      String id = project.at("project").text("projectId");
      for (String read : List.of("project one", "environment by-project-id")) {
        var refused = cli.dokploy(read, "--projectId", id);
        assertThat(refused.exitCode()).as(refused.transcript()).isEqualTo(1);
        assertThat(refused.err()).contains("status code 400");
      }
      assertThat(cli.answer("project all").items())
          .extracting(row -> row.text("projectId"))
          .containsExactly(id);
      assertThat(cli.answer("deployment queue-list").items()).isEmpty();
    }
  }

  @Test
  void a_wrong_key_is_refused() {
    var cli = DokployCli.installed();
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var logIn = cli.logIn(dokploy, "wrong");
      assertThat(logIn.exitCode()).isEqualTo(1);
      assertThat(logIn.err()).contains("401");
    }
  }
}
