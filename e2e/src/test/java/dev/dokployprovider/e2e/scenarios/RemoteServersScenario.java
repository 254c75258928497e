package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Answer;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines on remote servers of the Dokploy, and servers that Dokploy can't reach for a while. */
@Tag("lifecycle")
class RemoteServersScenario {
  @TempDir Path folder;

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = {"0.22.7", "0.30.2"})
  void a_machine_lives_on_the_server_that_is_named_stays_there_and_is_gone_with_it(String version) {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      String near = dokploy.addServer("near");
      String far = dokploy.addServer("far away");
      var machine = Machine.of(dokploy, "there", folder).with("DOKPLOY_SERVER", "far away");
      assertThat(machine.must("init").out()).contains("accepts the token");

      machine.must("create");
      assertThat(machine.answer("echo up")).isEqualTo("up");
      assertThat(containersOn(dokploy, far, machine)).hasSize(1);

      var moved = machine.with("DOKPLOY_SERVER", near);
      moved.must("stop");
      assertThat(moved.status()).isEqualTo("Stopped");
      moved.must("start");
      moved.must("create");
      assertThat(containersOn(dokploy, far, machine)).hasSize(1);
      assertThat(containersOn(dokploy, near, machine)).isEmpty();

      isGoneWithItsServer(dokploy, far, moved);
    }
  }

  private static void isGoneWithItsServer(Emulator dokploy, String server, Machine machine) {
    // Manually, on Dokploy's pages: a server with services is not removed.
    dokploy.post(
        "/api/compose.delete", Map.of("composeId", machine.composeId(), "deleteVolumes", true));
    dokploy.post("/api/server.remove", Map.of("serverId", server));

    assertThat(machine.status()).isEqualTo("NotFound");
    machine.must("delete");
    assertThat(machine.folder().resolve("dokploy.json")).doesNotExist();
  }

  @Test
  void a_server_that_is_not_there_fails_before_anything_is_made_and_the_names_are_reported() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "nowhere", folder).with("DOKPLOY_SERVER", "mars");
      assertThat(machine.verb("create").err())
          .contains("This Dokploy has no remote servers.", "Leave it empty")
          .doesNotContain("Name one of them");

      dokploy.addServer("venus");
      dokploy.addServer("earth");
      for (String verb : List.of("init", "create")) {
        var run = machine.verb(verb);
        assertThat(run.exitCode()).as(run.transcript()).isEqualTo(2);
        assertThat(run.err()).contains("DOKPLOY_SERVER", "\"mars\"", "earth, venus");
      }
      assertThat(dokploy.get("/api/project.all").items()).isEmpty();
      assertThat(machine.status()).isEqualTo("NotFound");
    }
  }

  /** Which of several it is, is in the provider's RemoteServersTest. */
  @Test
  void auto_takes_the_server_with_the_fewest_machines_that_answers() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      dokploy.addServer("used");
      String lost = dokploy.addServer("lost");
      String free = dokploy.addServer("free");
      machine(dokploy, "a", "used").must("create");
      dokploy.setReachable(lost, false);
      var machine = machine(dokploy, "b", "auto");
      machine.must("create");
      assertThat(serverOf(dokploy, machine)).isEqualTo(free);
    }
  }

  /** Of the newest release, the next story has what is done without its server. */
  @Test
  void a_server_that_is_lost_is_named_and_what_it_runs_is_not_taken_for_gone() throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.22.7", folder.resolve("dokploy"))) {
      String far = dokploy.addServer("far");
      var machine = machine(dokploy, "lost", "far");
      machine.must("create");
      machine.must("stop");
      // Dokploy's nightly cleanup takes the stopped container away: none, and no trouble.
      dokploy.post("/emulator/cleanup", Map.of());
      forgetStopped(machine);
      dokploy.post("/emulator/calls/reset", Map.of());
      assertThat(machine.status()).isEqualTo("Stopped");
      assertThat(dokploy.calls())
          .as("calls of status, each with a script on the server")
          .isEqualTo(3);
      forgetStopped(machine);
      dokploy.setReachable(far, false);
      assertNamed(machine.verb("status"));
      assertNamed(machine.verb("describe"));
      dokploy.setReachable(far, true);
      assertThat(machine.must("describe").out()).contains("Its container was removed");
      machine.must("start");

      dokploy.setReachable(far, false);
      assertNothingIsDoneWithout(dokploy, machine);
      assertNamed(machine(dokploy, "other", "far").verb("create"));
      assertThat(serviceNames(dokploy)).as("nothing was made or deleted").containsExactly("lost");

      dokploy.setReachable(far, true);
      assertThat(machine.status()).isEqualTo("Running");
      machine.must("delete");
      assertThat(machine.status()).isEqualTo("NotFound");
      assertThat(containersOn(dokploy, far, machine)).isEmpty();
    }
  }

  private static void assertNothingIsDoneWithout(Emulator dokploy, Machine machine) {
    for (String verb : List.of("stop", "start", "delete")) {
      assertNamed(machine.verb(verb));
    }
    assertThat(machine.status()).as("by SSH it still answers").isEqualTo("Running");
    assertThat(serviceNames(dokploy)).as("nothing was deleted").containsExactly(machine.id());
  }

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = {"0.25.11", "0.30.2"})
  void what_a_lost_server_kept_of_a_deleted_service_is_found_by_the_next_delete(String version) {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      String far = dokploy.addServer("far");
      var machine = machine(dokploy, "kept", "far");
      machine.must("create");
      dokploy.setReachable(far, false);
      boolean newest = version.equals("0.30.2");
      if (newest) {
        assertNothingIsDoneWithout(dokploy, machine);
        assertNamed(machine(dokploy, "other", "far").verb("create"));
      }
      var service = dokploy.services().getFirst().text("composeId");
      // Manually, on Dokploy's page: its row goes and its container stays.
      dokploy.post("/api/compose.delete", Map.of("composeId", service, "deleteVolumes", true));
      assertNamed(machine.verb("delete"));

      dokploy.setReachable(far, true);
      var delete = machine.verb("delete");
      if (newest) {
        assertThat(delete.exitCode()).as(delete.transcript()).isZero();
        assertThat(containersOn(dokploy, far, machine)).isEmpty();
        assertThat(machine.status()).isEqualTo("NotFound");
      } else {
        assertThat(delete.exitCode()).as(delete.transcript()).isEqualTo(6);
        assertThat(delete.err()).contains("the server far", "docker compose -p devpod-kept-");
        assertThat(containersOn(dokploy, far, machine)).hasSize(1);
      }
    }
  }

  private Machine machine(Emulator dokploy, String id, String server) {
    return Machine.of(dokploy, id, folder).with("DOKPLOY_SERVER", server);
  }

  private static void assertNamed(Run run) {
    assertThat(run.exitCode()).as(run.transcript()).isEqualTo(4);
    assertThat(run.out()).as("never a word for the client").isEmpty();
    assertThat(run.err())
        .contains("Dokploy can't reach its server \"far\"")
        .contains("SSH connection error: connect ECONNREFUSED 127.0.0.1:22");
  }

  /** What was seen some seconds ago is remembered. */
  private static void forgetStopped(Machine machine) throws IOException {
    Files.deleteIfExists(machine.folder().resolve("cache").resolve("stopped"));
  }

  private static List<String> serviceNames(Emulator dokploy) {
    return dokploy.get("/emulator/compose-files").names().stream().toList();
  }

  private static String serverOf(Emulator dokploy, Machine machine) {
    return dokploy.services().stream()
        .filter(service -> service.text("name").equals(machine.id()))
        .map(service -> dokploy.get("/api/compose.one?composeId=" + service.text("composeId")))
        .map(service -> service.orNull("serverId"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Answer> containersOn(Emulator dokploy, String server, Machine machine) {
    return dokploy.get("/api/docker.getContainers?serverId=" + server).items().stream()
        .filter(container -> container.text("name").contains("devpod-" + machine.id() + "-"))
        .toList();
  }
}
