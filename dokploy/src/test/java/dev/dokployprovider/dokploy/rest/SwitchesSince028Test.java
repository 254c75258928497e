package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Version;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link SwitchesTest}, continued: the switches from 0.28.0 on. */
class SwitchesSince028Test {
  private static final Optional<String> FAR = Optional.of("S");
  private static final Deployment DEPLOYMENT =
      new Deployment("D", "t", Deployment.Status.DONE, "/l", Optional.empty(), "");

  private final FixedDokploy dokploy = new FixedDokploy();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0.27.1 | 404 | {\"message\":\"Compose not found\",\"code\":\"NOT_FOUND\"}",
        "0.28.0 | 200 | ''"
      })
  void v0_28_0_an_update_of_what_is_gone_is_answered_by_nothing_since(
      String release, int status, String answer) {
    assertThatThrownBy(
            () -> dokploy.at(release, status, answer).services().update("C", "services: {}", ""))
        .isInstanceOfSatisfying(
            DokployException.class,
            e ->
                assertThat(e.failure())
                    .isEqualTo(new Failure.NotFound("compose.update", "Compose not found")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0.28.2, ''",
    "0.28.3, GET /api/deployment.queueList",
    "0.30.2, GET /api/deployment.queueList"
  })
  void v0_28_3_the_queue_can_be_read(String release, String request) {
    assertThat(dokploy.at(release, 200, "[]").deployments().queue().isPresent())
        .isEqualTo(!request.isEmpty());
    assertThat(String.join("", dokploy.sent())).isEqualTo(request);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0.28.2, [], GET /api/project.all",
    "0.28.3, {\"items\":[]}, GET /api/project.search?name=my%20box&limit=100&offset=0",
    "0.31.0, {\"items\":[]}, GET /api/project.search?name=my%20box&limit=100&offset=0"
  })
  void v0_28_3_projects_can_be_searched(String release, String answer, String request) {
    assertThat(dokploy.at(release, 200, answer).projects().named("my box")).isEmpty();
    assertThat(dokploy.sent()).containsExactly(request);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0.28.6 | 200 | ''",
        "0.28.7 | 401 | {\"message\":\"unauthorized to access resource \\\"docker\\\"\","
            + "\"code\":\"UNAUTHORIZED\"}"
      })
  void v0_28_7_who_may_not_read_docker_is_told_so(String release, int status, String answer) {
    var client = dokploy.at(release, status, answer);
    if (status == 200) {
      assertThat(client.docker().container("0123456789ab", FAR)).isEmpty();
    } else {
      assertThatThrownBy(() -> client.docker().container("0123456789ab", FAR))
          .isInstanceOfSatisfying(
              DokployException.class,
              e ->
                  assertThat(e.failure())
                      .isEqualTo(
                          new Failure.NotAllowed(
                              "docker.getConfig", "unauthorized to access resource \"docker\"")));
    }
    assertThat(dokploy.sent())
        .containsExactly("GET /api/docker.getConfig?containerId=0123456789ab&serverId=S");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0.28.8 | ''",
        "0.29.0 | POST /api/docker.removeContainer"
            + " {\"containerId\":\"0123456789ab\",\"serverId\":\"S\"}"
      })
  void v0_29_0_a_container_can_be_removed(String release, String request) {
    assertThat(dokploy.at(release, 200, "").docker().removeContainer("0123456789ab", FAR))
        .isEqualTo(!request.isEmpty());
    assertThat(String.join("", dokploy.sent())).isEqualTo(request);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0.29.4, ''",
    "0.29.5, GET /api/deployment.readLogs?deploymentId=D&tail=50",
    "1.0.0, GET /api/deployment.readLogs?deploymentId=D&tail=50"
  })
  void v0_29_5_a_log_can_be_read_over_REST_and_before_over_the_websocket(
      String release, String request) {
    // The websocket leads nowhere here: RestDokployTest reads over it.
    var log = new Requests(() -> Version.parse(release).orElseThrow()).deploymentLog("D", 50);
    assertThat(log.map(Request::toString).orElse("")).isEqualTo(request);
    if (log.isPresent()) {
      assertThat(dokploy.at(release, 200, "\"one\\n\"").deployments().log(DEPLOYMENT, FAR, 50))
          .isEqualTo("one\n");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0.29.13 | ,\"appName\":\"ws-a1b2c3\",\"composeFile\":\"services: {}\"",
        "0.29.14 | ,\"appName\":\"ws-a1b2c3\",\"server\":{\"name\":\"far\"}"
      })
  void v0_29_14_a_project_shows_less_of_its_services_but_where_they_are(
      String release, String more) {
    var answer =
        "{\"projectId\":\"P\",\"environments\":[{\"compose\":["
            + ("{\"composeId\":\"C\",\"name\":\"ws\",\"serverId\":\"S\"" + more + "}]}]}");
    assertThat(dokploy.at(release, 200, answer).servers().ofServices("P")).containsExactly(FAR);
    assertThat(dokploy.sent()).containsExactly("GET /api/project.one?projectId=P");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0.29.14 | ''",
        "0.30.0 | POST /api/dockerVolume.removeVolume"
            + " {\"volumeName\":\"ws_root\",\"serverId\":\"S\"}",
        "0.30.2 | POST /api/dockerVolume.removeVolume"
            + " {\"volumeName\":\"ws_root\",\"serverId\":\"S\"}"
      })
  void v0_30_0_a_volume_can_be_removed(String release, String request) {
    assertThat(dokploy.at(release, 200, "").docker().removeVolume("ws_root", FAR))
        .isEqualTo(!request.isEmpty());
    assertThat(String.join("", dokploy.sent())).isEqualTo(request);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0.29.14 | ''",
        "0.30.0 | POST /api/dockerImage.removeImage {\"repository\":\"ws-machine\","
            + "\"tag\":\"latest\",\"id\":\"ws-machine:latest\"}"
      })
  void v0_30_0_an_image_can_be_removed(String release, String request) {
    assertThat(
            dokploy
                .at(release, 200, "")
                .docker()
                .removeImage("ws-machine", "latest", Optional.empty()))
        .isEqualTo(!request.isEmpty());
    assertThat(String.join("", dokploy.sent())).isEqualTo(request);
  }
}
