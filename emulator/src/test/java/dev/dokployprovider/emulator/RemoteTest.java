package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Remote servers that are lost (docs/reference/dokploy.md §6.6). */
@Tag("contract")
class RemoteTest {
  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(strings = {"0.25.11", "0.28.8", "0.29.14"})
  void a_server_that_is_lost_while_it_builds_leaves_all_running_forever(String release)
      throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      Object server = dokploy.server();
      var service = dokploy.service("one", Dokploy.FILE, Json.object("serverId", server));
      dokploy.admin("hang", Json.object());
      dokploy.deploy(service);
      Await.until(() -> dokploy.deployments(service).contains("running"), "it is being built");
      dokploy.admin("server", Json.object("serverId", server, "reachable", false));
      dokploy.admin("release", Json.object());
      dokploy.awaitIdle();
      assertThat(dokploy.status(service)).isEqualTo("running");
      assertThat(dokploy.deployments(service)).containsExactly("running");
      dokploy.admin("server", Json.object("serverId", server, "reachable", true));
      var query =
          "docker.getContainersByAppNameMatch?appType=docker-compose&serverId=%s&appName=%s"
              .formatted(server, service.appName());
      assertThat(Dokploy.list(dokploy.get(query)))
          .extracting(row -> row.get("state"))
          .containsExactly("running");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.25.11", "0.28.8", "0.29.14"})
  void a_server_that_is_lost_before_fails_the_deployment_and_shows_no_containers(String release)
      throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      Object server = dokploy.server();
      var service = dokploy.service("one", Dokploy.FILE, Json.object("serverId", server));
      dokploy.deployed(service);
      dokploy.admin("server", Json.object("serverId", server, "reachable", false));
      dokploy.deployed(service);
      assertThat(dokploy.status(service)).isEqualTo("error");
      assertThat(
              String.valueOf(
                  Dokploy.list(dokploy.get("deployment.allByCompose?composeId=" + service.id()))
                      .getFirst()
                      .get("errorMessage")))
          .contains("SSH connection error: connect ECONNREFUSED 192.0.2.1:22");
      assertThat(dokploy.containers(service)).isEmpty();
      var stop = Dokploy.answer(dokploy.client(), "compose.stop", service.body());
      assertThat(stop.statusCode()).isEqualTo(500);
      var delete = Dokploy.answer(dokploy.client(), "compose.delete", service.body());
      assertThat(delete.statusCode()).isEqualTo(200);
    }
  }

  /**
   * Of docker.* by what the source says (docs/reference/dokploy.md §2.6), 0.22.7 swallows every
   * error.
   */
  @ParameterizedTest
  @CsvSource({"0.22.7, 200", "0.23.7, 404", "0.25.11, 404", "0.30.2, 404"})
  void a_server_that_was_removed_is_not_found(String release, int status) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      Object server = dokploy.server();
      dokploy.post("server.remove", Json.object("serverId", server));
      var validate =
          Client.send(dokploy.client().request("/api/server.validate?serverId=" + server).build());
      assertThat(validate.statusCode()).isEqualTo(400);
      assertThat(validate.body()).contains("\"Server not found\"");
      for (var query :
          List.of(
              "getContainersByAppNameMatch?appType=docker-compose&appName=devpod-one-abcdef&",
              "getContainers?",
              "getConfig?containerId=0123456789ab&")) {
        var answer =
            Client.send(
                dokploy.client().request("/api/docker." + query + "serverId=" + server).build());
        assertThat(answer.statusCode()).as(query).isEqualTo(status);
        assertThat(answer.body())
            .as(query)
            .matches(status == 200 ? "(\\[])?" : ".*\"Server not found\".*");
      }
    }
  }
}
