package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import java.util.Map;
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
        .as("the other type would write the files again")
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

  /** SHA-256 of the key, in base64url; the tests' key is "k". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{'key':'glTDKakoUPbVOd03b0gW7idkUX2l4CNVFK9DMWRIDXo'|false|10 in 24 h",
        "{'key':'another'|false|-",
        "{'key':'glTDKakoUPbVOd03b0gW7idkUX2l4CNVFK9DMWRIDXo','expiresAt':'2026-12-01T10:00:00Z'"
            + "|true|none until 2026-12-01",
        "{'id':'1','name':'k'|false|-"
      })
  void the_key_that_calls_is_found_among_its_owners_keys_by_its_hash(
      String of, boolean unlimited, @Nullable String expected) {
    String answer =
        "{'user':{'apiKeys':[{'key':'other','rateLimitEnabled':false},%s,'rateLimitEnabled':%s,"
                .formatted(of, !unlimited)
            + "'rateLimitMax':10,'rateLimitTimeWindow':86400000}]}}";
    var key = dokploy.at("0.28.8", 200, answer.replace('\'', '"')).servers().key();
    assertThat(
            key.map(known ->
                known
                        .limit()
                        .map(limit -> limit.checks() + " in " + limit.each().toHours() + " h")
                        .orElse("none")
                    + known
                        .expires()
                        .map(day -> " until " + day.toString().substring(0, 10))
                        .orElse("")))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void the_sizes_of_volumes_are_asked_from_0_30_on() {
    var answer =
        "[{\"name\":\"a_root\",\"size\":\"1.5GB\"},{\"name\":\"b\",\"size\":\"N/A\"},"
            + "{\"name\":\"c\",\"size\":\"213kB\"},{\"name\":\"d\",\"size\":\"0B\"},{\"name\":\"e\"}]";
    assertThat(dokploy.at("0.29.14", 200, answer).docker().volumeSizes(Optional.empty())).isEmpty();
    assertThat(dokploy.sent()).isEmpty();
    assertThat(answering(200, answer).docker().volumeSizes(Optional.of("S")))
        .contains(Map.of("a_root", 1_500_000_000L, "c", 213_000L, "d", 0L));
    assertThat(dokploy.sent()).containsExactly("GET /api/dockerVolume.getVolumesSize?serverId=S");
    assertThat(answering(200, "[]").docker().volumeSizes(Optional.empty()))
        .as("what Dokploy says when Docker fails")
        .isEmpty();
  }

  private Dokploy answering(int status, String body) {
    return dokploy.at("0.30.2", status, body);
  }
}
