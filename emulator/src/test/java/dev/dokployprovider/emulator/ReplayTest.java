package dev.dokployprovider.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.emulator.Settings.EngineKind;
import dev.dokployprovider.emulator.api.Release;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * What real servers answered, asked of the emulator again: the same status, the same shape, and for
 * an error the same message.
 */
@Tag("contract")
class ReplayTest {
  private static final Path CONTRACT = Path.of("..", "..", "shared", "contract");

  /** The calls that the provider makes; the first set of many. */
  private static final Set<String> CALLS =
      Set.of(
          "project.all",
          "project.one",
          "project.create",
          "project.remove",
          "environment.byProjectId",
          "compose.create",
          "compose.one",
          "compose.update",
          "compose.deploy",
          "compose.redeploy",
          "compose.start",
          "compose.stop",
          "compose.delete",
          "compose.getDefaultCommand",
          "deployment.allByCompose",
          "deployment.readLogs",
          "deployment.queueList",
          "docker.getContainersByAppNameMatch",
          "docker.getConfig",
          "settings.getDokployVersion",
          "settings.getReleaseTag",
          "settings.getIp",
          "nosuch.endpoint",
          "/project.all",
          "v1/project.all",
          "/api/health",
          "health");

  /** What the notes say of exchanges that need what the emulator does not have yet. */
  private static final Pattern NOT_YET =
      Pattern.compile(
          "(?i).*(rate limit|remaining=|ratelimit|member|remote|unreachable|without appType"
              + "|missing server|enum|NUL char|race|killed|while a deployment|container logs"
              + "|another organi|organization|role|permission).*");

  @TempDir Path folder;

  @ParameterizedTest(name = "Dokploy {0}")
  @CsvSource({"0.22.7, 100", "0.25.11, 100", "0.30.2, 100"})
  void the_emulator_answers_as_the_real_server_did(String version, int atLeast)
      throws IOException, InterruptedException {
    Path file = CONTRACT.resolve("exchanges-" + version + ".jsonl");
    if (!Files.exists(file) && "true".equals(System.getenv("REQUIRE_CONTRACT"))) {
      throw new AssertionError("this run must have the recorded exchanges, and has none: " + file);
    }
    assumeTrue(Files.exists(file), "the recorded exchanges (../shared/contract) are not here");
    var exchanges = Exchange.read(file);
    var settings =
        new Settings(0, folder.resolve("data"), Release.parse(version), EngineKind.PROCESS, true);
    try (var emulator = Emulator.start(settings)) {
      var replay = new Replay(emulator);
      var asked = exchanges.stream().filter(ReplayTest::isCovered).toList();
      var wrong = new ArrayList<String>();
      for (var exchange : asked) {
        replay.ask(exchange).ifPresent(wrong::add);
      }
      System.out.printf(
          "Dokploy %s: %d of %d exchanges%n",
          version, asked.size() - wrong.size(), exchanges.size());
      assertThat(wrong).isEmpty();
      assertThat(asked).hasSizeGreaterThanOrEqualTo(atLeast);
    }
  }

  private static boolean isCovered(Exchange exchange) {
    return CALLS.contains(exchange.procedure()) && !NOT_YET.matcher(exchange.note()).matches();
  }

  /** Asks one exchange after the other. */
  private static final class Replay {
    private final Emulator emulator;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Ids ids = new Ids();

    Replay(Emulator emulator) {
      this.emulator = emulator;
    }

    /** What is wrong with the emulator's answer; empty if nothing is. */
    Optional<String> ask(Exchange exchange) throws IOException, InterruptedException {
      makeWhatWasThere(exchange);
      var answer = http.send(request(exchange), HttpResponse.BodyHandlers.ofString());
      Object body = parsed(answer.body());
      ids.learn(exchange.response(), body);
      if (exchange.procedure().endsWith("deploy") && answer.statusCode() == 200) {
        awaitDeployment();
      }
      var problems = new ArrayList<String>();
      if (answer.statusCode() != exchange.status()) {
        problems.add("status " + exchange.status() + " and not " + answer.statusCode());
      } else if (!isInspect(exchange)) {
        problems.addAll(Shape.differences(exchange.response(), body));
        problems.addAll(message(exchange, body));
      }
      return problems.isEmpty()
          ? Optional.empty()
          : Optional.of(exchange + ": " + problems + " " + answer.body());
    }

    /** Some projects and services were there before the recording began. */
    private void makeWhatWasThere(Exchange exchange) throws IOException, InterruptedException {
      if (exchange.status() != 200) {
        return;
      }
      for (String column : List.of("projectId", "environmentId", "composeId")) {
        var id = recordedId(exchange, column);
        if (id.isPresent() && !ids.knows(id.get())) {
          ids.learn(Map.of(column, id.get()), made(column));
        }
      }
    }

    private static Optional<String> recordedId(Exchange exchange, String column) {
      var inQuery = Pattern.compile("[?&]" + column + "=([^&]+)").matcher(exchange.path());
      if (inQuery.find()) {
        return Optional.of(inQuery.group(1));
      }
      return exchange.request() instanceof Map<?, ?> request
              && request.get(column) instanceof String id
              && !id.contains("not-exist")
          ? Optional.of(id)
          : Optional.empty();
    }

    /** A row that has the column, of a project or service that is made for it. */
    private @Nullable Object made(String column) throws IOException, InterruptedException {
      var project = post("project.create", Map.of("name", "before"));
      Object parent = row(project, "project");
      if (!column.equals("composeId")) {
        return row(project, column.replace("Id", ""));
      }
      Object environment = row(project, "environment");
      return post(
          "compose.create",
          Map.of(
              "name", "before",
              "projectId", id(parent, "projectId"),
              "environmentId", id(environment, "environmentId")));
    }

    private @Nullable Object post(String procedure, Map<String, ?> body)
        throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(URI.create(emulator.url() + "/api/" + procedure))
              .header("x-api-key", emulator.apiKey())
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json(body)));
      return parsed(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Before 0.25.0 an answer is the project's row itself. */
    private static @Nullable Object row(@Nullable Object answer, String name) {
      return answer instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> row
          ? row
          : answer;
    }

    private static String id(@Nullable Object row, String column) {
      return row instanceof Map<?, ?> map ? String.valueOf(map.get(column)) : "";
    }

    /** An in-process machine shows only what a client reads of it. */
    private static boolean isInspect(Exchange exchange) {
      return exchange.procedure().equals("docker.getConfig") && exchange.status() == 200;
    }

    private List<String> message(Exchange exchange, @Nullable Object body) {
      if (exchange.status() < 400
          || !(exchange.response() instanceof Map<?, ?> real)
          || !(body instanceof Map<?, ?> ours)) {
        return List.of();
      }
      String expected = ids.replace(String.valueOf(real.get("message")));
      String actual = String.valueOf(ours.get("message"));
      boolean fits = exchange.status() == 500 || expected.equals(actual);
      return fits ? List.of() : List.of("message '" + expected + "' and not '" + actual + "'");
    }

    private HttpRequest request(Exchange exchange) {
      var request =
          HttpRequest.newBuilder(URI.create(emulator.url() + ids.replace(exchange.path())))
              .timeout(Duration.ofMinutes(1));
      if (exchange.key()) {
        request.header(
            "x-api-key", exchange.note().contains("invalid api key") ? "wrong" : emulator.apiKey());
      }
      if (exchange.method().equals("GET")) {
        return request.GET().build();
      }
      if (exchange.note().equals("id in query of POST")) {
        return request.POST(HttpRequest.BodyPublishers.noBody()).build();
      }
      if (!exchange.note().contains("content type") && !exchange.note().contains("content-type")) {
        request.header("Content-Type", "application/json");
      } else if (!exchange.note().contains("missing")) {
        request.header("Content-Type", "text/plain");
      }
      return request.POST(HttpRequest.BodyPublishers.ofString(body(exchange))).build();
    }

    private String body(Exchange exchange) {
      return switch (exchange.request()) {
        case null -> "";
        case String text -> ids.replace(text);
        case Object json -> ids.replace(json(json));
      };
    }

    /** A deployment's row and status follow the answer; the recordings waited as well. */
    private void awaitDeployment() throws InterruptedException {
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (!emulator.isIdle()) {
        assertThat(System.nanoTime()).as("the deployment has 30 s").isLessThan(end);
        Thread.onSpinWait();
      }
    }

    private static String json(Object value) {
      try {
        return JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(value);
      } catch (JacksonException e) {
        throw new IllegalStateException(e);
      }
    }

    private static @Nullable Object parsed(String body) {
      try {
        return body.isEmpty() ? "" : JSON.std.anyFrom(body);
      } catch (JacksonException notJson) {
        return body;
      }
    }
  }
}
