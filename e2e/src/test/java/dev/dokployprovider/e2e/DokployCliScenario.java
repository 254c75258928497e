package dev.dokployprovider.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A client that nobody here wrote takes a service through its life: Dokploy's own command line,
 * whose commands are generated from Dokploy's API. Each step is read back by the same client. It is
 * for 0.30; what it sends is understood since environments came with 0.25.
 */
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

  @NeedsDocker
  @ParameterizedTest(name = "{0}, Dokploy {1}")
  @CsvSource({"PROCESS, 0.25.11", "PROCESS, 0.28.8", "DOCKER, 0.30.2", "PROCESS, 0.30.2"})
  void a_service_is_made_updated_deployed_stopped_started_and_deleted(
      Engine engine, String version) {
    var cli = DokployCli.installed();
    engine.required();
    try (var dokploy = Emulator.start(engine, version, folder.resolve("dokploy"))) {
      var logIn = cli.logIn(dokploy, dokploy.apiKey());
      assertThat(logIn.exitCode()).as(logIn.transcript()).isZero();
      assertThat(logIn.out()).contains("Authenticated successfully");
      var project = cli.answer("project create", "--name", "by hand");
      var service = create(cli, project);
      new Life(cli, service.text("composeId"), service.text("appName")).run();
      String id = project.at("project").text("projectId");
      cli.answer("project remove", "--projectId", id);
      assertThat(cli.answer("project all").items()).isEmpty();
    }
  }

  private static Answer create(DokployCli cli, Answer project) {
    String id = project.at("project").text("projectId");
    String environment = project.at("environment").text("environmentId");
    assertThat(cli.answer("project one", "--projectId", id).text("name")).isEqualTo("by hand");
    assertThat(cli.answer("environment by-project-id", "--projectId", id).items())
        .extracting(row -> row.text("environmentId"))
        .containsExactly(environment);
    var service =
        cli.answer(
            "compose create", "--name", "web", "--appName", "web", "--environmentId", environment);
    assertThat(service.text("appName")).startsWith("web-");
    assertThat(cli.answer("environment one", "--environmentId", environment).at("compose").items())
        .extracting(row -> row.text("composeId"))
        .containsExactly(service.text("composeId"));
    return service;
  }

  /** One service's life after it was made. */
  private record Life(DokployCli cli, String id, String appName) {
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
      delete();
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
      assertThat(deployments())
          .extracting(row -> row.text("title") + ": " + row.text("status"))
          .containsExactly("the first: done");
      assertThat(states()).containsExactly("running");
      var container = containers().getFirst();
      assertThat(
              cli.answer("docker get-config", "--containerId", container.text("containerId"))
                  .text("Name"))
          .isEqualTo("/" + container.text("name"));
    }

    private void delete() {
      cli.answer("compose delete", "--composeId", id, "--deleteVolumes");
      assertThat(containers()).isEmpty();
      var gone = cli.dokploy("compose one", "--composeId", id);
      assertThat(gone.exitCode()).isEqualTo(1);
      assertThat(gone.err()).contains("404");
    }

    private String one(String column) {
      return cli.answer("compose one", "--composeId", id).text(column);
    }

    private List<Answer> deployments() {
      return cli.answer("deployment all-by-compose", "--composeId", id).items();
    }

    private List<Answer> containers() {
      return cli.answer(
              "docker get-containers-by-app-name-match",
              "--appName",
              appName,
              "--appType",
              "docker-compose")
          .items();
    }

    private List<String> states() {
      return containers().stream().map(row -> row.text("state")).toList();
    }
  }

  @Test
  void the_queue_and_a_deployments_log_can_be_read_in_the_newest_release() {
    var cli = DokployCli.installed();
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      cli.logIn(dokploy, dokploy.apiKey());
      var project = cli.answer("project create", "--name", "by hand");
      String environment = project.at("environment").text("environmentId");
      var service =
          cli.answer(
              "compose create",
              "--name",
              "web",
              "--environmentId",
              environment,
              "--sourceType",
              "raw",
              "--composeFile",
              FILE);
      String id = service.text("composeId");
      dokploy.post("/emulator/hang", Map.of());
      cli.answer("compose deploy", "--composeId", id);
      assertThat(cli.answer("deployment queue-list").items())
          .extracting(job -> job.at("data").text("composeId"))
          .containsExactly(id);
      dokploy.post("/emulator/release", Map.of());
      Waiting.until(
          "the deployment has ended",
          () -> cli.answer("compose one", "--composeId", id).text("composeStatus").equals("done"));
      String deployment =
          cli.answer("deployment all-by-compose", "--composeId", id)
              .items()
              .getFirst()
              .text("deploymentId");
      assertThat(
              cli.answer("deployment read-logs", "--deploymentId", deployment).value().toString())
          .contains("Docker Compose Deployed");
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
