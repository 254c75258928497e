package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.emulator.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A member with and without each permission (docs/reference/dokploy.md §1.4), and the owner beside
 * it.
 */
class MemberTest {
  @TempDir Path data;

  /** What a member is given: a permission, or {@code none}; all that was made may be seen. */
  private static Client member(Dokploy dokploy, String permission, Made made) throws Exception {
    List<@Nullable Object> permissions = new ArrayList<>();
    if (!permission.equals("none")) {
      permissions.add(permission);
    }
    var answer =
        dokploy.admin(
            "member",
            Json.object(
                "permissions", permissions,
                "accessedProjects", List.of(made.service.projectId()),
                "accessedEnvironments", List.of(made.environmentId),
                "accessedServices", List.of(made.service.id())));
    return dokploy.client(String.valueOf(answer.get("key")));
  }

  /** What the owner has made before. */
  private record Made(Dokploy.Service service, String environmentId, String container) {
    static Made in(Dokploy dokploy) throws IOException, InterruptedException {
      var service = dokploy.service("made", Dokploy.FILE);
      dokploy.deployed(service);
      return new Made(
          service,
          String.valueOf(dokploy.one(service).get("environmentId")),
          String.valueOf(dokploy.containers(service).getFirst().get("containerId")));
    }

    Map<String, @Nullable Object> body(String procedure) {
      return switch (procedure) {
        case "project.create" -> Json.object("name", "new");
        case "project.remove" -> Json.object("projectId", service.projectId());
        case "environment.create" -> Json.object("name", "new", "projectId", service.projectId());
        case "compose.create" ->
            Json.object(
                "name", "new", "projectId", service.projectId(), "environmentId", environmentId);
        case "docker.restartContainer" -> Json.object("containerId", container);
        default -> service.body();
      };
    }
  }

  @ParameterizedTest(name = "Dokploy {0}: {1} needs {2}, without it {3}")
  @CsvSource({
    "0.22.7, project.create, canCreateProjects, 400",
    "0.22.7, project.remove, canDeleteProjects, 401",
    "0.22.7, compose.create, canCreateServices, 401",
    "0.22.7, compose.delete, canDeleteServices, 401",
    "0.28.8, project.create, canCreateProjects, 400",
    "0.28.8, project.remove, canDeleteProjects, 401",
    "0.28.8, environment.create, canCreateEnvironments, 401",
    "0.28.8, compose.create, canCreateServices, 401",
    "0.28.8, compose.update, canCreateServices, 401",
    "0.28.8, compose.delete, canDeleteServices, 401",
    "0.28.8, docker.restartContainer, canAccessToDocker, 401",
    "0.30.2, project.create, canCreateProjects, 400",
    "0.30.2, compose.create, canCreateServices, 401",
    "0.30.2, compose.update, canCreateServices, 401",
    "0.30.2, compose.delete, canDeleteServices, 401",
    "0.30.2, docker.restartContainer, canAccessToDocker, 401",
  })
  void a_write_needs_its_permission(String release, String procedure, String permission, int status)
      throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var made = Made.in(dokploy);
      var body = made.body(procedure);
      assertThat(status(member(dokploy, "none", made), procedure, body)).isEqualTo(status);
      assertThat(status(member(dokploy, permission, made), procedure, body)).isEqualTo(200);
    }
  }

  @ParameterizedTest(name = "Dokploy {0}: {1} gets a member without rights {2}")
  @CsvSource({
    "0.22.7, compose.update, 200",
    "0.22.7, compose.stop, 200",
    "0.22.7, compose.deploy, 200",
    "0.25.11, compose.update, 200",
    "0.25.11, compose.deploy, 200",
    "0.28.8, compose.update, 401",
    "0.28.8, compose.deploy, 401",
    "0.29.14, compose.deploy, 401",
  })
  void a_service_that_a_member_may_not_see_can_be_changed_by_it_before_0_28_7(
      String release, String procedure, int status) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var made = Made.in(dokploy);
      var stranger = dokploy.admin("member", Json.object("permissions", List.of()));
      var client = dokploy.client(String.valueOf(stranger.get("key")));
      assertThat(status(client, procedure, made.service.body())).isEqualTo(status);
    }
  }

  @ParameterizedTest(name = "Dokploy {0}: environment.one gets a member without rights {1}")
  @CsvSource({"0.25.11, 404", "0.28.8, 403", "0.29.14, 403"})
  void an_environment_that_a_member_may_not_see_is(String release, int status) throws Exception {
    try (var dokploy = Dokploy.start(release, data)) {
      var made = Made.in(dokploy);
      var stranger = dokploy.admin("member", Json.object("permissions", List.of()));
      var client = dokploy.client(String.valueOf(stranger.get("key")));
      assertThat(status(client, "environment.one?environmentId=" + made.environmentId, null))
          .isEqualTo(status);
    }
  }

  @Test
  void the_words_of_a_refusal_name_the_permission_from_0_28_7_on() throws Exception {
    assertThat(refusal("0.28.6")).contains("Permission denied");
    assertThat(refusal("0.28.8")).contains("unauthorized to access resource");
  }

  private String refusal(String release) throws Exception {
    try (var dokploy = Dokploy.start(release, data.resolve(release))) {
      var made = Made.in(dokploy);
      var client = member(dokploy, "none", made);
      return Dokploy.answer(client, "compose.create", made.body("compose.create")).body();
    }
  }

  /** Of a write, or of a read where there is no body. */
  private static int status(
      Client client, String procedure, @Nullable Map<String, @Nullable Object> body)
      throws IOException, InterruptedException {
    return body == null
        ? Client.send(client.request("/api/" + procedure).build()).statusCode()
        : Dokploy.answer(client, procedure, body).statusCode();
  }
}
