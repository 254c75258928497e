package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of a remote server. */
class RemoteServersTest {
  private final FixedDokploy dokploy = new FixedDokploy();

  @Test
  void a_server_that_validates_has_no_trouble() {
    assertThat(answering(200, "{\"docker\":{\"enabled\":true}}").servers().troubleOf("S"))
        .isEmpty();
    assertThat(dokploy.sent()).containsExactly("GET /api/server.validate?serverId=S");
  }

  @Test
  void what_ssh_says_is_the_trouble_of_a_server() {
    String ssh = "SSH connection error: connect ECONNREFUSED 192.0.2.7:22";
    String body = "{\"message\":\"" + ssh + "\",\"code\":\"BAD_REQUEST\"}";
    assertThat(answering(400, body).servers().troubleOf("S")).contains(ssh);
  }

  @Test
  void a_server_that_prints_something_else_answers_all_the_same() {
    String body =
        "{\"message\":\"Failed to parse output: Unexpected token\",\"code\":\"BAD_REQUEST\"}";
    assertThat(answering(400, body).servers().troubleOf("S")).isEmpty();
  }

  @Test
  void a_server_that_dokploy_does_not_have_is_not_one_in_trouble() {
    String body = "{\"message\":\"Server not found\",\"code\":\"BAD_REQUEST\"}";
    assertThatThrownBy(() -> answering(400, body).servers().troubleOf("S"))
        .isInstanceOfSatisfying(
            DokployException.class,
            e ->
                assertThat(e.failure())
                    .isEqualTo(new Failure.NotFound("server.validate", "Server not found")));
  }

  @Test
  void a_member_is_told_that_it_may_not_look() {
    String body =
        "{\"message\":\"unauthorized to access resource \\\"server\\\"\",\"code\":\"UNAUTHORIZED\"}";
    assertThatThrownBy(() -> answering(401, body).servers().troubleOf("S"))
        .isInstanceOfSatisfying(
            DokployException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.NotAllowed.class));
  }

  @Test
  void the_files_of_a_service_are_there_or_not() {
    assertThat(answering(200, "[\"machine\"]").services().hasFiles("C")).isTrue();
    assertThat(
            answering(404, "{\"message\":\"Services not found\",\"code\":\"NOT_FOUND\"}")
                .services()
                .hasFiles("C"))
        .isFalse();
    assertThat(dokploy.sent())
        .containsOnly("GET /api/compose.loadServices?composeId=C&type=cache")
        .as("the other type would write the files anew")
        .noneMatch(call -> call.contains("fetch"));
  }

  /** Every member has such a flag; before 0.26.3 the owner's is the instance's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "0.22.7|{'role':'owner','user':{'enableDockerCleanup':true}}|user.get|true",
        "0.26.2|{'role':'owner','user':{'enableDockerCleanup':false}}|user.get|false",
        "0.26.2|{'role':'member','user':{'enableDockerCleanup':false}}|user.get|-",
        "0.26.3|{'enableDockerCleanup':true}|settings.getWebServerSettings|true",
        "0.30.2|{'enableDockerCleanup':false}|settings.getWebServerSettings|false",
        "0.30.2|null|settings.getWebServerSettings|-"
      })
  void the_instances_nightly_cleanup_is_where_the_release_has_it(
      String release, String answer, String call, @Nullable Boolean on) {
    var server = dokploy.at(release, 200, answer.replace('\'', '"'));
    assertThat(server.servers().cleansNightly(Optional.empty())).isEqualTo(Optional.ofNullable(on));
    assertThat(dokploy.sent()).containsExactly("GET /api/" + call);
  }

  @Test
  void a_remote_server_has_a_nightly_cleanup_of_its_own() {
    assertThat(
            answering(200, "{\"enableDockerCleanup\":true}")
                .servers()
                .cleansNightly(Optional.of("S")))
        .contains(true);
    assertThat(dokploy.sent()).containsExactly("GET /api/server.one?serverId=S");
    var forbidden = "{\"message\":\"Permission denied\",\"code\":\"UNAUTHORIZED\"}";
    assertThat(answering(401, forbidden).servers().cleansNightly(Optional.of("S"))).isEmpty();
  }

  private Dokploy answering(int status, String body) {
    return dokploy.at("0.30.2", status, body);
  }
}
