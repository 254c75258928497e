package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * API keys and members (docs/reference/dokploy.md §1.2, §1.4; docs/reference/dokploy.md §6.10's
 * table for 0.28 and 0.29).
 */
class AccessTest {
  @TempDir Path data;

  private static int get(Client client, String procedure) throws IOException, InterruptedException {
    return Client.send(client.request("/api/" + procedure).build()).statusCode();
  }

  private static Client member(Dokploy dokploy, String... permissions)
      throws IOException, InterruptedException {
    var made = dokploy.admin("member", Json.object("permissions", List.of(permissions)));
    return dokploy.client(String.valueOf(made.get("key")));
  }

  @ParameterizedTest
  @CsvSource({
    "0.25.11, docker.getContainers, 200",
    "0.28.6, docker.getContainers, 200",
    "0.28.8, docker.getContainers, 401",
    "0.30.2, docker.getContainers, 401",
    "0.28.8, docker.getContainersByAppNameMatch?appName=x, 200",
    "0.28.8, server.all, 200",
    "0.29.6, server.withSSHKey, 200",
    "0.29.7, server.all, 401",
    "0.28.8, user.getPermissions, 200",
    "0.25.11, user.getPermissions, 404",
    "0.28.8, deployment.queueList, 200",
    "0.25.11, deployment.queueList, 404",
    "0.28.8, compose.search?q=x, 200",
    "0.28.2, compose.search?q=x, 404",
    "0.28.8, project.homeStats, 404",
    "0.29.1, project.homeStats, 200",
  })
  void a_member_without_rights_gets(String release, String procedure, int status) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      assertThat(get(member(dokploy), procedure)).isEqualTo(status);
    }
  }

  @Test
  void docker_can_be_read_with_the_permission_to() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      assertThat(get(member(dokploy, "canAccessToDocker"), "docker.getContainers")).isEqualTo(200);
    }
  }

  @Test
  void a_member_may_use_what_it_made() throws Exception {
    try (var dokploy = Dokploy.start("0.28.8", data)) {
      Client member =
          member(dokploy, "canCreateProjects", "canCreateServices", "canDeleteServices");
      Map<String, @Nullable Object> project =
          Dokploy.object(member.post("/api/project.create", Json.object("name", "mine")));
      Object environmentId = Json.objectAt(project, "environment").get("environmentId");
      Map<String, @Nullable Object> service =
          Dokploy.object(
              member.post(
                  "/api/compose.create",
                  Json.object("name", "mine", "environmentId", environmentId)));
      Map<String, @Nullable Object> id = Json.object("composeId", service.get("composeId"));
      assertThat(get(member, "compose.one?composeId=" + service.get("composeId"))).isEqualTo(200);
      assertThat(Dokploy.answer(member, "compose.deploy", id).statusCode()).isEqualTo(200);
      assertThat(Dokploy.list(member.get("/api/project.all"))).hasSize(1);
      dokploy.awaitIdle();
      assertThat(Dokploy.answer(member, "compose.delete", id).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void the_owner_does_not_find_what_a_member_made_from_0_28_7_on() throws Exception {
    assertThat(found("0.28.6")).isEqualTo(1);
    assertThat(found("0.28.8")).isZero();
  }

  private int found(String release) throws Exception {
    try (var dokploy = Dokploy.start(release, data.resolve(release))) {
      Client member = member(dokploy, "canCreateProjects", "canCreateServices");
      Map<String, @Nullable Object> project =
          Dokploy.object(member.post("/api/project.create", Json.object("name", "mine")));
      Object environmentId = Json.objectAt(project, "environment").get("environmentId");
      member.post(
          "/api/compose.create", Json.object("name", "theirs", "environmentId", environmentId));
      var page = Dokploy.object(dokploy.get("compose.search?name=theirs"));
      return page.get("total") instanceof Number total ? total.intValue() : -1;
    }
  }

  @Test
  void a_key_with_the_usual_limit_dies_after_five_calls() throws Exception {
    try (var dokploy = Dokploy.start("0.28.8", data)) {
      Client limited =
          dokploy.client(String.valueOf(dokploy.admin("key", Json.object()).get("key")));
      for (int i = 0; i < 5; i++) {
        assertThat(get(limited, "project.all")).isEqualTo(200);
      }
      var refused = Client.send(limited.request("/api/project.all").build());
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    }
  }

  @Test
  void a_limit_that_falls_between_the_two_checks_shows_a_code() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      var key = dokploy.admin("key", Json.object("rateLimitEnabled", false, "remaining", 3));
      Client limited = dokploy.client(String.valueOf(key.get("key")));
      assertThat(get(limited, "project.all")).isEqualTo(200);
      assertThat(Client.send(limited.request("/api/project.all").build()).body())
          .isEqualTo("{\"message\":\"UNAUTHORIZED\",\"code\":\"UNAUTHORIZED\"}");
    }
  }

  @Test
  void health_needs_no_key() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      assertThat(dokploy.client("wrong").get("/api/health")).isEqualTo(Map.of("ok", true));
    }
  }

  @Test
  void the_emulators_own_calls_need_the_owners_key() throws Exception {
    try (var dokploy = Dokploy.start("0.30.2", data)) {
      assertThat(Client.send(member(dokploy).request("/emulator/calls").build()).statusCode())
          .isEqualTo(401);
    }
  }
}
