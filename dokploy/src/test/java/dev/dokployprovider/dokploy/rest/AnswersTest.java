package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.dokploy.ContainerState;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Server;
import dev.dokployprovider.dokploy.ServerContainers;
import dev.dokployprovider.dokploy.Service;
import dev.dokployprovider.dokploy.ServiceStatus;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.dokploy.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

  @Test
  void a_version_is_read_with_and_without_its_v() {
    assertThat(Answers.version(Json.parse("\"v0.22.7\""))).isEqualTo(new Version(0, 22, 7));
    assertThat(Answers.version(Json.parse("\"0.30.2\""))).isEqualTo(new Version(0, 30, 2));
    assertThat(Answers.version(Json.parse("\"v0.31.0-canary.2\"")))
        .isEqualTo(new Version(0, 31, 0));
  }

  @Test
  void a_build_without_a_version_is_taken_for_the_newest() {
    assertThat(Answers.version(Json.parse("\"canary\""))).isEqualTo(Version.NEWEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "30", "{\"version\":\"v0.30.2\"}"})
  void what_is_no_text_is_no_version(String answer) {
    assertThatThrownBy(() -> Answers.version(Json.parse(answer)))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void a_service_is_read_with_its_server_and_its_deployments_newest_first() {
    var answer =
        """
        {"composeId":"C","name":"ws","appName":"ws-abc123","description":null,
         "composeStatus":"done","composeFile":"services: {}",
         "server":{"serverId":"S","name":"remote","ipAddress":"192.0.2.7","port":22},
         "deployments":[
           {"deploymentId":"D1","title":"one","status":"error","logPath":"/l/1",
            "errorMessage":"SSH","createdAt":"2026-01-01T10:00:00.000Z"},
           {"deploymentId":"D2","title":"two","status":"cancelled","logPath":"/l/2",
            "errorMessage":null,"createdAt":"2026-01-01T11:00:00.000Z"}]}
        """;
    assertThat(Answers.service(Json.parse(answer)))
        .isEqualTo(
            new Service(
                "C",
                "ws",
                "ws-abc123",
                "",
                ServiceStatus.DONE,
                "services: {}",
                Optional.of(new Server("S", "remote", "192.0.2.7")),
                List.of(
                    new Deployment(
                        "D2",
                        "two",
                        Deployment.Status.CANCELLED,
                        "/l/2",
                        Optional.empty(),
                        "2026-01-01T11:00:00.000Z"),
                    new Deployment(
                        "D1",
                        "one",
                        Deployment.Status.ERROR,
                        "/l/1",
                        Optional.of("SSH"),
                        "2026-01-01T10:00:00.000Z"))));
  }

  @Test
  void words_that_are_not_known_are_unknown_and_absent_lists_are_empty() {
    var service =
        Answers.service(
            Json.parse(
                "{\"composeId\":\"C\",\"name\":\"n\",\"appName\":\"a\",\"composeStatus\":\"new\"}"));
    assertThat(service.status()).isEqualTo(ServiceStatus.UNKNOWN);
    assertThat(service.deployments()).isEmpty();
    assertThat(service.server()).isEmpty();
  }

  @Test
  void the_queue_is_what_waits_or_runs_in_its_order() {
    var answer =
        """
        [{"state":"waiting","data":{"applicationId":"A","titleLog":"app"}},
         {"state":"waiting","data":{"composeId":"C2","serverId":"S","titleLog":"second"}},
         {"state":"active","data":{"composeId":"C1","serverId":"","titleLog":"first"}},
         {"state":"completed","data":{"composeId":"C0","titleLog":"ended"}},
         {"state":"failed","data":{"composeId":"C0","titleLog":"ended"}}]
        """;
    assertThat(Answers.queue(Json.parse(answer)))
        .containsExactly(
            new QueuedJob(Optional.of("C1"), Optional.empty(), "first", true),
            new QueuedJob(Optional.of("C2"), Optional.of("S"), "second", false),
            new QueuedJob(Optional.empty(), Optional.empty(), "app", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\" \"", "true"})
  void an_address_that_is_not_known_is_empty(String answer) {
    assertThat(Answers.instanceAddress(Json.parse(answer))).isEmpty();
  }

  @Test
  void a_known_address_is_given() {
    assertThat(Answers.instanceAddress(Json.parse("\"192.0.2.1\""))).contains("192.0.2.1");
  }

  @Test
  void what_is_being_deployed_is_named_applications_too() {
    var answer =
        """
        [{"projectId":"P","name":"others","environments":[{"environmentId":"E","name":"production",
          "applications":[{"name":"web","applicationStatus":"running"},
                          {"name":"idle","applicationStatus":"done"}],
          "compose":[{"composeId":"C","name":"db","composeStatus":"running"},
                     {"composeId":"D","name":"quiet","composeStatus":"idle"}]}]}]
        """;
    assertThat(Answers.deploying(Json.parse(answer))).containsExactly("db", "web");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"compose\":[{\"serverId\":\"S\"},{\"serverId\":null}]}",
        "{\"compose\":[{\"serverId\":\"S\"},{\"serverId\":\"\"}]}",
        "{\"environments\":[{\"compose\":[{\"serverId\":\"S\"}]},{\"compose\":[{}]}]}"
      })
  void the_servers_of_a_projects_services_are_read_from_either_shape(String answer) {
    assertThat(Answers.serversOfServices(Json.parse(answer)))
        .containsExactly(Optional.of("S"), Optional.empty());
  }

  @Test
  void build_servers_are_left_out() {
    var answer =
        """
        [{"serverId":"S1","name":"a","ipAddress":"192.0.2.1"},
         {"serverId":"S2","name":"b","ipAddress":"192.0.2.2","serverType":"deploy"},
         {"serverId":"S3","name":"c","ipAddress":"192.0.2.3","serverType":"build"}]
        """;
    assertThat(Answers.servers(Json.parse(answer)))
        .containsExactly(new Server("S1", "a", "192.0.2.1"), new Server("S2", "b", "192.0.2.2"));
  }

  @Test
  void containers_are_read_and_the_placeholder_for_none_is_not_one() {
    var answer =
        """
        [{"containerId":"517197bc57a1","name":"ws-dev-1","state":"running","status":"Up 3 s"},
         {"containerId":"617197bc57a1","name":"ws-dev-2","state":"removing"},
         {"containerId":"717197bc57a1","name":"ws-dev-3","state":"frozen"},
         {"containerId":"No container id","name":"No container name","state":"No state"}]
        """;
    assertThat(DockerAnswers.containers(Json.parse(answer)))
        .containsExactly(
            new Container("517197bc57a1", "ws-dev-1", ContainerState.RUNNING),
            new Container("617197bc57a1", "ws-dev-2", ContainerState.REMOVING),
            new Container("717197bc57a1", "ws-dev-3", ContainerState.UNKNOWN));
    assertThat(DockerAnswers.containers(Json.parse("[]"))).isEmpty();
  }

  @Test
  void published_ports_are_read_as_docker_ps_writes_them() {
    var answer =
        """
        [{"containerId":"a","ports":"0.0.0.0:2222->22/tcp, [::]:2222->22/tcp, 53/udp"},
         {"containerId":"b","ports":"127.0.0.1:80-81->80-81/tcp, :::443->443/tcp, 9000/tcp"},
         {"containerId":"c","ports":"0.0.0.0:53->53/udp"},
         {"containerId":"No container id","ports":"No ports"},
         {"containerId":"d"}]
        """;
    assertThat(DockerAnswers.publishedPorts(Json.parse(answer)))
        .containsExactly(
            new Published("0.0.0.0", 2222),
            new Published("::", 2222),
            new Published("127.0.0.1", 80),
            new Published("127.0.0.1", 81),
            new Published("::", 443));
  }

  @Test
  void the_containers_of_a_server_are_read_with_their_ports_and_without_dokploys_own_words() {
    var answer =
        """
        [{"containerId":"517197bc57a1","name":"ws-dev-1","state":"running","ports":"0.0.0.0:2222->22/tcp"},
         {"containerId":"No container id","name":"No container name","ports":"No ports"}]
        """;
    assertThat(DockerAnswers.onServer(Json.parse(answer)))
        .isEqualTo(
            new ServerContainers(
                List.of(new Container("517197bc57a1", "ws-dev-1", ContainerState.RUNNING)),
                List.of(new Published("0.0.0.0", 2222))));
  }

  @Test
  void no_answer_about_containers_is_not_taken_for_none() {
    assertThatThrownBy(() -> DockerAnswers.containers(Json.Null.NULL))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void docker_inspect_is_read_as_far_as_a_machine_needs_it() {
    var answer =
        """
        {"Id":"517197bc57a1","RestartCount":2,"Config":{"Labels":{"made.by":"us"}},
         "Mounts":[{"Type":"volume","Name":"ws_home"},{"Type":"bind","Source":"/etc/x"},
                   {"Type":"npipe","Name":"pipe"}],
         "State":{"Status":"exited","ExitCode":3,"Error":"boom"},
         "NetworkSettings":{
           "Ports":{"22/tcp":[{"HostIp":"0.0.0.0","HostPort":"2222"},
                              {"HostIp":"::","HostPort":"2222"}],
                    "80/tcp":null,"81/tcp":[{"HostIp":"","HostPort":"65536"}],
                    "82/tcp":[{"HostIp":"","HostPort":"0"}],
                    "83/tcp":[{"HostIp":"","HostPort":"1"},{"HostIp":"","HostPort":"65535"}]},
           "Networks":{"ws_default":{"IPAddress":"172.20.0.2"},"other":{"IPAddress":""}}}}
        """;
    assertThat(DockerAnswers.details(Json.parse(answer)))
        .contains(
            new ContainerDetails(
                ContainerState.EXITED,
                3,
                "boom",
                Map.of(
                    "22/tcp",
                    List.of(new Published("0.0.0.0", 2222), new Published("::", 2222)),
                    "83/tcp",
                    List.of(new Published("", 1), new Published("", 65_535))),
                Map.of("ws_default", "172.20.0.2"),
                Map.of("made.by", "us"),
                List.of("ws_home")));
    assertThat(DockerAnswers.details(Json.Null.NULL)).isEmpty();
  }

  @Test
  void the_health_that_docker_tells_is_read_where_there_is_a_check() {
    assertThat(health("{\"Status\":\"running\"}")).isEmpty();
    assertThat(health("{\"Status\":\"running\",\"Health\":{\"Status\":\"none\",\"Log\":[]}}"))
        .isEmpty();
    assertThat(
            health(
                """
                {"Status":"running","Health":{"Status":"unhealthy","FailingStreak":3,
                 "Log":[{"ExitCode":0,"Output":"ok"},{"ExitCode":7,"Output":"refused\\n"}]}}
                """))
        .contains(new ContainerDetails.Health("unhealthy", "refused"));
    assertThat(health("{\"Status\":\"running\",\"Health\":{\"Status\":\"starting\",\"Log\":null}}"))
        .contains(new ContainerDetails.Health("starting", ""));
  }

  private static Optional<ContainerDetails.Health> health(String state) {
    return DockerAnswers.details(Json.parse("{\"Id\":\"517197bc57a1\",\"State\":" + state + "}"))
        .flatMap(ContainerDetails::health);
  }
}
