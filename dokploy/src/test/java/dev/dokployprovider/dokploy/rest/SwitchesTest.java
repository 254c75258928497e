package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.NewService;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The switches of docs/reference/dokploy.md §0 that a call of this client meets: what is sent on
 * both sides of each, as whole requests, and what the answers of both sides mean. Each test is
 * named after its release; where both sides mean the same, it shows just that. Those from 0.28.0 on
 * are in {@link SwitchesSince028Test}.
 *
 * <p>The others concern no call made here:
 *
 * <ul>
 *   <li>calls that are not made: 0.23.6 (killProcess), 0.24.0 (volumeBackups), 0.25.8 (killBuild),
 *       0.27.1, 0.29.1 (homeStats), 0.29.8 (containers by label), compose.move and cancelDeployment
 *       of 0.25.0, compose.search of 0.28.3 and 0.28.7, saveEnvironment and compose.readLogs of
 *       0.29.0;
 *   <li>what happens on the server, which the compose file or the emulator's tests take care of:
 *       0.24.6, 0.25.9, 0.25.11, 0.26.0, 0.27.0 ({@code --pull}), 0.28.2, 0.29.6, 0.29.9, 0.29.11,
 *       0.29.12;
 *   <li>settings.getWebServerSettings of 0.26.3 is in RemoteServersTest;
 *   <li>that writes carry their content type (415 since 0.28.0) is shown by UrlConnectionHttpTest;
 *   <li>fields that are sent empty or not read: 0.26.7 (names are shorter than its limit), 0.29.13
 *       ({@code command}), {@code .env} of 0.29.0 and 0.30.0 (env is empty).
 * </ul>
 */
class SwitchesTest {
  private static final Optional<String> FAR = Optional.of("S");

  private final FixedDokploy dokploy = new FixedDokploy();

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0.22.7, DOCKER_CONFIG=/root/.docker",
    "0.23.4, DOCKER_CONFIG=/root/.docker",
    "0.23.5, ''",
    "0.30.2, ''",
    "1.0.0, ''"
  })
  void v0_23_5_the_docker_config_of_dokploy_is_put_right_before(String release, String env) {
    dokploy
        .at(release, 200, "{\"composeId\":\"C\"}")
        .services()
        .update("C", "services: {}", "mine");
    assertThat(dokploy.sent())
        .containsExactly(
            "POST /api/compose.update {\"composeId\":\"C\",\"sourceType\":\"raw\","
                + "\"composeType\":\"docker-compose\",\"command\":\"\",\"isolatedDeployment\":false,"
                + "\"randomize\":false,\"autoDeploy\":false,\"env\":\""
                + env
                + "\",\"composeFile\":\"services: {}\",\"description\":\"mine\"}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0.23.6 | 200 | ''",
        "0.23.7 | 400 | {\"message\":\"Input validation failed\",\"code\":\"BAD_REQUEST\","
            + "\"issues\":[{\"path\":[\"containerId\"],\"message\":\"Invalid container id.\"}]}"
      })
  void v0_23_7_an_id_that_docker_cannot_have_is_no_container(
      String release, int status, String answer) {
    assertThat(dokploy.at(release, status, answer).docker().container("no id", FAR)).isEmpty();
    assertThat(dokploy.sent())
        .containsExactly("GET /api/docker.getConfig?containerId=no%20id&serverId=S");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0.24.12 | {\"projectId\":\"P\",\"name\":\"devpod\"} | ''",
        "0.25.0 | {\"project\":{\"projectId\":\"P\",\"name\":\"devpod\"},"
            + "\"environment\":{\"environmentId\":\"E\",\"name\":\"production\"}} | E"
      })
  void v0_25_0_a_service_is_made_in_the_project_before_and_in_its_environment_since(
      String release, String answer, String environmentId) {
    var place =
        dokploy
            .at(release, 200, answer)
            .projects()
            .create("devpod")
            .defaultEnvironment()
            .orElseThrow();
    assertThat(place).isEqualTo(new Environment("P", environmentId, "production", true, List.of()));
    dokploy
        .at(release, 200, "{\"composeId\":\"C\",\"name\":\"ws\",\"appName\":\"ws-a1b2c3\"}")
        .services()
        .create(place, new NewService("ws", "ws", "mine", FAR));
    assertThat(dokploy.sent())
        .containsExactly(
            "POST /api/project.create {\"name\":\"devpod\",\"description\":\"\"}",
            "POST /api/compose.create {\"name\":\"ws\",\"description\":\"mine\","
                + "\"projectId\":\"P\",\"environmentId\":\""
                + environmentId
                + "\",\"composeType\":\"docker-compose\",\"appName\":\"ws\",\"serverId\":\"S\","
                + "\"sourceType\":\"raw\"}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"0.25.3, running, RUNNING", "0.25.4, cancelled, CANCELLED"})
  void v0_25_4_a_deployment_may_be_cancelled(String release, String word, Deployment.Status is) {
    var answer =
        "{\"composeId\":\"C\",\"name\":\"web\",\"appName\":\"web-1\",\"deployments\":"
            + "[{\"deploymentId\":\"D\",\"status\":\""
            + word
            + "\"}]}";
    assertThat(dokploy.at(release, 200, answer).services().find("C").orElseThrow().deployments())
        .containsExactly(new Deployment("D", "", is, "", Optional.empty(), ""));
    assertThat(dokploy.sent()).containsExactly("GET /api/compose.one?composeId=C");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0.25.6 | ''",
        "0.25.7 | {\"success\":true,\"message\":\"Deployment queued\"}",
        "0.26.4 | {\"success\":true,\"message\":\"Deployment queued\",\"composeId\":\"C\"}"
      })
  void v0_25_7_a_deployment_is_answered_by_nothing_before(String release, String answer) {
    dokploy.at(release, 200, answer).deployments().deploy("C", "a title");
    assertThat(dokploy.sent())
        .containsExactly(
            "POST /api/compose.deploy"
                + " {\"composeId\":\"C\",\"title\":\"a title\",\"description\":\"\"}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {"0.26.0 | '' | ''", "0.26.1 | ,\"isDefault\":false | ,\"isDefault\":true"})
  void v0_26_1_the_default_environment_is_named_production_before_and_marked_since(
      String release, String first, String second) {
    String other = release.equals("0.26.0") ? "production" : "main";
    var answer =
        "{\"projectId\":\"P\",\"name\":\"devpod\",\"environments\":["
            + ("{\"environmentId\":\"E1\",\"name\":\"old\"" + first + "},")
            + ("{\"environmentId\":\"E2\",\"name\":\"" + other + "\"" + second + "}]}");
    var project = dokploy.at(release, 200, answer).projects().find("P").orElseThrow();
    assertThat(project.defaultEnvironment())
        .contains(new Environment("P", "E2", other, true, List.of()));
    assertThat(dokploy.sent()).containsExactly("GET /api/project.one?projectId=P");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"0.26.2, null", "0.26.3, '\"\"'"})
  void v0_26_3_an_address_that_is_not_known_is_null_before(String release, String answer) {
    assertThat(dokploy.at(release, 200, answer).servers().instanceAddress()).isEmpty();
    assertThat(dokploy.sent()).containsExactly("GET /api/settings.getIp");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {"0.26.7 | ''", "0.27.0 | ,\"status\":\"Up 3 minutes\""})
  void v0_27_0_containers_are_listed_with_a_status_that_need_not_be_read(
      String release, String more) {
    var answer =
        "[{\"containerId\":\"0123456789ab\",\"name\":\"ws-1\",\"state\":\"running\"" + more + "}]";
    assertThat(dokploy.at(release, 200, answer).docker().containers("ws", FAR))
        .containsExactly(new Container("0123456789ab", "ws-1", ContainerState.RUNNING));
    assertThat(dokploy.sent())
        .containsExactly(
            "GET /api/docker.getContainersByAppNameMatch"
                + "?appName=ws&appType=docker-compose&serverId=S");
  }
}
