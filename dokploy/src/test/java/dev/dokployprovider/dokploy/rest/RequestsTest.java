package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Version;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The calls that are the same for every release; the others are in {@link SwitchesTest}. */
class RequestsTest {
  private static final Environment PLACE = new Environment("P", "E", "production", true, List.of());

  @Test
  void a_service_is_made_with_one_body_for_every_release() {
    var service = new NewService("ws", "devpod-ws", "mine", Optional.of("S"));
    assertThat(text(untouched().createService(PLACE, service)))
        .isEqualTo(
            "POST /api/compose.create {\"name\":\"ws\",\"description\":\"mine\","
                + "\"projectId\":\"P\",\"environmentId\":\"E\",\"composeType\":\"docker-compose\","
                + "\"appName\":\"devpod-ws\",\"serverId\":\"S\",\"sourceType\":\"raw\"}");
  }

  @Test
  void without_a_server_the_service_is_the_instances_own() {
    var service = new NewService("ws", "devpod-ws", "", Optional.empty());
    assertThat(text(untouched().createService(PLACE, service))).contains("\"serverId\":null");
  }

  @Test
  void all_other_calls_are_the_same_for_every_release_and_do_not_ask_for_it() {
    var requests = untouched();
    assertThat(
            List.of(
                text(Requests.version()),
                text(requests.projects()),
                text(requests.createProject("devpod")),
                text(requests.project("P")),
                text(requests.removeProject("P")),
                text(requests.service("C")),
                text(requests.deploy("C", "a title")),
                text(requests.start("C")),
                text(requests.stop("C")),
                text(requests.cleanQueue("C")),
                text(requests.delete("C")),
                text(requests.containers("app", Optional.empty())),
                text(requests.containers("app", Optional.of("S"))),
                text(requests.containersNamed("app-", Optional.of("S"))),
                text(requests.container("abc", Optional.of("S"))),
                text(requests.instanceAddress()),
                text(requests.servers())))
        .containsExactly(
            "GET /api/settings.getDokployVersion",
            "GET /api/project.all",
            "POST /api/project.create {\"name\":\"devpod\",\"description\":\"\"}",
            "GET /api/project.one?projectId=P",
            "POST /api/project.remove {\"projectId\":\"P\"}",
            "GET /api/compose.one?composeId=C",
            "POST /api/compose.deploy {\"composeId\":\"C\",\"title\":\"a title\",\"description\":\"\"}",
            "POST /api/compose.start {\"composeId\":\"C\"}",
            "POST /api/compose.stop {\"composeId\":\"C\"}",
            "POST /api/compose.cleanQueues {\"composeId\":\"C\"}",
            "POST /api/compose.delete {\"composeId\":\"C\",\"deleteVolumes\":true}",
            "GET /api/docker.getContainersByAppNameMatch?appName=app&appType=docker-compose",
            "GET /api/docker.getContainersByAppNameMatch"
                + "?appName=app&appType=docker-compose&serverId=S",
            "GET /api/docker.getContainersByAppNameMatch?appName=app-&serverId=S",
            "GET /api/docker.getConfig?containerId=abc&serverId=S",
            "GET /api/settings.getIp",
            "GET /api/server.withSSHKey");
  }

  @Test
  void what_a_member_may_do_is_asked_for_in_the_way_of_the_release() {
    assertThat(text(of("0.28.6").permissions())).isEqualTo("GET /api/user.get");
    assertThat(of("0.28.6").tellsPermissions()).isFalse();
    assertThat(text(of("0.28.7").permissions())).isEqualTo("GET /api/user.getPermissions");
    assertThat(of("0.28.7").tellsPermissions()).isTrue();
  }

  private static Requests of(String version) {
    return new Requests(() -> Version.parse(version).orElseThrow());
  }

  @Test
  void what_waits_for_docker_may_take_ten_minutes_and_all_else_half_a_minute() {
    var requests = untouched();
    assertThat(List.of(requests.start("C"), requests.stop("C"), requests.delete("C")))
        .extracting(Request::limit)
        .containsOnly(Duration.ofMinutes(10));
    assertThat(List.of(requests.projects(), requests.deploy("C", ""), requests.cleanQueue("C")))
        .extracting(Request::limit)
        .containsOnly(Duration.ofSeconds(30));
  }

  @Test
  void a_parameter_may_hold_anything() {
    assertThat(text(untouched().service("a b&c=d?é/#+%")))
        .isEqualTo("GET /api/compose.one?composeId=a%20b%26c%3Dd%3F%C3%A9%2F%23%2B%25");
  }

  private static String text(Request request) {
    return request + request.body().map(body -> " " + body).orElse("");
  }

  private static Requests untouched() {
    return new Requests(() -> {
      throw new AssertionError("the release was asked for");
    });
  }
}
