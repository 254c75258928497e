package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Local;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Masters;
import dev.dokployprovider.e2e.support.UnfinishedEntry;
import dev.dokployprovider.e2e.support.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
  /**
   * In the middle of a create; that it is so after any call is in the provider's
   * KilledAnywhereTest.
   */
  private static final List<Integer> CALLS = List.of(4, 8);

  private final Path folder;
  @AutoClose private final Emulator dokploy;

  KilledScenario(@TempDir Path folder) {
    this.folder = folder;
    this.dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"));
  }

  @Test
  void a_create_that_is_killed_after_a_call_is_finished_by_the_next() throws Exception {
    for (int calls : CALLS) {
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
  @ValueSource(strings = {"compose.create", "compose.deploy"})
  void a_create_that_is_interrupted_in_the_middle_of_a_call_removes_what_it_made(String call)
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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_a_create_made_is_taken_back_when_it_is_killed_during_a_build(boolean interrupted)
      throws Exception {
    var machine = Machine.of(dokploy, "gone", folder);
    dokploy.post("/emulator/hang", Map.of());
    var create = machine.beginAlone("create");
    Waiting.quickly(() -> dokploy.calls("compose.deploy") >= 1);
    if (interrupted) {
      // As skevetter's fork of DevPod does at Ctrl-C, which then waits for two seconds.
      create.signal("INT");
      Waiting.quickly(() -> create.err().contains("Interrupted; removing what was made"));
      assertThat(create.err()).doesNotContain("does not answer");
    }
    create.signal("KILL");
    // The client then removes the machine's folder.
    machine.loseFolder();
    dokploy.post("/emulator/release", Map.of());

    Waiting.until("nothing is left", () -> dokploy.serviceNames().isEmpty());
    Waiting.until(
        "its end is registered", () -> isEmpty(folder.resolve("data/dokploy-provider/unfinished")));
    assertThat(dokploy.get("/api/docker.getContainers").items())
        .noneMatch(container -> container.text("name").contains("gone"));
  }

  @Test
  void a_second_interrupt_ends_a_create_at_once_and_what_it_made_is_removed_all_the_same()
      throws Exception {
    var machine = Machine.of(dokploy, "twice", folder);
    dokploy.post("/emulator/hang", Map.of());
    var create = machine.beginAlone("create");
    Waiting.quickly(() -> dokploy.calls("compose.deploy") >= 1);
    // The removal waits for it too.
    dokploy.post("/emulator/hang", Map.of("at", "stop"));
    create.signal("INT");
    Waiting.quickly(() -> create.err().contains("Interrupted; removing what was made"));
    // The first half second counts as one interrupt; then one more is another.
    Waiting.quickly(() -> {
      signal(create, "INT");
      return !create.process().isAlive();
    });

    assertThat(create.exitCode()).isEqualTo(130);
    assertThat(create.err()).contains("Ended at once. What was made is removed in the background");
    dokploy.post("/emulator/release", Map.of());
    Waiting.until("nothing is left", () -> dokploy.serviceNames().isEmpty());
    Waiting.until(
        "its end is registered", () -> isEmpty(folder.resolve("data/dokploy-provider/unfinished")));
    machine.must("create");
    machine.must("delete");
  }

  private static void signal(UnfinishedEntry run, String name) {
    try {
      run.signal(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void the_next_run_of_any_machine_takes_back_what_nobody_was_left_to() throws Exception {
    var machine = Machine.of(dokploy, "alone", folder);
    dokploy.post("/emulator/hang", Map.of());
    var create = machine.beginAlone("create");
    Waiting.quickly(() -> dokploy.calls("compose.deploy") >= 1);
    create.killAll();
    machine.loseFolder();
    dokploy.post("/emulator/release", Map.of());

    var other = Machine.of(dokploy, "other", folder).verb("status");

    assertThat(other.err()).contains("create of the machine alone", "is being removed");
    Waiting.until("nothing is left", () -> dokploy.serviceNames().isEmpty());
    Waiting.until(
        "its end is registered", () -> isEmpty(folder.resolve("data/dokploy-provider/unfinished")));
    assertThat(Machine.of(dokploy, "other", folder).verb("status").err()).isEmpty();
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

  private static boolean isEmpty(Path folder) {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (NoSuchFileException none) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitCalls(int calls, Process process) {
    Waiting.quickly(() -> dokploy.calls() >= calls || !process.isAlive());
  }
}
