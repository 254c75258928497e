package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.dokploy.http.HttpAnswer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of, and removed from, a remote server. */
class RemoteServersTest {
  private final List<String> sent = new ArrayList<>();

  @Test
  void a_server_that_validates_has_no_trouble() {
    assertThat(answering(200, "{\"docker\":{\"enabled\":true}}").troubleOf("S")).isEmpty();
    assertThat(sent).containsExactly("/api/server.validate?serverId=S");
  }

  @Test
  void what_ssh_says_is_the_trouble_of_a_server() {
    String ssh = "SSH connection error: connect ECONNREFUSED 192.0.2.7:22";
    String body = "{\"message\":\"" + ssh + "\",\"code\":\"BAD_REQUEST\"}";
    assertThat(answering(400, body).troubleOf("S")).contains(ssh);
  }

  @Test
  void a_server_that_prints_something_else_answers_all_the_same() {
    String body =
        "{\"message\":\"Failed to parse output: Unexpected token\",\"code\":\"BAD_REQUEST\"}";
    assertThat(answering(400, body).troubleOf("S")).isEmpty();
  }

  @Test
  void a_member_is_told_that_it_may_not_look() {
    String body =
        "{\"message\":\"unauthorized to access resource \\\"server\\\"\",\"code\":\"UNAUTHORIZED\"}";
    assertThatThrownBy(() -> answering(401, body).troubleOf("S"))
        .isInstanceOfSatisfying(
            DokployException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.NotAllowed.class));
  }

  @Test
  void the_files_of_a_service_are_there_or_not() {
    assertThat(answering(200, "[\"machine\"]").hasFiles("C")).isTrue();
    assertThat(
            answering(404, "{\"message\":\"Services not found\",\"code\":\"NOT_FOUND\"}")
                .hasFiles("C"))
        .isFalse();
    assertThat(sent)
        .containsOnly("/api/compose.loadServices?composeId=C&type=cache")
        .as("the other type would write the files anew")
        .noneMatch(call -> call.contains("fetch"));
  }

  @ParameterizedTest
  @CsvSource({"0.28.8, false, false", "0.29.0, true, false", "0.30.0, true, true"})
  void what_is_left_is_removed_where_the_release_can(
      String version, boolean containers, boolean others) {
    var dokploy = answering(200, "", version);
    assertThat(dokploy.removeContainer("0123456789ab", Optional.of("S"))).isEqualTo(containers);
    assertThat(dokploy.removeVolume("app_root", Optional.empty())).isEqualTo(others);
    assertThat(dokploy.removeImage("app-machine", "latest", Optional.of("S"))).isEqualTo(others);
    var expected = new ArrayList<String>();
    if (containers) {
      expected.add(
          "/api/docker.removeContainer {\"containerId\":\"0123456789ab\",\"serverId\":\"S\"}");
    }
    if (others) {
      expected.add("/api/dockerVolume.removeVolume {\"volumeName\":\"app_root\"}");
      expected.add(
          "/api/dockerImage.removeImage {\"repository\":\"app-machine\",\"serverId\":\"S\","
              + "\"tag\":\"latest\",\"id\":\"app-machine:latest\"}");
    }
    assertThat(sent).isEqualTo(expected);
  }

  private Dokploy answering(int status, String body) {
    return answering(status, body, "0.30.2");
  }

  private Dokploy answering(int status, String body, String version) {
    var connection =
        new Connection(URI.create("http://a.test"), new Secret("k"), Optional.empty(), Map.of());
    var caller =
        new Caller(
            request -> {
              sent.add(
                  request.uri().toString().substring("http://a.test".length())
                      + request.json().map(json -> " " + json).orElse(""));
              return new HttpAnswer(status, Map.of("content-type", "application/json"), body);
            },
            Backoff.system(),
            connection);
    return new RestDokploy(caller, LogSocket.over(connection), Version.parse(version));
  }
}
