package dev.dokployprovider.provider.cli;

import static dev.dokployprovider.provider.reliability.FaultyServer.answer;
import static dev.dokployprovider.provider.reliability.FaultyServer.send;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.provider.reliability.FaultyServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each answer that is no success means for a user, over a real socket: what happened, the exit
 * code, and what to do (docs/reference/dokploy.md §1.3, docs/reference/dokploy.md §6.3).
 */
class ErrorsTest {
  private static final String SQL =
      "Failed query: update \"compose\" set \"composeFile\" = $1\nparams: -----BEGIN OPENSSH PRIVATE"
          + " KEY-----\\nc2VjcmV0\\n-----END OPENSSH PRIVATE KEY-----";

  @TempDir Path folder;

  private @Nullable FaultyServer started;

  private void serve(FaultyServer.Reply reply) throws IOException {
    started = FaultyServer.plain(reply);
  }

  private int port() {
    return requireNonNull(started).port();
  }

  @AfterEach
  void stop() throws IOException {
    if (started != null) {
      started.close();
    }
  }

  /**
   * An answer, and what must be said.
   *
   * @param body {@code {}} stands for the server's own address
   */
  record Case(String name, int status, String type, String body, int exitCode, List<String> said) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case json(int status, String body, int exitCode, String... said) {
    return new Case(
        status + " " + body, status, "application/json", body, exitCode, Arrays.asList(said));
  }

  private static Case html(int status, String body, int exitCode, String... said) {
    return new Case(
        status + " " + body, status, "text/html; charset=utf-8", body, exitCode, List.of(said));
  }

  static Stream<Case> answers() {
    String page = "<!DOCTYPE html><html><head><title>Welcome to nginx</title></head></html>";
    return Stream.of(
        json(
            401,
            "{\"message\":\"Unauthorized\"}",
            5,
            "does not accept the API token",
            "allows ten requests a day, and each call counts as two",
            "Settings > Profile > API/CLI Keys"),
        json(
            401,
            "{\"message\":\"UNAUTHORIZED\",\"code\":\"UNAUTHORIZED\"}",
            5,
            "does not accept the API token"),
        json(
            401,
            "{\"message\":\"You are not authorized to access this compose\",\"code\":\"UNAUTHORIZED\"}",
            5,
            "may not do this (settings.getDokployVersion)",
            "You are not authorized to access this compose",
            "of another organisation"),
        json(
            403,
            "{\"message\":\"You are not allowed to access this environment\",\"code\":\"FORBIDDEN\"}",
            5,
            "may not do this",
            "You are not allowed to access this environment"),
        json(
            404,
            "{\"message\":\"Not found\",\"code\":\"NOT_FOUND\"}",
            4,
            "does not know the call settings.getDokployVersion",
            "older than 0.22.7"),
        json(
            404,
            "{\"message\":\"Compose not found\",\"code\":\"NOT_FOUND\"}",
            4,
            "Dokploy says: Compose not found"),
        json(404, "{\"detail\":\"nothing here\"}", 4, "is not Dokploy's API", "HTTP 404"),
        json(
            400,
            "{\"message\":\"Input validation failed\",\"code\":\"BAD_REQUEST\",\"issues\":[{\"code\":"
                + "\"invalid_type\",\"path\":[\"environmentId\"],\"message\":\"Required\"}]}",
            4,
            "refuses the request (settings.getDokployVersion, HTTP 400)",
            "environmentId: Required"),
        json(
            409,
            "{\"message\":\"Service with this 'AppName' already exists\",\"code\":\"CONFLICT\"}",
            4,
            "Service with this 'AppName' already exists",
            "run it again"),
        json(413, "{\"message\":\"Body exceeded 1mb limit\"}", 4, "too large"),
        json(
            415,
            "{\"message\":\"Missing content-type header\",\"code\":\"UNSUPPORTED_MEDIA_TYPE\"}",
            4,
            "Content-Type"),
        json(
            500,
            "{\"message\":\"Command failed: docker compose stop\\nno space left on device\","
                + "\"code\":\"INTERNAL_SERVER_ERROR\"}",
            4,
            "Dokploy says: no space left on device",
            "DEVPOD_DEBUG=true"),
        html(200, page, 4, "is not Dokploy's API", "Welcome to nginx", "DOKPLOY_SERVER_URL"),
        html(404, page, 4, "is not Dokploy's API", "Welcome to nginx"),
        html(403, page, 4, "in front of Dokploy", "blocks this call", "Welcome to nginx"),
        html(
            502,
            "<html><title>502 Bad Gateway</title>",
            4,
            "HTTP 502",
            "502 Bad Gateway",
            "Try again"),
        html(503, "no available server", 4, "HTTP 503", "Try again"),
        html(429, "slow down", 4, "HTTP 429", "Try again"),
        json(200, "", 4, "makes no sense", "the answer is empty", "Try again"),
        json(200, "{\"version\":\"0.3", 4, "makes no sense", "cut short", "Try again"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void each_answer_says_what_happened_and_what_to_do(Case answer) throws IOException {
    serve(answer(answer.status(), answer.type(), answer.body()));

    var run = init(Map.of());

    assertThat(run.exitCode()).as(run.err()).isEqualTo(answer.exitCode());
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("dokploy-provider: ")
        .contains("\n  > ")
        .contains(answer.said())
        .doesNotContain("Exception", "<html", "the-secret-token");
  }

  @ParameterizedTest
  @MethodSource("redirects")
  void a_redirect_is_not_followed_and_says_where_to_go(String location, String said)
      throws IOException {
    serve(answer(307, "text/plain", "", "Location: " + location));
    var run = init(Map.of());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
    assertThat(run.err()).contains("redirects to " + location, said);
  }

  static Stream<Arguments> redirects() {
    return Stream.of(
        Arguments.of(
            "https://d.example.com/api/settings.getDokployVersion",
            "DOKPLOY_SERVER_URL=https://d.example.com"),
        Arguments.of(
            "https://sso.example.com/login?next=/api", "A login page is in front of Dokploy"));
  }

  @Test
  void a_connection_that_ends_in_the_middle_of_an_answer_says_so() throws IOException {
    serve(client ->
        send(
            client,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
                + "\"v0.3"));
    var run = init(Map.of());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
    assertThat(run.err()).contains("The connection ended before the whole answer was there");
  }

  @Test
  void https_on_a_port_without_tls_is_reported_with_the_line_to_paste() throws IOException {
    serve(answer(200, "application/json", "\"v0.30.2\""));
    String plain = "http://localhost:" + port();
    var run = init(Map.of("DOKPLOY_SERVER_URL", plain.replace("http:", "https:")));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
    assertThat(run.err())
        .contains("speaks plain http", "set-options dokploy -o DOKPLOY_SERVER_URL=" + plain);
  }

  @Test
  void sql_is_seen_under_debug_only_and_private_keys_not_even_there() throws IOException {
    String sql = SQL.replace("\"", "\\\"").replace("\n", "\\n");
    serve(answer(500, "application/json", "{\"message\":\"" + sql + "\",\"code\":\"X\"}"));
    var usual = init(Map.of());
    assertThat(usual.err()).contains("a query of Dokploy's database failed");
    assertThat(usual.err()).doesNotContain("update \"compose\"", "PRIVATE KEY");
    var debug = init(Map.of("DEVPOD_DEBUG", "true"));
    assertThat(debug.err()).contains("update \"compose\"", "params: [left out]");
    assertThat(debug.err()).doesNotContain("c2VjcmV0", "PRIVATE KEY", "the-secret-token");
  }

  @Test
  void a_newer_dokploy_is_worked_with_and_noticed_once_under_debug() throws IOException {
    serve(answer(200, "application/json", "\"v0.99.1\""));
    var usual = init(Map.of());
    assertThat(usual.exitCode()).as(usual.err()).isZero();
    assertThat(usual.err()).isEmpty();
    var debug = init(Map.of("DEVPOD_DEBUG", "true"));
    assertThat(debug.exitCode()).isZero();
    assertThat(debug.err().lines().filter(line -> line.contains("0.99.1 is newer"))).hasSize(1);
  }

  private Ended init(Map<String, String> more) {
    return Ended.run("init", port(), folder, more);
  }
}
