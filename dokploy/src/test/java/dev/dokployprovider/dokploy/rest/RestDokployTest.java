package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.dokploy.testing.StubServer;
import dev.dokployprovider.dokploy.testing.WebSocketFrames;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The client against a server that answers each procedure with a fixed text. */
class RestDokployTest {
  private static final Deployment DEPLOYMENT =
      new Deployment("D", "t", Deployment.Status.ERROR, "/etc/x:1.log", Optional.empty(), "");

  @Test
  void the_release_is_asked_for_once_and_only_when_something_depends_on_it() throws IOException {
    try (var server = answering("0.30.2", Map.of("compose.update", "{}", "project.all", "[]"))) {
      var dokploy = connect(server, Optional.empty());
      dokploy.deployments().running();
      dokploy.services().update("C", "services: {}", "");
      dokploy.services().update("C", "services: {}", "");
      assertThat(dokploy.version()).isEqualTo(new Version(0, 30, 2));
      assertThat(calls(server))
          .containsExactly(
              "GET project.all",
              "GET settings.getDokployVersion",
              "POST compose.update",
              "POST compose.update");
    }
  }

  @Test
  void a_remembered_release_is_not_asked_for() throws IOException {
    try (var server = answering("0.30.2", Map.of("compose.update", "{}"))) {
      connect(server, Optional.of(new Version(0, 22, 7)))
          .services()
          .update("C", "services: {}", "");
      assertThat(calls(server)).containsExactly("POST compose.update");
      assertThat(server.requests().getFirst()).contains("DOCKER_CONFIG=/root/.docker");
    }
  }

  @Test
  void projects_are_searched_by_name_so_that_others_cost_nothing() throws IOException {
    var answers =
        Map.of(
            "project.search",
            "{\"items\":[{\"projectId\":\"P2\",\"name\":\"devpod\"},"
                + "{\"projectId\":\"P1\",\"name\":\"devpod-old\"}],\"total\":2}",
            "project.one",
            "{\"projectId\":\"P2\",\"name\":\"devpod\",\"createdAt\":\"2026-01-01T00:00:00Z\","
                + "\"environments\":[]}");
    try (var server = answering("0.28.3", answers)) {
      assertThat(connect(server, Optional.empty()).projects().named("devpod"))
          .containsExactly(new Project("P2", "devpod", "2026-01-01T00:00:00Z", true, List.of()));
      assertThat(calls(server))
          .containsExactly(
              "GET settings.getDokployVersion", "GET project.search", "GET project.one");
    }
  }

  @Test
  void projects_are_picked_from_all_where_they_can_not_be_searched() throws IOException {
    var all =
        "[{\"projectId\":\"P2\",\"name\":\"devpod\"},{\"projectId\":\"P1\",\"name\":\"other\"}]";
    try (var server = answering("0.28.2", Map.of("project.all", all))) {
      assertThat(connect(server, Optional.empty()).projects().named("devpod"))
          .extracting(Project::id)
          .containsExactly("P2");
    }
    // A backslash stands for itself in a name, and not in a search.
    try (var server = answering("0.30.2", Map.of("project.all", all))) {
      assertThat(connect(server, Optional.empty()).projects().named("a\\b")).isEmpty();
      assertThat(calls(server)).containsExactly("GET project.all");
    }
  }

  @Test
  void a_project_that_is_gone_or_not_ours_to_see_is_empty() throws IOException {
    for (var answer :
        Map.of(
                404, "{\"message\":\"Project not found\",\"code\":\"NOT_FOUND\"}",
                401, "{\"message\":\"Permission denied\",\"code\":\"UNAUTHORIZED\"}")
            .entrySet()) {
      try (var server =
          StubServer.plain(
              StubServer.answering(answer.getKey(), "application/json", answer.getValue()))) {
        assertThat(connect(server, Optional.empty()).projects().find("P")).isEmpty();
      }
    }
  }

  @Test
  void a_service_is_made_and_deployed_on_0_22_7() throws IOException {
    var answers =
        Map.of(
            "project.create", "{\"projectId\":\"P\",\"name\":\"devpod\"}",
            "compose.create", "{\"composeId\":\"C\",\"name\":\"ws\",\"appName\":\"ws-abc123\"}",
            "compose.update", "{\"composeId\":\"C\"}",
            "compose.deploy", "");
    assertThat(create(answers, "0.22.7"))
        .contains("\"projectId\":\"P\"", "\"environmentId\":\"\"", "DOCKER_CONFIG=/root/.docker");
  }

  @Test
  void a_service_is_made_and_deployed_on_0_30_2() throws IOException {
    var answers =
        Map.of(
            "project.create",
            "{\"project\":{\"projectId\":\"P\",\"name\":\"devpod\"},"
                + "\"environment\":{\"environmentId\":\"E\",\"name\":\"production\"}}",
            "compose.create",
            "{\"composeId\":\"C\",\"name\":\"ws\",\"appName\":\"ws-abc123\"}",
            "compose.update",
            "{\"composeId\":\"C\"}",
            "compose.deploy",
            "{\"success\":true,\"message\":\"Deployment queued\",\"composeId\":\"C\"}");
    assertThat(create(answers, "0.30.2"))
        .contains("\"environmentId\":\"E\"")
        .doesNotContain("DOCKER_CONFIG");
  }

  private static String create(Map<String, String> answers, String version) throws IOException {
    try (var server = answering(version, answers)) {
      var dokploy = connect(server, Optional.empty());
      var place = dokploy.projects().create("devpod").defaultEnvironment().orElseThrow();
      var service =
          dokploy.services().create(place, new NewService("ws", "ws", "mine", Optional.empty()));
      assertThat(service.appName()).isEqualTo("ws-abc123");
      dokploy.services().update(service.composeId(), "services: {}", "mine");
      dokploy.deployments().deploy(service.composeId(), "first");
      return String.join("\n", server.requests());
    }
  }

  @Test
  void updating_a_missing_service_is_not_found_where_the_answer_is_empty_too() throws IOException {
    try (var server = answering("0.30.2", Map.of("compose.update", ""))) {
      assertThatThrownBy(() -> connect(server, Optional.empty()).services().update("C", "x", ""))
          .isInstanceOfSatisfying(
              DokployException.class,
              failed ->
                  assertThat(failed.failure())
                      .isEqualTo(new Failure.NotFound("compose.update", "Compose not found")));
    }
  }

  @Test
  void a_service_that_is_gone_is_empty_and_deleting_it_is_success() throws IOException {
    var gone = "{\"message\":\"Compose not found\",\"code\":\"NOT_FOUND\"}";
    try (var server = StubServer.plain(StubServer.answering(404, "application/json", gone))) {
      var dokploy = connect(server, Optional.empty());
      assertThat(dokploy.services().find("C")).isEmpty();
      dokploy.services().delete("C");
      assertThat(calls(server)).containsExactly("GET compose.one", "POST compose.delete");
    }
  }

  @Test
  void a_deletion_that_was_refused_is_not_success() throws IOException {
    var unknown = "{\"message\":\"Not found\",\"code\":\"NOT_FOUND\"}";
    try (var server = StubServer.plain(StubServer.answering(404, "application/json", unknown))) {
      assertThatThrownBy(() -> connect(server, Optional.empty()).services().delete("C"))
          .isInstanceOfSatisfying(
              DokployException.class,
              failed ->
                  assertThat(failed.failure())
                      .isEqualTo(new Failure.Unsupported("compose.delete")));
    }
  }

  @Test
  void a_container_that_docker_cannot_know_is_empty_in_every_release() throws IOException {
    var invalid =
        "{\"message\":\"Input validation failed\",\"code\":\"BAD_REQUEST\",\"issues\":"
            + "[{\"path\":[\"containerId\"],\"message\":\"Invalid container id.\"}]}";
    try (var old = answering("0.22.7", Map.of("docker.getConfig", ""));
        var young = StubServer.plain(StubServer.answering(400, "application/json", invalid))) {
      assertThat(connect(old, Optional.empty()).docker().container("no id", Optional.empty()))
          .isEmpty();
      assertThat(connect(young, Optional.empty()).docker().container("no id", Optional.empty()))
          .isEmpty();
    }
  }

  @Test
  void the_queue_is_empty_where_it_cannot_be_read() throws IOException {
    try (var server = answering("0.28.2", Map.of())) {
      assertThat(connect(server, Optional.empty()).deployments().queue()).isEmpty();
      assertThat(calls(server)).containsExactly("GET settings.getDokployVersion");
    }
  }

  @Test
  void since_0_29_5_a_log_is_one_read() throws IOException {
    try (var server = answering("0.29.5", Map.of("deployment.readLogs", "\"one\\ntwo\\n\""))) {
      assertThat(
              connect(server, Optional.empty()).deployments().log(DEPLOYMENT, Optional.empty(), 2))
          .isEqualTo("one\ntwo\n");
    }
  }

  @Test
  void before_0_29_5_a_log_is_followed_over_the_websocket() throws IOException {
    StubServer.Talk follows =
        client -> {
          var socket = WebSocketFrames.accept(client);
          socket.text("one\ntwo\nthree\n");
          client.awaitEnd();
        };
    try (var server = StubServer.plain(follows)) {
      var dokploy = connect(server, Optional.of(new Version(0, 29, 4)));
      assertThat(dokploy.deployments().log(DEPLOYMENT, Optional.of("S"), 2))
          .isEqualTo("two\nthree\n");
      assertThat(server.requests().getFirst())
          .startsWith("GET /listen-deployment?logPath=%2Fetc%2Fx%3A1.log&serverId=S HTTP/1.1");
    }
  }

  @Test
  void a_socket_that_closes_at_once_means_a_bad_key_or_a_lost_log_and_a_read_tells_which()
      throws IOException {
    var old = Optional.of(new Version(0, 22, 7));
    try (var lost = closingSocketsAndAnswering(200, "\"v0.22.7\"");
        var denied = closingSocketsAndAnswering(401, "{\"message\":\"Unauthorized\"}")) {
      assertThat(connect(lost, old).deployments().log(DEPLOYMENT, Optional.empty(), 2)).isEmpty();
      assertThatThrownBy(
              () -> connect(denied, old).deployments().log(DEPLOYMENT, Optional.empty(), 2))
          .isInstanceOfSatisfying(
              DokployException.class,
              failed -> assertThat(failed.failure()).isInstanceOf(Failure.BadToken.class));
    }
  }

  @Test
  void a_deployment_without_a_log_is_not_asked_for_it() throws IOException {
    var none = new Deployment("D", "t", Deployment.Status.ERROR, "", Optional.of("SSH"), "");
    try (var server = answering("0.30.2", Map.of())) {
      assertThat(connect(server, Optional.empty()).deployments().log(none, Optional.empty(), 2))
          .isEmpty();
      assertThat(server.requests()).isEmpty();
    }
  }

  private static StubServer closingSocketsAndAnswering(int status, String body) throws IOException {
    return StubServer.plain(client -> {
      String request = client.readRequest();
      if (request.contains("listen-deployment")) {
        WebSocketFrames.accept(client, request).close();
      } else {
        client.answer(status, "application/json", body);
      }
    });
  }

  private static StubServer answering(String version, Map<String, String> answers)
      throws IOException {
    var all = new HashMap<>(answers);
    all.put("settings.getDokployVersion", "\"v" + version + "\"");
    return StubServer.plain(client -> {
      String call = call(client.readRequest()).split(" ", 2)[1];
      String answer = all.get(call);
      client.answer(answer == null ? 404 : 200, "application/json", answer == null ? "" : answer);
    });
  }

  private static List<String> calls(StubServer server) {
    return server.requests().stream().map(RestDokployTest::call).toList();
  }

  /** {@code GET compose.one}. */
  private static String call(String request) {
    return request.split("[? ]", 3)[0] + " " + request.split("[? ]", 3)[1].replace("/api/", "");
  }

  private static Dokploy connect(StubServer server, Optional<Version> known) {
    return RestDokploy.connect(
        new Connection(
            URI.create("http://localhost:" + server.port()),
            new Secret("the-token"),
            Optional.empty(),
            Map.of()),
        known,
        newer -> {},
        () -> {});
  }
}
