package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Waiting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer that is lost after its effect is settled by looking, and nothing is made twice. */
@Tag("lifecycle")
class LostAnswersScenario {
  @TempDir Path folder;

  /** That it is so for each write of both releases is in the provider's LostAnswersTest. */
  @Test
  void a_life_in_which_every_first_answer_to_a_write_is_lost_is_one_machines_life() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.22.7", folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "lossy", folder);
      lose(dokploy, "project.create", "compose.create", "compose.update", "compose.deploy");
      machine.must("create");
      assertThat(dokploy.get("/api/project.all").items()).hasSize(1);
      assertThat(dokploy.serviceNames()).containsExactly("lossy");
      assertThat(machine.answer("echo up")).isEqualTo("up");

      lose(dokploy, "compose.cleanQueues", "compose.stop");
      machine.must("stop");
      assertThat(machine.status()).isEqualTo("Stopped");

      lose(dokploy, "compose.start");
      machine.must("start");
      assertThat(machine.answer("echo up again")).isEqualTo("up again");

      machine.must("stop");
      dokploy.post("/emulator/calls/reset", Map.of());
      cutShort(dokploy, "compose.start");
      machine.must("start");
      assertThat(machine.answer("echo once more")).isEqualTo("once more");
      assertThat(dokploy.calls("compose.start")).as("Docker went on with the first").isEqualTo(1);

      lose(dokploy, "compose.cleanQueues", "compose.delete");
      machine.must("delete");
      assertThat(dokploy.serviceNames()).isEmpty();
      assertThat(machine.status()).isEqualTo("NotFound");
    }
  }

  @Test
  void reads_are_repeated_and_a_delete_whose_answer_is_lost_waits_while_docker_is_still_at_it() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "lingers", folder);
      isUpThoughAProxyAnswers(dokploy, machine);

      dokploy.post("/emulator/hang", Map.of("at", "stop"));
      dokploy.post(
          "/emulator/faults",
          Map.of("procedure", "compose.delete", "kind", "cut", "millis", 2000, "count", 1));
      dokploy.post("/emulator/calls/reset", Map.of());
      var delete = machine.beginVerb("delete");
      Waiting.until(
          "it waits for longer than after an answer",
          () -> dokploy.calls("docker.getContainersByAppNameMatch") >= 11 || delete.isDone());
      dokploy.post("/emulator/release", Map.of());

      var run = delete.join();
      assertThat(run.exitCode()).as(run.transcript()).isZero();
      assertThat(run.err()).doesNotContain("Removing what Dokploy has left");
      assertThat(dokploy.serviceNames()).isEmpty();
      assertThat(machine.status()).isEqualTo("NotFound");
    }
  }

  /** For a Dokploy that is not ready. */
  private static void isUpThoughAProxyAnswers(Emulator dokploy, Machine machine) {
    for (var read :
        List.of("project.search", "compose.one", "docker.getContainersByAppNameMatch")) {
      dokploy.post(
          "/emulator/faults",
          Map.of(
              "procedure",
              read,
              "kind",
              "status",
              "status",
              502,
              "contentType",
              "text/html",
              "body",
              "<html><h1>Bad Gateway</h1></html>",
              "count",
              1));
    }
    machine.must("create");
    assertThat(machine.status()).isEqualTo("Running");
  }

  /** As by a proxy whose patience ends while Docker is at work. */
  private static void cutShort(Emulator dokploy, String procedure) {
    dokploy.post(
        "/emulator/faults",
        Map.of("procedure", procedure, "kind", "late", "millis", 2000, "count", 1));
  }

  private static void lose(Emulator dokploy, String... procedures) {
    for (var procedure : procedures) {
      dokploy.post("/emulator/faults", Map.of("procedure", procedure, "kind", "drop", "count", 1));
    }
  }
}
