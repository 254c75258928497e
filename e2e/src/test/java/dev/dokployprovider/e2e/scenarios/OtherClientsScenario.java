package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.NodePackage;
import dev.dokployprovider.e2e.support.PythonPackage;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

/**
 * Clients of other projects drive the emulator, with the same results as a real 0.30.2: two command
 * lines from the Python package index, and a server of the Model Context Protocol.
 */
class OtherClientsScenario {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String FILE =
      """
      services:
        web:
          image: debian:bookworm
          init: true
          command: [sleep, infinity]
      """;

  @TempDir Path folder;

  private Emulator start() {
    return Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"));
  }

  private Map<String, String> environment() {
    var environment = new HashMap<>(Engine.plainEnvironment());
    environment.put("HOME", folder.toString());
    environment.put("COLUMNS", "200");
    return environment;
  }

  private Run run(Path program, String... arguments) {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(Arrays.asList(arguments));
    var run = Run.of(command, environment(), "", LIMIT);
    assertThat(run.exitCode()).as(run.transcript()).isZero();
    return run;
  }

  @Test
  void dokli_finds_the_api_its_key_and_a_service() {
    Path dokli = PythonPackage.installed("dokli").resolve("dokli");
    try (var dokploy = start()) {
      var project = dokploy.post("/api/project.create", Map.of("name", "by-hand"));
      dokploy.post(
          "/api/compose.create",
          Map.of("name", "web", "environmentId", project.at("environment").text("environmentId")));
      run(
          dokli,
          "connections",
          "add",
          "here",
          "--url",
          dokploy.url(),
          "--api-key",
          dokploy.apiKey());
      assertThat(run(dokli, "connections", "test", "here").out()).contains("Dokploy API v0.30.2");
      assertThat(run(dokli, "doctor", "here").out()).contains("api key accepted");
      assertThat(run(dokli, "ls", "here").out()).contains("by-hand", "production", "web");
    }
  }

  @Test
  void kctl_dokploy_makes_deploys_and_deletes_a_service() throws IOException {
    Path kctl = PythonPackage.installed("kctl-dokploy").resolve("kctl-dokploy");
    Path file = Files.writeString(folder.resolve("compose.yml"), FILE);
    try (var dokploy = start()) {
      run(
          kctl,
          "config",
          "init",
          "--url",
          dokploy.url(),
          "--api-key",
          dokploy.apiKey(),
          "--name",
          "here");
      run(kctl, "--no-cache", "-p", "here", "projects", "create", "--name", "by-hand");
      var environment =
          dokploy.get("/api/project.all").items().getFirst().environments().getFirst();
      run(
          kctl,
          "--no-cache",
          "-p",
          "here",
          "compose",
          "create",
          environment.text("environmentId"),
          "--name",
          "web",
          "-f",
          file.toString());
      String id = dokploy.services().getFirst().text("composeId");
      run(kctl, "--no-cache", "-p", "here", "compose", "update", id, "--source-type", "raw");
      run(kctl, "--no-cache", "-p", "here", "compose", "start", id);
      Waiting.until(
          "the deployment has ended",
          () ->
              dokploy.get("/api/compose.one?composeId=" + id).text("composeStatus").equals("done"));
      run(kctl, "--no-cache", "-p", "here", "compose", "delete", id, "--force");
      assertThat(dokploy.services()).isEmpty();
    }
  }

  @Test
  void an_mcp_server_makes_and_lists_projects() throws Exception {
    assumeTrue(
        "true".equals(System.getenv("OTHER_CLIENTS")),
        "other clients of Dokploy run only with OTHER_CLIENTS=true");
    Path program =
        NodePackage.installed("dokploy-mcp").resolve("@ahdev/dokploy-mcp/build/index.js");
    try (var dokploy = start()) {
      var builder = new ProcessBuilder("node", program.toString());
      builder.environment().putAll(environment());
      builder.environment().put("DOKPLOY_URL", dokploy.url() + "/api");
      builder.environment().put("DOKPLOY_API_KEY", dokploy.apiKey());
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      var process = builder.start();
      try (var in = process.outputWriter();
          var out = process.inputReader()) {
        in.write(
            message(
                1,
                "initialize",
                Map.of(
                    "protocolVersion", "2024-11-05",
                    "capabilities", Map.of(),
                    "clientInfo", Map.of("name", "scenario", "version", "1"))));
        in.flush();
        assertThat(line(out)).contains("\"serverInfo\"");
        in.write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
        in.write(call(2, "project-create", Map.of("name", "by-mcp")));
        in.flush();
        assertThat(line(out)).contains("\"id\":2").doesNotContain("\"isError\":true");
        in.write(call(3, "project-all", Map.of()));
        in.flush();
        assertThat(line(out)).contains("\"id\":3", "by-mcp");
      } finally {
        process.destroy();
      }
      assertThat(dokploy.get("/api/project.all").items().getFirst().text("name"))
          .isEqualTo("by-mcp");
    }
  }

  private static String call(int id, String tool, Map<String, ?> arguments) throws IOException {
    return message(id, "tools/call", Map.of("name", tool, "arguments", arguments));
  }

  private static String message(int id, String method, Map<String, ?> parameters)
      throws IOException {
    return JSON.std.asString(
            Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", parameters))
        + "\n";
  }

  private static String line(java.io.BufferedReader out) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return String.valueOf(out.readLine());
              } catch (IOException e) {
                return "";
              }
            },
            Thread::startVirtualThread)
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }
}
