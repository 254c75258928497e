package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Folders;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of docs/reference/dokploy.md §6.10's table of four versions, for those of which no
 * exchanges were recorded: 0.28 as it was seen, 0.29 where a row or docs/reference/dokploy.md §0
 * says what it does. What other tests show is not here: {@link MiddleReleasesTest}, {@link
 * RemoteTest}, {@link AccessTest}, {@link QueueTest} and {@link ServiceTest}.
 */
@Tag("contract")
class TableTest {
  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(strings = {"0.25.11", "0.28.8", "0.29.14"})
  void a_services_parent_is_an_environment_and_not_a_project(String release) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var made = dokploy.service("one", Dokploy.FILE);
      var refused = create(dokploy, Json.object("name", "x", "projectId", made.projectId()));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("Input validation failed", "environmentId");
      var unknown = create(dokploy, Json.object("name", "x", "environmentId", "unknown"));
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.body()).contains("Environment not found");
      assertThat(Json.objectAt(Json.objectAt(dokploy.one(made), "environment"), "project"))
          .containsEntry("projectId", made.projectId());
    }
  }

  private static HttpResponse<String> create(Dokploy dokploy, Map<String, @Nullable Object> body)
      throws IOException, InterruptedException {
    return Dokploy.answer(dokploy.client(), "compose.create", body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.28.8", "0.29.14"})
  void redeploy_answers_with_its_own_words_and_the_title_of_deploy_is_kept(String release)
      throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      assertThat(dokploy.post("compose.redeploy", service.body()))
          .isEqualTo(
              Map.of("success", true, "message", "Redeployment queued", "composeId", service.id()));
      dokploy.awaitIdle();
      var deploy = service.body();
      deploy.put("title", "mine");
      deploy.put("description", "told");
      dokploy.post("compose.deploy", deploy);
      dokploy.awaitIdle();
      assertThat(rows(dokploy, service).getFirst())
          .containsEntry("title", "mine")
          .containsEntry("description", "told")
          .containsKeys("pid", "rollbackId", "volumeBackupId", "buildServerId");
    }
  }

  private static List<Map<String, @Nullable Object>> rows(Dokploy dokploy, Dokploy.Service service)
      throws IOException, InterruptedException {
    return Dokploy.list(dokploy.get("deployment.allByCompose?composeId=" + service.id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.25.11", "0.28.8", "0.29.14"})
  void a_service_that_was_not_made_raw_fails_for_want_of_a_provider(String release)
      throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      var update = service.body();
      update.put("sourceType", "github");
      dokploy.post("compose.update", update);
      dokploy.deployed(service);
      assertThat(dokploy.status(service)).isEqualTo("error");
      assertThat(rows(dokploy, service).getFirst()).containsEntry("errorMessage", null);
      assertThat(log(dokploy, service)).contains("Github Provider not found");
    }
  }

  /** Of the newest deployment, out of its file. */
  private static String log(Dokploy dokploy, Dokploy.Service service) throws Exception {
    String reported = String.valueOf(rows(dokploy, service).getFirst().get("logPath"));
    return Files.readString(new Folders(dokploy.data()).real(reported).orElseThrow());
  }

  @Test
  void an_error_of_an_unknown_call_has_data_without_a_path() throws Exception {
    try (var dokploy = Dokploy.start("0.28.8", data)) {
      var answer = Dokploy.answer(dokploy.client(), "compose.nonsense", Json.object());
      assertThat(answer.statusCode()).isEqualTo(404);
      var error = Json.parseObject(answer.body());
      assertThat(error).containsEntry("message", "Not found").containsEntry("code", "NOT_FOUND");
      assertThat(Json.objectAt(error, "data"))
          .containsEntry("httpStatus", 404)
          .doesNotContainKey("path");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.28.8, deployment.readLogs?deploymentId=x, 404",
    "0.29.4, deployment.readLogs?deploymentId=x, 404",
    "0.25.11, docker.getConfig?containerId=no!, 400",
    "0.28.8, docker.getConfig?containerId=no!, 400",
    "0.28.8, docker.getConfig?containerId=0123456789ab, 200",
    "0.29.14, docker.getConfig?containerId=0123456789ab, 200",
    "0.28.8, compose.readLogs?composeId=x&containerId=y, 404",
    "0.28.8, project.search, 200",
    "0.28.8, environment.search, 200",
    "0.25.11, environment.search, 404",
    "0.28.8, project.allForPermissions, 200",
    "0.25.11, project.allForPermissions, 404",
  })
  void a_read_of_the_owners_gets(String release, String procedure, int status) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var request = dokploy.client().request("/api/" + procedure).build();
      assertThat(Client.send(request).statusCode()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.28.8, compose.saveEnvironment, 404",
    "0.28.8, docker.stopContainer, 404",
    "0.28.8, docker.removeContainer, 404",
  })
  void a_write_of_the_owners_gets(String release, String procedure, int status) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      assertThat(Dokploy.answer(dokploy.client(), procedure, Json.object()).statusCode())
          .isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.25.11, not_cloud", "0.28.8, ok", "0.29.14, ok"})
  void health_is(String release, String status) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      assertThat(dokploy.get("settings.health")).isEqualTo(Map.of("status", status));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.28.8", "0.29.14"})
  void rows_of_containers_by_label_have_no_status(String release) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      dokploy.deployed(service);
      var rows =
          Dokploy.list(
              dokploy.get(
                  "docker.getContainersByAppLabel?type=standalone&appName=" + service.appName()));
      assertThat(rows).allSatisfy(row -> assertThat(row).doesNotContainKey("status"));
      assertThat(dokploy.containers(service).getFirst()).containsKey("status");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.25.11, 500, violates foreign key constraint",
    "0.28.8, 500, Failed query: insert into",
    "0.29.14, 401, You are not authorized to access this server"
  })
  void an_unknown_server_gets(String release, int status, String words) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var made = dokploy.service("one", Dokploy.FILE);
      Object environment = dokploy.one(made).get("environmentId");
      var answer =
          create(
              dokploy,
              Json.object("name", "x", "environmentId", environment, "serverId", "unknown"));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      assertThat(answer.body()).contains(words);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.25.11, You cannot delete the production environment",
    "0.28.8, You cannot delete the default environment",
    "0.29.14, You cannot delete the default environment"
  })
  void the_default_environment_stays(String release, String words) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var made = dokploy.service("one", Dokploy.FILE);
      var answer =
          Dokploy.answer(
              dokploy.client(),
              "environment.remove",
              Json.object("environmentId", dokploy.one(made).get("environmentId")));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains(words);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.25.11", "0.28.8", "0.29.14"})
  void delete_answers_with_the_whole_service(String release) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      dokploy.deployed(service);
      var answer = Dokploy.object(dokploy.post("compose.delete", service.body()));
      assertThat(answer)
          .containsEntry("composeId", service.id())
          .containsKeys("deployments", "environment", "server");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.25.11", "0.28.8", "0.29.14"})
  void a_service_that_never_was_deployed_can_not_be_stopped_or_started(String release)
      throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      var stop = Dokploy.answer(dokploy.client(), "compose.stop", service.body());
      assertThat(stop.statusCode()).isEqualTo(500);
      assertThat(stop.body()).contains("Command execution failed: spawn /bin/sh ENOENT");
      assertThat(dokploy.status(service)).isEqualTo("error");
      var start = Dokploy.answer(dokploy.client(), "compose.start", service.body());
      assertThat(start.statusCode()).isEqualTo(500);
      assertThat(dokploy.status(service)).isEqualTo("idle");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.25.11", "0.28.8", "0.29.14"})
  void where_there_is_no_container_the_list_of_all_has_one_that_says_so(String release)
      throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      assertThat(Dokploy.list(dokploy.get("docker.getContainers")))
          .singleElement()
          .satisfies(row -> assertThat(row).containsEntry("containerId", "No container id"));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.25.11, 200", "0.28.8, 403", "0.29.14, 403"})
  void a_key_for_another_organisation_gets(String release, int status) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var answer =
          Dokploy.answer(
              dokploy.client(),
              "user.createApiKey",
              Json.object(
                  "name", "x", "metadata", Json.object("organizationId", "of-another-user")));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
  }
}
