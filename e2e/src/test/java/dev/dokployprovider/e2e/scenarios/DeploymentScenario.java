package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
  void a_long_build_shows_its_log_and_never_the_token_and_who_waits_for_it_is_told(
      String version, String expected) {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      dokploy.post("/emulator/hang", NOTHING);
      var holder = Machine.of(dokploy, "holder", folder).with("DOKPLOY_DEBUG", "true");
      var build = holder.beginVerb("create");
      Waiting.until("it has looked for a while", () -> dokploy.calls("compose.one") >= 7);

      dokploy.post("/emulator/calls/reset", NOTHING);
      var create = Machine.of(dokploy, "waiter", folder).beginVerb("create");
      // The project is remembered since the holder's was made, and not looked for again.
      String look = version.equals("0.22.7") ? "project.all" : "deployment.queueList";
      Waiting.until("it looks at the queue", () -> dokploy.calls(look) >= 1);
      dokploy.post("/emulator/release", NOTHING);

      var built = build.join();
      assertThat(built.exitCode()).as(built.transcript()).isZero();
      assertThat(built.err())
          .contains("  | Initializing deployment", "  | App Name: devpod-holder-")
          .doesNotContain("╔", "\u001B", dokploy.apiKey());
      var run = create.join();
      assertThat(run.exitCode()).as(run.transcript()).isZero();
      assertThat(run.err()).contains(expected);
    }
  }

  /** One that is being deployed, and, where the queue can be read, one that waits behind it. */
  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = {"0.22.7", "0.30.2"})
  void a_crash_of_dokploy_in_the_middle_of_a_deployment_is_survived(String version) {
    var first = Emulator.startProgram(Map.of(), Engine.PROCESS, version, folder.resolve("dokploy"));
    var machine = Machine.of(first, "crash", folder);
    first.post("/emulator/hang", NOTHING);
    var creates = new ArrayList<>(List.of(machine.beginVerb("create")));
    Waiting.until("it is being deployed", () -> first.calls("compose.one") >= 3);
    if (version.equals("0.30.2")) {
      first.post("/emulator/calls/reset", NOTHING);
      creates.add(Machine.of(first, "waiter", folder).beginVerb("create"));
      // The one that is being deployed has seen its row, and asks for no queue.
      Waiting.until("another one waits", () -> first.calls("deployment.queueList") >= 1);
    }

    try (var again = first.crashAndRestart(Engine.PROCESS, version)) {
      for (var create : creates) {
        assertThat(create.join().exitCode()).as(create.join().transcript()).isZero();
      }
      assertThat(machine.answer("echo up")).isEqualTo("up");
      assertThat(again.get("/emulator/compose-files").names()).hasSize(creates.size());
      assertThat(machine.status()).isEqualTo("Running");
      machine.must("stop");
      assertThat(machine.status()).isEqualTo("Stopped");
    }
  }

  /** How Dokploy is asked for its server is the same in each release. */
  @Test
  void a_remote_server_that_is_lost_in_the_middle_and_comes_back_has_the_machine() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
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

  @Test
  void a_remote_server_that_stays_away_fails_create_in_time_with_its_name() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.22.7", folder.resolve("dokploy"))) {
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
}
