package dev.dokployprovider.dokploy.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Environment;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.NewService;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.dokploy.http.HttpAnswer;
import dev.dokployprovider.dokploy.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real servers answered is read, or told as the failure that it was. */
class RecordedExchangesTest {
  private static final Path CONTRACT = Path.of("..", "..", "shared", "contract");
  private static final Environment PLACE = new Environment("P", "E", "production", true, List.of());
  private static final Deployment DEPLOYMENT =
      new Deployment("D", "", Deployment.Status.DONE, "/log", Optional.empty(), "");

  private static final Map<String, Consumer<Dokploy>> CALLS =
      Map.ofEntries(
          Map.entry("settings.getDokployVersion", Dokploy::version),
          Map.entry("project.all", dokploy -> dokploy.deployments().running()),
          Map.entry("project.one", RecordedExchangesTest::askForProject),
          Map.entry("project.remove", dokploy -> dokploy.projects().remove("P")),
          Map.entry("project.create", dokploy -> dokploy.projects().create("p")),
          Map.entry(
              "compose.create",
              dokploy ->
                  dokploy.services().create(PLACE, new NewService("n", "a", "", Optional.empty()))),
          Map.entry("compose.update", dokploy -> dokploy.services().update("C", "", "")),
          Map.entry("compose.one", dokploy -> dokploy.services().find("C")),
          Map.entry("compose.deploy", dokploy -> dokploy.deployments().deploy("C", "")),
          Map.entry("deployment.queueList", dokploy -> dokploy.deployments().queue()),
          Map.entry(
              "deployment.readLogs",
              dokploy -> dokploy.deployments().log(DEPLOYMENT, Optional.empty(), 10)),
          Map.entry("compose.start", dokploy -> dokploy.services().start("C")),
          Map.entry("compose.stop", dokploy -> dokploy.services().stop("C")),
          Map.entry("compose.cleanQueues", dokploy -> dokploy.deployments().cancelWaiting("C")),
          Map.entry("compose.delete", dokploy -> dokploy.services().delete("C")),
          Map.entry(
              "docker.getContainersByAppNameMatch",
              dokploy -> dokploy.docker().containers("a", Optional.empty())),
          Map.entry(
              "docker.getConfig",
              dokploy -> dokploy.docker().container("517197bc57a1", Optional.empty())),
          Map.entry("settings.getIp", dokploy -> dokploy.servers().instanceAddress()),
          Map.entry("server.withSSHKey", dokploy -> dokploy.servers().all()));

  /** To the first a project that the token may not see is none, to the second a failure. */
  private static void askForProject(Dokploy dokploy) {
    dokploy.projects().find("P");
    dokploy.servers().ofServices("P");
  }

  @ParameterizedTest
  @CsvSource({"0.22.7, 140", "0.25.11, 180", "0.30.2, 140"})
  void every_answer_is_understood(String version, int atLeast) throws IOException {
    var file = CONTRACT.resolve("exchanges-" + version + ".jsonl");
    Assumptions.assumeTrue(
        Files.exists(file), "the recorded exchanges of " + version + " are not on this machine");
    var checked = new ArrayList<String>();
    for (String line : Files.readAllLines(file)) {
      var exchange = Json.parse(line);
      String procedure = procedure(exchange);
      var call = CALLS.get(procedure);
      if (call != null) {
        check(call, exchange);
        checked.add(procedure);
      }
    }
    assertThat(checked).hasSizeGreaterThanOrEqualTo(atLeast);
  }

  private static void check(Consumer<Dokploy> call, Json exchange) {
    int status = exchange.get("status").integer().orElseThrow();
    try {
      call.accept(answering(exchange));
      assertThat(status).as("%s", exchange).isIn(200, 400, 404);
    } catch (DokployException failed) {
      assertThat(failed.failure()).as("%s", exchange).isInstanceOfAny(expected(exchange, status));
    }
  }

  /** What the status alone allows; which of them is the error table's test. */
  private static Class<?>[] expected(Json exchange, int status) {
    return switch (status) {
      // compose.update of a missing service, since 0.28.
      case 200 -> new Class<?>[] {Failure.NotFound.class};
      case 400 -> new Class<?>[] {Failure.Rejected.class, Failure.NotAllowed.class};
      case 401 ->
          new Class<?>[] {
            exchange.get("response").get("code").isNull()
                ? Failure.BadToken.class
                : Failure.NotAllowed.class
          };
      case 404 -> new Class<?>[] {Failure.NotFound.class, Failure.Unsupported.class};
      case 415 -> new Class<?>[] {Failure.Rejected.class};
      case 500 -> new Class<?>[] {Failure.ServerError.class};
      default -> throw new AssertionError("no such status was recorded: " + status);
    };
  }

  /** {@code compose.one} out of {@code /api/compose.one?composeId=x}. */
  private static String procedure(Json exchange) {
    String path = exchange.get("path").textOrEmpty();
    return path.startsWith("/api/") ? path.substring("/api/".length()).split("[?/]", 2)[0] : "";
  }

  private static Dokploy answering(Json exchange) {
    var response = exchange.get("response");
    // An empty body and a text that is no JSON were recorded as they came.
    boolean asItCame =
        response.text().isPresent()
            && (response.textOrEmpty().isEmpty() || exchange.get("headers").fields().isEmpty());
    var answer =
        new HttpAnswer(
            exchange.get("status").integer().orElseThrow(),
            Map.of(),
            asItCame ? response.textOrEmpty() : response.toString());
    var connection =
        new Connection(URI.create("http://a.test"), new Secret("k"), Optional.empty(), Map.of());
    return new RestDokploy(
        new Caller(request -> answer, Backoff.system(), connection),
        LogSocket.over(connection),
        procedure(exchange).equals("settings.getDokployVersion")
            ? Optional.empty()
            : Optional.of(Version.NEWEST),
        newer -> {});
  }
}
