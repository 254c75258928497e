package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.http.HttpAnswer;
import dev.dokployprovider.dokploy.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/reference/dokploy.md §1.3 and docs/reference/dokploy.md §6.3, case by case. */
class FailuresTest {
  private static final String CALL = "compose.one";
  private static final String DATA =
      ",\"data\":{\"code\":\"X\",\"httpStatus\":400,\"path\":\"compose.one\",\"zodError\":null}}";

  @Test
  void a_401_without_a_code_is_about_the_key() {
    assertThat(json(401, "{\"message\":\"Unauthorized\"}")).isEqualTo(new Failure.BadToken(CALL));
  }

  @Test
  void a_key_used_up_between_the_two_checks_is_about_the_key_too() {
    assertThat(json(401, "{\"message\":\"UNAUTHORIZED\",\"code\":\"UNAUTHORIZED\"}"))
        .isEqualTo(new Failure.BadToken(CALL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Permission denied",
        "You don't have access to this service",
        "unauthorized to access resource \\\"docker\\\"",
        "You are not authorized to access this server"
      })
  void a_401_with_a_code_is_a_missing_permission(String message) {
    assertThat(json(401, "{\"message\":\"" + message + "\",\"code\":\"UNAUTHORIZED\"}"))
        .isEqualTo(new Failure.NotAllowed(CALL, message.replace("\\", "")));
  }

  @Test
  void a_403_is_a_missing_permission() {
    assertThat(
            json(
                403,
                "{\"message\":\"You are not a member of this organization\",\"code\":\"FORBIDDEN\"}"))
        .isEqualTo(new Failure.NotAllowed(CALL, "You are not a member of this organization"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Permission denied", "unauthorized to access resource \\\"project\\\""})
  void project_create_wraps_a_missing_permission_as_400(String reason) {
    String message = "Error creating the project: " + reason;
    assertThat(json(400, "{\"message\":\"" + message + "\",\"code\":\"BAD_REQUEST\"" + DATA))
        .isEqualTo(new Failure.NotAllowed(CALL, message.replace("\\", "")));
  }

  @Test
  void a_missing_entity_is_not_an_unknown_path() {
    assertThat(json(404, "{\"message\":\"Compose not found\",\"code\":\"NOT_FOUND\"}"))
        .isEqualTo(new Failure.NotFound(CALL, "Compose not found"));
    assertThat(json(404, "{\"message\":\"Not found\",\"code\":\"NOT_FOUND\"}"))
        .isEqualTo(new Failure.Unsupported(CALL));
    assertThat(json(404, "{\"message\":\"Not found\",\"code\":\"NOT_FOUND\"" + DATA))
        .isEqualTo(new Failure.Unsupported(CALL));
  }

  @Test
  void a_404_of_another_program_is_not_dokploy() {
    assertThat(html(404, "<!DOCTYPE html><head><title>404: This page could not be found</title>"))
        .isEqualTo(new Failure.NotDokploy(CALL, 404, "404: This page could not be found"));
    assertThat(text(404, "404 page not found\n"))
        .isEqualTo(new Failure.NotDokploy(CALL, 404, "404 page not found"));
    assertThat(json(404, "{\"message\":\"no such route\"}"))
        .isEqualTo(new Failure.NotDokploy(CALL, 404, "no such route"));
    assertThat(text(404, "")).isEqualTo(new Failure.NotDokploy(CALL, 404, ""));
  }

  @Test
  void issues_of_zod_3_and_zod_4_are_read_alike() {
    String head = "{\"message\":\"Input validation failed\",\"code\":\"BAD_REQUEST\",";
    String zod3 =
        "\"issues\":[{\"code\":\"invalid_type\",\"expected\":\"string\",\"received\":\"undefined\","
            + "\"path\":[\"ports\",0,\"name\"],\"message\":\"Required\"}]}";
    String zod4 =
        "\"issues\":[{\"expected\":\"string\",\"code\":\"invalid_type\",\"path\":[\"name\"],"
            + "\"message\":\"Invalid input: expected string, received undefined\"}]"
            + DATA;
    assertThat(json(400, head + zod3))
        .isEqualTo(
            new Failure.Rejected(
                CALL, 400, "Input validation failed", List.of("ports.0.name: Required")));
    assertThat(json(400, head + zod4))
        .isEqualTo(
            new Failure.Rejected(
                CALL,
                400,
                "Input validation failed",
                List.of("name: Invalid input: expected string, received undefined")));
  }

  @Test
  void a_request_that_is_no_json_is_refused_in_plain_text() {
    assertThat(text(400, "Invalid JSON"))
        .isEqualTo(new Failure.Rejected(CALL, 400, "Invalid JSON", List.of()));
  }

  @Test
  void a_conflict_and_a_wrong_content_type_are_refusals() {
    assertThat(
            json(
                409,
                "{\"message\":\"Service with this 'AppName' already exists\",\"code\":\"CONFLICT\"}"))
        .isEqualTo(
            new Failure.Rejected(
                CALL, 409, "Service with this 'AppName' already exists", List.of()));
    assertThat(
            json(
                415,
                "{\"message\":\"Missing content-type header\",\"code\":\"UNSUPPORTED_MEDIA_TYPE\""
                    + DATA))
        .isEqualTo(new Failure.Rejected(CALL, 415, "Missing content-type header", List.of()));
  }

  @Test
  void too_large_a_body_is_refused_by_dokploy_and_by_proxies_in_their_ways() {
    assertThat(text(413, "Body exceeded 1mb limit"))
        .isEqualTo(new Failure.Rejected(CALL, 413, "Body exceeded 1mb limit", List.of()));
    assertThat(html(413, "<html><head><title>413 Request Entity Too Large</title></head>"))
        .isEqualTo(new Failure.Rejected(CALL, 413, "413 Request Entity Too Large", List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void something_in_front_may_say_when_to_come_back(int status) {
    var back = Map.of("retry-after", "7");
    assertThat(Failures.of(CALL, new HttpAnswer(status, back, "no available server")))
        .isInstanceOfSatisfying(
            Failure.Intermediary.class,
            front -> {
              assertThat(front.retryAfter()).contains("7");
              assertThat(front.mayPass()).isTrue();
            });
    assertThat(Failures.of(CALL, new HttpAnswer(status, back, "{\"message\":\"Slow down\"}")))
        .isEqualTo(new Failure.Overloaded(CALL, status, Optional.of("7")));
  }

  @Test
  void what_docker_said_is_the_message_and_the_command_is_not() {
    String full =
        """
        Command execution failed: Command failed: docker container restart cea732bae3d5
        Error response from daemon: No such container: cea732bae3d5
        """;
    assertThat(error(full))
        .isEqualTo(
            new Failure.ServerError(
                CALL, 500, "Error response from daemon: No such container: cea732bae3d5", full));
    assertThat(error("Command failed: docker compose stop"))
        .isEqualTo(
            new Failure.ServerError(
                CALL,
                500,
                "Command failed: docker compose stop",
                "Command failed: docker compose stop"));
  }

  @Test
  void what_went_wrong_is_the_message_and_not_what_docker_did_before() {
    String full =
        """
        Command execution failed: Command failed: docker compose -p web -f docker-compose.yml up -d
         Container web-machine-1  Created
         Container web-machine-1  Starting
        Error response from daemon: all ports are allocated
        """;
    assertThat(error(full))
        .isEqualTo(
            new Failure.ServerError(
                CALL, 500, "Error response from daemon: all ports are allocated", full));
    String build = "Command failed: docker compose up -d\n#4 RUN\nfailed to solve: exit code: 9\n";
    assertThat(error(build))
        .isEqualTo(new Failure.ServerError(CALL, 500, "failed to solve: exit code: 9", build));
  }

  @Test
  void sql_is_kept_out_of_the_message() {
    String full = "Failed query: update \"compose\" set \"composeFile\" = $2\nparams: a,b";
    assertThat(error(full))
        .isEqualTo(
            new Failure.ServerError(CALL, 500, "a query of Dokploy's database failed", full));
  }

  @Test
  void sql_is_kept_out_of_a_refusal_too() {
    String message = "Error creating the project: Failed query: insert into x\\nparams: a";
    assertThat(json(400, "{\"message\":\"" + message + "\",\"code\":\"BAD_REQUEST\"" + DATA))
        .isEqualTo(
            new Failure.Rejected(
                CALL,
                400,
                "Error creating the project: a query of Dokploy's database failed",
                List.of()));
  }

  @Test
  void of_a_command_on_a_remote_server_what_it_said_is_the_message() {
    String full =
        """
        Command exited with code 1. Stderr:  Container web-machine-1  Starting
        Error response from daemon: Bind for 0.0.0.0:2222 failed: port is already allocated
        , command: cd /etc/dokploy/compose/web/code && docker compose start\
        """;
    assertThat(error(full))
        .isEqualTo(
            new Failure.ServerError(
                CALL,
                500,
                "Error response from daemon: Bind for 0.0.0.0:2222 failed: port is already"
                    + " allocated",
                full));
    assertThat(error("Command exited with code 7. Stderr: no such file, command: ls"))
        .isEqualTo(
            new Failure.ServerError(
                CALL,
                500,
                "no such file",
                "Command exited with code 7. Stderr: no such file, command: ls"));
  }

  @Test
  void docker_on_a_server_of_another_organization_is_not_taken_for_a_bad_token() {
    var answer =
        new HttpAnswer(401, Map.of(), "{\"message\":\"UNAUTHORIZED\",\"code\":\"UNAUTHORIZED\"}");
    var list = Request.read("docker.getContainersByAppNameMatch");
    assertThat(Failures.of(list.with("serverId", "S1"), answer))
        .isEqualTo(
            new Failure.NotAllowed(
                "docker.getContainersByAppNameMatch",
                "UNAUTHORIZED: the machine's server belongs to another organization than the"
                    + " token, or the token has ended just now"));
    assertThat(Failures.of(list, answer)).isEqualTo(new Failure.BadToken(list.procedure()));
    var bad = new HttpAnswer(401, Map.of(), "{\"message\":\"Unauthorized\"}");
    assertThat(Failures.of(list.with("serverId", "S1"), bad))
        .isEqualTo(new Failure.BadToken(list.procedure()));
  }

  @Test
  void a_long_message_is_cut_and_its_controls_are_taken_out() {
    var failure = (Failure.ServerError) error("\n\u001b[31mred\u0000 " + "x".repeat(1000));
    assertThat(failure.message()).startsWith("[31mred x").endsWith("x…").hasSize(300);
    assertThat(failure.full()).hasSizeGreaterThan(1000);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 504})
  void a_page_of_a_proxy_is_recognized_by_its_title(int status) {
    String page = "<html><head><title>Bad\n Gateway</title></head><body><h1>no</h1></body></html>";
    assertThat(html(status, page))
        .isInstanceOfSatisfying(
            Failure.Intermediary.class,
            front -> assertThat(front.detail()).isEqualTo("Bad Gateway"));
    assertThat(html(500, page)).isEqualTo(new Failure.ServerError(CALL, 500, "Bad Gateway", page));
  }

  @Test
  void plain_http_on_a_tls_port_is_recognized_in_the_words_of_go_and_nginx() {
    assertThat(text(400, "Client sent an HTTP request to an HTTPS server.\n"))
        .isEqualTo(
            new Failure.Unreachable(
                CALL,
                Failure.Reason.NEEDS_HTTPS,
                "Client sent an HTTP request to an HTTPS server."));
    assertThat(
            html(
                400,
                "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title>"))
        .isEqualTo(
            new Failure.Unreachable(
                CALL,
                Failure.Reason.NEEDS_HTTPS,
                "400 The plain HTTP request was sent to HTTPS port"));
  }

  @Test
  void a_redirect_is_reported_with_its_goal() {
    assertThat(
            Failures.of(
                CALL, new HttpAnswer(307, Map.of("location", "https://dokploy.test/api/x"), "")))
        .isEqualTo(new Failure.Redirected(CALL, 307, "https://dokploy.test/api/x"));
    assertThat(text(304, "")).isEqualTo(new Failure.NotDokploy(CALL, 304, ""));
  }

  @Test
  void a_proxy_that_wants_a_password_is_reported_as_such() {
    assertThat(html(407, "<html>"))
        .isEqualTo(
            new Failure.Unreachable(CALL, Failure.Reason.PROXY, "the proxy wants a password"));
  }

  private static Failure error(String message) {
    var body = Json.object().with("message", message).with("code", "INTERNAL_SERVER_ERROR");
    return json(500, body.toString());
  }

  private static Failure json(int status, String body) {
    return of(status, "application/json", body);
  }

  private static Failure html(int status, String body) {
    return of(status, "text/html; charset=utf-8", body);
  }

  private static Failure text(int status, String body) {
    return of(status, "text/plain", body);
  }

  private static Failure of(int status, String type, String body) {
    return Failures.of(CALL, new HttpAnswer(status, Map.of("content-type", type), body));
  }
}
