package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.UnfinishedEntry;
import dev.dokployprovider.e2e.support.Waiting;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each answer that is no success means for a user, shown by the installed program: what
 * happened, the exit code, and what to do (docs/reference/dokploy.md §1.3,
 * docs/reference/dokploy.md §6.3).
 */
class ErrorsScenario {
  private static final List<String> INIT = List.of(Programs.provider().toString(), "init");

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

  /** One of each kind; all of them are in the provider's own ErrorsTest. */
  static Stream<Case> answers() {
    return Stream.of(
        json(
            401,
            "{\"message\":\"Unauthorized\"}",
            5,
            "does not accept the API token",
            "Settings > Profile > API/CLI Keys"),
        html(
            200,
            "<!DOCTYPE html><html><head><title>Welcome to nginx</title></head></html>",
            4,
            "is not Dokploy's API",
            "Welcome to nginx",
            "DOKPLOY_SERVER_URL"));
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

    var run = init();

    assertThat(run.exitCode()).as(run.transcript()).isEqualTo(answer.exitCode());
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("dokploy-provider: ")
        .contains("\n  > ")
        .contains(answer.said())
        .doesNotContain("Exception", "<html", "the-secret-token");
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
    var run = init();
    assertThat(run.exitCode()).as(run.transcript()).isEqualTo(4);
    assertThat(run.err()).contains("The answer of Dokploy is too large");
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

  @Test
  void a_Dokploy_that_is_slow_to_answer_is_named_while_it_is_waited_for() throws Exception {
    var named = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          await(named);
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    var init = UnfinishedEntry.start(INIT, environment()).withInput("");

    Waiting.until(
        "it says what it waits for",
        () -> init.err().contains("No answer from " + address() + " for 5 s; still waiting\n"));
    named.countDown();

    assertThat(init.exitCode()).as(init.err()).isEqualTo(4);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(2, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Run init() {
    return Run.of(INIT, environment(), "", Duration.ofMinutes(2));
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(Engine.plainEnvironment());
    environment.put("DOKPLOY_SERVER_URL", address());
    environment.put("DOKPLOY_API_TOKEN", "the-secret-token");
    return environment;
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
