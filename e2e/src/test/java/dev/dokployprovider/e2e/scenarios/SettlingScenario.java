package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Waiting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A deployment goes on when its service is stopped or deleted, and starts a container that no view
 * shows (docs/reference/dokploy.md §6.4), so it is waited for. What each release tells of one is in
 * the provider's DeploymentActivityTest.
 */
@Tag("lifecycle")
class SettlingScenario {
  private static final Map<String, Object> NOTHING = Map.of();

  @TempDir Path folder;

  @Test
  void a_create_that_gives_up_deletes_nothing_before_its_build_has_ended() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "late", folder).with("DOKPLOY_CREATE_TIMEOUT", "3s");
      dokploy.post("/emulator/hang", NOTHING);
      var create = machine.beginVerb("create");
      Waiting.until("it takes away", () -> dokploy.calls("compose.cleanQueues") >= 1);
      assertWaits(dokploy, "compose.delete", create::isDone);
      dokploy.post("/emulator/release", NOTHING);

      var run = create.join();
      assertThat(run.exitCode()).as(run.transcript()).isEqualTo(6);
      assertThat(run.err()).contains("did not end within 3 s", "Waiting for its deployment to end");
      assertNothingIsLeft(dokploy, machine);
    }
  }

  /** On a release that does not tell its queue. */
  @Test
  void a_create_that_is_interrupted_waits_for_a_deployment_that_has_no_row_yet() throws Exception {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.22.7", folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "told", folder);
      dokploy.post("/emulator/hang", Map.of("at", "row"));
      var create = machine.begin("create");
      Waiting.until("it is asked for", () -> dokploy.calls("compose.deploy") >= 1);
      Waiting.until("the job begins", () -> isRunning(dokploy, machine));
      create.destroy();
      Waiting.until("it takes away", () -> dokploy.calls("compose.cleanQueues") >= 1);
      assertWaits(dokploy, "compose.delete", () -> !create.isAlive());
      dokploy.post("/emulator/release", NOTHING);

      assertThat(create.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(create.exitValue()).isNotZero();
      assertNothingIsLeft(dokploy, machine);
    }
  }

  /** On one that does. */
  @Test
  void a_stop_waits_for_a_deployment_that_has_no_row_yet() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "again", folder);
      machine.must("create");
      dokploy.post("/emulator/hang", Map.of("at", "row"));
      dokploy.post("/api/compose.deploy", Map.of("composeId", machine.composeId()));
      Waiting.until("the job begins", () -> isRunning(dokploy, machine));
      dokploy.post("/emulator/calls/reset", NOTHING);
      var stop = machine.beginVerb("stop");
      assertWaits(dokploy, "compose.stop", stop::isDone);
      dokploy.post("/emulator/release", NOTHING);

      assertThat(stop.join().exitCode()).as(stop.join().transcript()).isZero();
      assertThat(machine.status()).isEqualTo("Stopped");
    }
  }

  private static boolean isRunning(Emulator dokploy, Machine machine) {
    return dokploy.service(machine).text("composeStatus").equals("running");
  }

  /** The program looks again and again, and does not go on to the call. */
  private static void assertWaits(Emulator dokploy, String call, BooleanSupplier ended) {
    long before = dokploy.calls("compose.one");
    Waiting.until(
        "it looks or goes on",
        () ->
            dokploy.calls("compose.one") >= before + 4
                || dokploy.begunCalls(call) >= 1
                || ended.getAsBoolean());
    assertThat(dokploy.begunCalls(call)).as(call).isZero();
    assertThat(ended.getAsBoolean()).as("it has ended").isFalse();
  }

  private static void assertNothingIsLeft(Emulator dokploy, Machine machine) {
    assertThat(dokploy.serviceNames()).isEmpty();
    assertThat(containers(dokploy)).noneMatch(name -> name.contains("devpod-"));
    assertThat(machine.status()).isEqualTo("NotFound");
  }

  private static List<String> containers(Emulator dokploy) {
    return dokploy.get("/api/docker.getContainers").items().stream()
        .map(container -> container.text("name"))
        .toList();
  }
}
