package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Waiting;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment is followed to its end, whatever happens to Dokploy meanwhile. */
@Tag("lifecycle")
class DeploymentScenario {
  private static final Map<String, Object> NOTHING = Map.of();

  @TempDir Path folder;

  @ParameterizedTest(name = "Dokploy {0}")
  @CsvSource({
    "0.22.7, in Dokploy's queue; it is busy with: holder",
    "0.30.2, 'in Dokploy''s queue, 1 before it; it is busy with: holder'"
  })
  void a_wait_in_the_queue_is_shown_with_what_holds_it(String version, String expected) {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      var holder = Machine.of(dokploy, "holder", folder);
      holder.must("create");
      dokploy.post("/emulator/hang", NOTHING);
      dokploy.post("/api/compose.deploy", Map.of("composeId", composeId(dokploy, "holder")));

      dokploy.post("/emulator/calls/reset", NOTHING);
      var waiter = Machine.of(dokploy, "waiter", folder);
      var create = waiter.beginVerb("create");
      // The project is remembered since the holder was made, and not looked for again.
      String look = version.equals("0.22.7") ? "project.all" : "deployment.queueList";
      Waiting.until("it looks at the queue", () -> dokploy.calls(look) >= 1);
      dokploy.post("/emulator/release", NOTHING);

      var run = create.join();
      assertThat(run.exitCode()).as(run.transcript()).isZero();
      assertThat(run.err()).contains(expected);
      waiter.must("delete");
      holder.must("delete");
    }
  }

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = {"0.22.7", "0.30.2"})
  void a_long_build_shows_its_log_where_it_is_asked_for_and_never_the_token(String version) {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "slow", folder).with("DOKPLOY_DEBUG", "true");
      dokploy.post("/emulator/hang", NOTHING);
      var create = machine.beginVerb("create");
      Waiting.until("it has looked for a while", () -> dokploy.calls("compose.one") >= 7);
      dokploy.post("/emulator/release", NOTHING);

      var run = create.join();
      assertThat(run.exitCode()).as(run.transcript()).isZero();
      assertThat(run.err())
          .contains("  | Initializing deployment", "  | App Name: devpod-slow-")
          .doesNotContain("╔", "\u001B", dokploy.apiKey());
      machine.must("delete");
    }
  }

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = {"0.22.7", "0.30.2"})
  void a_crash_of_dokploy_in_the_middle_of_a_deployment_is_survived(String version) {
    var first = Emulator.startProgram(Map.of(), Engine.PROCESS, version, folder.resolve("dokploy"));
    var machine = Machine.of(first, "crash", folder);
    first.post("/emulator/hang", NOTHING);
    var create = machine.beginVerb("create");
    Waiting.until("it is being deployed", () -> first.calls("compose.one") >= 3);

    try (var again = first.crashAndRestart(Engine.PROCESS, version)) {
      var run = create.join();
      assertThat(run.exitCode()).as(run.transcript()).isZero();
      assertThat(machine.answer("echo up")).isEqualTo("up");
      assertThat(again.get("/emulator/compose-files").names()).containsExactly("crash");
      assertThat(machine.status()).isEqualTo("Running");
      machine.must("stop");
      assertThat(machine.status()).isEqualTo("Stopped");
      machine.must("delete");
    }
  }

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = "0.30.2")
  void a_job_that_waits_while_dokploy_crashes_is_not_lost(String version) {
    var first = Emulator.startProgram(Map.of(), Engine.PROCESS, version, folder.resolve("dokploy"));
    var holder = Machine.of(first, "holder", folder);
    holder.must("create");
    first.post("/emulator/hang", NOTHING);
    first.post("/api/compose.deploy", Map.of("composeId", composeId(first, "holder")));
    var waiter = Machine.of(first, "waiter", folder);
    first.post("/emulator/calls/reset", NOTHING);
    var create = waiter.beginVerb("create");
    Waiting.until("it waits", () -> first.calls("deployment.queueList") >= 1);

    try (var again = first.crashAndRestart(Engine.PROCESS, version)) {
      var run = create.join();
      assertThat(run.exitCode()).as(run.transcript()).isZero();
      waiter.must("delete");
      holder.must("delete");
      assertThat(again.get("/emulator/compose-files").names()).isEmpty();
    }
  }

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = "0.30.2")
  void a_remote_server_that_is_lost_in_the_middle_and_comes_back_has_the_machine(String version) {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      String far = dokploy.addServer("far");
      var machine = Machine.of(dokploy, "middle", folder).with("DOKPLOY_SERVER", "far");
      loseInTheMiddle(dokploy, far);
      var create = machine.beginVerb("create");
      Waiting.until("it is being deployed", () -> dokploy.calls("compose.one") >= 4);
      dokploy.setReachable(far, false);
      dokploy.post("/emulator/release", NOTHING);
      Waiting.until("it looks at the server", () -> dokploy.calls("server.validate") >= 2);
      dokploy.setReachable(far, true);

      var run = create.join();
      assertThat(run.exitCode()).as(run.transcript()).isZero();
      assertThat(run.err()).contains("Waiting for the machine's server: SSH connection error");
      // Dokploy says "running" of that deployment forever.
      machine.must("stop");
      assertThat(machine.status()).isIn("Stopped", "Busy");
      machine.must("start");
      machine.must("delete");
      assertThat(machine.status()).isEqualTo("NotFound");
    }
  }

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = {"0.22.7", "0.30.2"})
  void a_remote_server_that_stays_away_fails_create_in_time_with_its_name(String version) {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      String far = dokploy.addServer("far");
      var machine =
          Machine.of(dokploy, "away", folder)
              .with("DOKPLOY_SERVER", "far")
              .with("DOKPLOY_CREATE_TIMEOUT", "25s");
      loseInTheMiddle(dokploy, far);
      var create = machine.beginVerb("create");
      Waiting.until("it is being deployed", () -> dokploy.calls("compose.one") >= 4);
      dokploy.setReachable(far, false);

      var run = create.join();
      assertThat(run.exitCode()).as(run.transcript()).isEqualTo(4);
      assertThat(run.err()).contains("Dokploy can't reach its server \"far\"");
      dokploy.post("/emulator/release", NOTHING);
      dokploy.setReachable(far, true);
      machine.with("DOKPLOY_CREATE_TIMEOUT", "5m").must("delete");
      assertThat(dokploy.get("/emulator/compose-files").names()).isEmpty();
    }
  }

  private static void loseInTheMiddle(Emulator dokploy, String server) {
    dokploy.setReachable(server, true);
    dokploy.post("/emulator/hang", NOTHING);
    dokploy.post("/emulator/calls/reset", NOTHING);
  }

  private static String composeId(Emulator dokploy, String name) {
    return dokploy.services().stream()
        .filter(service -> service.text("name").equals(name))
        .map(service -> service.text("composeId"))
        .findFirst()
        .orElseThrow();
  }
}
