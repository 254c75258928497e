package dev.dokployprovider.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run may be killed at any point, or meet another one; the next run makes it good. */
@Tag("lifecycle")
class KilledScenario {
  /** More than a create makes before it waits for the deployment. */
  private static final int CALLS = 12;

  private final Path folder;
  @AutoClose private final Emulator dokploy;

  KilledScenario(@TempDir Path folder) {
    this.folder = folder;
    this.dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"));
  }

  @Test
  void a_create_that_is_killed_after_any_call_is_finished_by_the_next() throws Exception {
    for (int calls = 1; calls <= CALLS; calls++) {
      var machine = Machine.of(dokploy, "killed-" + calls, folder);
      dokploy.post("/emulator/calls/reset", Map.of());
      var create = machine.begin("create");
      awaitCalls(calls, create);
      create.destroyForcibly().waitFor();

      machine.must("create");

      assertThat(machine.answer("echo up")).isEqualTo("up");
      assertThat(dokploy.serviceNames()).containsExactly(machine.id());
      machine.must("delete");
    }
  }

  @Test
  void a_start_with_new_options_that_is_killed_is_finished_by_the_next() throws Exception {
    var machine = Machine.of(dokploy, "restart", folder);
    machine.must("create");
    machine.must("stop");
    var limited = machine.with("DOKPLOY_MACHINE_CPUS", "1.5");
    dokploy.post("/emulator/calls/reset", Map.of());
    var start = limited.begin("start");
    awaitCalls(2, start);
    start.destroyForcibly().waitFor();

    limited.must("start");

    assertThat(dokploy.get("/emulator/compose-files").text("restart")).contains("cpus: \"1.5\"");
    assertThat(machine.answer("echo up")).isEqualTo("up");
    machine.must("delete");
  }

  @Test
  void a_command_that_is_killed_while_it_looks_for_the_machine_leaves_nothing() throws Exception {
    var machine = Machine.of(dokploy, "looking", folder);
    machine.must("create");
    dokploy.act("stop", "looking");
    Waiting.quickly(() -> Masters.of(machine).isEmpty());
    dokploy.post(
        "/emulator/faults",
        Map.of("procedure", "*", "kind", "latency", "millis", 60_000, "count", 100));
    var command = machine.beginCommand("echo never");
    Waiting.quickly(() ->
        Local.descendants(command.process()).anyMatch(title -> title.contains("cli.Main connect")));
    command.signal("KILL");

    // Long before Dokploy answers, or a look is given up.
    Waiting.quickly(() ->
        Local.processesWith("cli.Main connect " + command.process().pid() + " ").isEmpty()
            && Local.processesWith(machine.folder().toString()).isEmpty());
    assertThat(command.stderr()).content().doesNotContain("dokploy-provider:");
    dokploy.post("/emulator/faults/clear", Map.of());
    machine.must("delete");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "project.create",
        "compose.create",
        "compose.update",
        "compose.deploy",
        "docker.getContainersByAppNameMatch"
      })
  void a_create_that_is_told_to_end_in_the_middle_of_a_call_takes_away_what_it_made(String call)
      throws Exception {
    var machine = Machine.of(dokploy, "told", folder);
    dokploy.post(
        "/emulator/faults",
        Map.of("procedure", call, "kind", "latency", "millis", 2000, "count", 1));
    dokploy.post("/emulator/calls/reset", Map.of());
    var create = machine.begin("create");
    Waiting.quickly(() -> dokploy.begunCalls(call) >= 1 || !create.isAlive());
    create.destroy();

    assertThat(create.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(create.exitValue()).isNotZero();
    assertThat(dokploy.serviceNames()).isEmpty();
    assertThat(machine.status()).isEqualTo("NotFound");
  }

  @Test
  void two_creates_at_once_make_one_machine() {
    for (int i = 0; i < 3; i++) {
      var machine = Machine.of(dokploy, "both-" + i, folder);
      var one = machine.beginVerb("create");
      var two = machine.beginVerb("create");
      assertThat(List.of(one.join().exitCode(), two.join().exitCode())).containsOnly(0);
      assertThat(dokploy.serviceNames()).containsExactly(machine.id());
      machine.must("delete");
      assertThat(machine.status()).isEqualTo("NotFound");
    }
  }

  @Test
  void a_machine_of_the_same_name_in_another_project_is_another_machine() throws IOException {
    var first = Machine.of(dokploy, "same", folder).with("DOKPLOY_PROJECT_NAME", "one");
    first.must("create");
    first.answer("echo first > \"$HOME/who\"");
    // As a client does that deletes by force: the folder goes, the machine stays.
    first.loseFolder();

    var second = Machine.of(dokploy, "same", folder).with("DOKPLOY_PROJECT_NAME", "two");
    second.must("create");

    assertThat(second.answer("cat \"$HOME/who\" 2>/dev/null || echo new")).isEqualTo("new");
    second.must("delete");
    assertThat(dokploy.serviceNames()).containsExactly("same");
  }

  private void awaitCalls(int calls, Process process) {
    Waiting.quickly(() -> dokploy.calls() >= calls || !process.isAlive());
  }
}
