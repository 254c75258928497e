package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.json.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The releases between the recorded ones: the rows of docs/reference/dokploy.md §6.10's table, and
 * the switches of docs/reference/dokploy.md §0.
 */
@Tag("contract")
class MiddleReleasesTest {
  @TempDir Path data;

  @ParameterizedTest
  @CsvSource({
    "0.24.12, ''",
    "0.25.6, ''",
    "0.25.7, 'success,message'",
    "0.26.3, 'success,message'",
    "0.26.4, 'success,message,composeId'",
    "0.28.8, 'success,message,composeId'",
    "0.29.14, 'success,message,composeId'",
  })
  void deploy_answers_with(String release, String keys) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      Object answer = dokploy.post("compose.deploy", service.body());
      assertThat(String.join(",", Dokploy.object(answer).keySet())).isEqualTo(keys);
    }
  }

  @Test
  void errors_have_data_and_zod_4_texts_from_0_28_0_on() throws Exception {
    assertThat(errorOf("0.27.1")).containsOnlyKeys("message", "code", "issues");
    var error = errorOf("0.28.8");
    assertThat(error).containsOnlyKeys("message", "code", "data", "issues");
    assertThat(Json.objectAt(error, "data"))
        .containsEntry("path", "project.create")
        .containsEntry("httpStatus", 400);
    assertThat(Dokploy.object(Json.listAt(error, "issues").getFirst()))
        .containsEntry("message", "Invalid input: expected string, received undefined");
  }

  private Map<String, @Nullable Object> errorOf(String release) throws Exception {
    try (var dokploy = Dokploy.start(release, data.resolve(release))) {
      return Json.parseObject(
          Dokploy.answer(dokploy.client(), "project.create", Json.object()).body());
    }
  }

  @ParameterizedTest
  @CsvSource({"0.27.1, 400", "0.28.0, 415", "0.29.14, 415"})
  void a_post_without_the_json_type_is_refused_with(String release, int status) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var request =
          dokploy
              .client()
              .request("/api/project.create")
              .POST(BodyPublishers.ofString("{\"name\":\"x\"}"));
      assertThat(Client.send(request.build()).statusCode()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.27.1, 404", "0.28.0, 200", "0.28.8, 200"})
  void an_update_of_a_missing_service_gets(String release, int status) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var answer =
          Dokploy.answer(dokploy.client(), "compose.update", Json.object("composeId", "missing"));
      assertThat(answer.statusCode()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.25.11, composeFile",
    "0.28.2, composeFile",
    "0.28.3, composeId",
    "0.29.14, composeId"
  })
  void a_service_in_the_list_of_all_projects_has(String release, String column) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      dokploy.service("one", Dokploy.FILE);
      var project = Dokploy.list(dokploy.get("project.all")).getFirst();
      var environment = Dokploy.object(Json.listAt(project, "environments").getFirst());
      var service = Dokploy.object(Json.listAt(environment, "compose").getFirst());
      assertThat(service).containsKey(column);
      assertThat(service).hasSize(column.equals("composeFile") ? full(release) : 3);
    }
  }

  /** With {@code domains}: one column came with 0.26. */
  private static int full(String release) {
    return release.equals("0.25.11") ? 45 : 46;
  }

  @ParameterizedTest
  @CsvSource({"0.25.11, 44", "0.28.8, 45", "0.29.13, 46", "0.29.14, 9"})
  void a_service_in_an_environment_has_as_many_columns(String release, int columns)
      throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var made = dokploy.service("one", Dokploy.FILE);
      var environment =
          Dokploy.list(dokploy.get("environment.byProjectId?projectId=" + made.projectId()))
              .getFirst();
      assertThat(Dokploy.object(Json.listAt(environment, "compose").getFirst())).hasSize(columns);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.25.11, false", "0.26.0, false", "0.26.1, true", "0.28.8, true"})
  void the_default_environment_is_marked(String release, boolean marked) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var created = Dokploy.object(dokploy.post("project.create", Json.object("name", "x")));
      assertThat(Json.objectAt(created, "environment").containsKey("isDefault")).isEqualTo(marked);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.26.7, false", "0.27.0, true", "0.28.8, true"})
  void container_rows_have_a_status(String release, boolean has) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      dokploy.deployed(service);
      assertThat(dokploy.containers(service).getFirst().containsKey("status")).isEqualTo(has);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.25.11", "0.28.8", "0.29.14"})
  void the_type_of_source_is_not_taken_at_creation_before_0_30_0(String release) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var created = Dokploy.object(dokploy.post("project.create", Json.object("name", "x")));
      var service =
          Dokploy.object(
              dokploy.post(
                  "compose.create",
                  Json.object(
                      "name",
                      "x",
                      "environmentId",
                      Json.objectAt(created, "environment").get("environmentId"),
                      "sourceType",
                      "raw",
                      "composeFile",
                      Dokploy.FILE)));
      assertThat(service)
          .containsEntry("sourceType", "github")
          .containsEntry("composeFile", Dokploy.FILE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.26.6, 200, bad-name!",
    "0.26.7, 400, ''",
    "0.28.8, 400, ''",
  })
  void an_app_name_with_other_characters_gets(String release, int status, String name)
      throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var created = Dokploy.object(dokploy.post("project.create", Json.object("name", "x")));
      var answer =
          Dokploy.answer(
              dokploy.client(),
              "compose.create",
              Json.object(
                  "name", "x",
                  "appName", "Bad Name!",
                  "environmentId", Json.objectAt(created, "environment").get("environmentId")));
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).contains(name);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.28.1, false", "0.28.2, true", "0.29.13, true", "0.29.14, false"})
  void the_converted_file_has_dokploys_network(String release, boolean has) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var service = dokploy.service("one", Dokploy.FILE);
      dokploy.deployed(service);
      Object text = dokploy.get("compose.getConvertedCompose?composeId=" + service.id());
      assertThat(String.valueOf(text).contains("dokploy-network")).isEqualTo(has);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.25.11, null", "0.26.3, ''", "0.28.8, ''"})
  void an_unknown_address_is(String release, String address) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      assertThat(String.valueOf(dokploy.get("settings.getIp"))).isEqualTo(address);
      dokploy.admin("address", Json.object("address", "192.0.2.1"));
      assertThat(dokploy.get("settings.getIp")).isEqualTo("192.0.2.1");
    }
  }

  @Test
  void a_lost_server_with_many_deployments_leaves_the_service_running_forever() throws Exception {
    try (var dokploy = Dokploy.start("0.28.8", data)) {
      var server = dokploy.server();
      var service = dokploy.service("one", Dokploy.FILE, Json.object("serverId", server));
      for (int i = 0; i < 11; i++) {
        dokploy.deployed(service);
      }
      dokploy.admin("server", Json.object("serverId", server, "reachable", false));
      dokploy.deployed(service);
      assertThat(dokploy.status(service)).isEqualTo("running");
      assertThat(dokploy.deployments(service)).hasSize(10).containsOnly("done");
      dokploy.admin("server", Json.object("serverId", server, "reachable", true));
      dokploy.deployed(service);
      assertThat(dokploy.status(service)).isEqualTo("done");
    }
  }
}
