package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each answer that is no success means for a user, shown by the installed program: what
 * happened, the exit code, and what to do (docs/reference/dokploy.md §1.3,
 * docs/reference/dokploy.md §6.3).
 */
class ErrorsScenario {
  private static final String SQL =
      "Failed query: update \"compose\" set \"composeFile\" = $1\nparams: -----BEGIN OPENSSH PRIVATE"
          + " KEY-----\\nc2VjcmV0\\n-----END OPENSSH PRIVATE KEY-----";

  private final HttpServer server;

  ErrorsScenario() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // As Dokploy does, it answers one connection while another says nothing that it understands.
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
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
  void each_answer_says_what_happened_and_what_to_do(Case answer) {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", answer.type());
          byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });

    var run = init(Map.of());

    assertThat(run.exitCode()).as(run.transcript()).isEqualTo(answer.exitCode());
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("dokploy-provider: ")
        .contains("\n  > ")
        .contains(answer.said())
        .doesNotContain("Exception", "<html", "the-secret-token");
  }

  @ParameterizedTest
  @MethodSource("redirects")
  void a_redirect_is_not_followed_and_says_where_to_go(String location, String said) {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", location);
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });
    var run = init(Map.of());
    assertThat(run.exitCode()).as(run.transcript()).isEqualTo(4);
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
  void a_connection_that_ends_in_the_middle_of_an_answer_says_so() {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write("\"v0.3".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          exchange.close();
        });
    var run = init(Map.of());
    assertThat(run.exitCode()).as(run.transcript()).isEqualTo(4);
    assertThat(run.err()).contains("The connection ended before the whole answer was there");
  }

  @Test
  void an_answer_that_is_larger_than_the_memory_ends_with_a_problem() {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
          try (var body = exchange.getResponseBody()) {
            for (int i = 0; i < 200; i++) {
              body.write(piece);
            }
          }
        });
    var run = init(Map.of());
    assertThat(run.exitCode()).as(run.transcript()).isEqualTo(4);
    assertThat(run.err()).contains("The answer of Dokploy is too large");
  }

  @Test
  void https_on_a_port_without_tls_is_told_with_the_line_to_paste() {
    String plain = "http://localhost:" + server.getAddress().getPort();
    var run = init(Map.of("DOKPLOY_SERVER_URL", plain.replace("http:", "https:")));
    assertThat(run.exitCode()).as(run.transcript()).isEqualTo(4);
    assertThat(run.err())
        .contains("speaks plain http", "set-options dokploy -o DOKPLOY_SERVER_URL=" + plain);
  }

  @Test
  void sql_is_seen_under_debug_only_and_private_keys_not_even_there() {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          byte[] body =
              ("{\"message\":\""
                      + SQL.replace("\"", "\\\"").replace("\n", "\\n")
                      + "\",\"code\":\"X\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(500, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    var usual = init(Map.of());
    assertThat(usual.err()).contains("a query of Dokploy's database failed");
    assertThat(usual.err()).doesNotContain("update \"compose\"", "PRIVATE KEY");
    var debug = init(Map.of("DEVPOD_DEBUG", "true"));
    assertThat(debug.err()).contains("update \"compose\"", "params: [left out]");
    assertThat(debug.err()).doesNotContain("c2VjcmV0", "PRIVATE KEY", "the-secret-token");
  }

  @Test
  void a_newer_dokploy_is_worked_with_and_noticed_once_under_debug() {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          byte[] body = "\"v0.99.1\"".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    var usual = init(Map.of());
    assertThat(usual.exitCode()).as(usual.transcript()).isZero();
    assertThat(usual.err()).isEmpty();
    var debug = init(Map.of("DEVPOD_DEBUG", "true"));
    assertThat(debug.exitCode()).isZero();
    assertThat(debug.err().lines().filter(line -> line.contains("0.99.1 is newer"))).hasSize(1);
  }

  @Test
  void a_key_that_was_made_without_its_page_is_used_up_within_five_calls(@TempDir Path folder) {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      String key = dokploy.post("/emulator/key", Map.of()).text("key");
      var machine = Machine.of(dokploy, "limited", folder).with("DOKPLOY_API_TOKEN", key);
      var run = machine.must("init");
      for (int i = 0; i < 5 && run.exitCode() == 0; i++) {
        run = machine.verb("init");
      }
      assertThat(run.exitCode()).isEqualTo(5);
      assertThat(run.err()).contains("does not accept the API token", "ten requests a day");
    }
  }

  private Run init(Map<String, String> more) {
    var environment = new HashMap<>(Engine.plainEnvironment());
    environment.put("DOKPLOY_SERVER_URL", "http://127.0.0.1:" + server.getAddress().getPort());
    environment.put("DOKPLOY_API_TOKEN", "the-secret-token");
    environment.putAll(more);
    return Run.of(
        List.of(Programs.provider().toString(), "init"), environment, "", Duration.ofMinutes(2));
  }
}
