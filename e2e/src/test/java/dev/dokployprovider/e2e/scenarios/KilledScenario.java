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
  private final Path folder;
  @AutoClose private final Emulator dokploy;

  KilledScenario(@TempDir Path folder) {
    this.folder = folder;
    this.dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"));
  }

  /** That it is so after any step is in the provider's KilledAnywhereTest. */
  @Test
  void a_create_a_start_and_a_command_that_are_killed_are_made_good() throws Exception {
    var machine = Machine.of(dokploy, "killed", folder);
    isFinishedByTheNextCreate(machine);
    machine.must("stop");
    isFinishedByTheNextStart(machine.with("DOKPLOY_MACHINE_CPUS", "1.5"));
    aCommandThatLooksForItLeavesNothing(machine);
  }

  private void isFinishedByTheNextCreate(Machine machine) throws Exception {
    dokploy.post("/emulator/calls/reset", Map.of());
    var create = machine.begin("create");
    awaitCalls(8, create);
    create.destroyForcibly().waitFor();

    machine.must("create");

    assertThat(machine.answer("echo up")).isEqualTo("up");
    assertThat(dokploy.serviceNames()).containsExactly(machine.id());
  }

  /** One with new options. */
  private void isFinishedByTheNextStart(Machine limited) throws Exception {
    dokploy.post("/emulator/calls/reset", Map.of());
    var start = limited.begin("start");
    awaitCalls(2, start);
    start.destroyForcibly().waitFor();

    limited.must("start");

    assertThat(dokploy.get("/emulator/compose-files").text("killed")).contains("cpus: \"1.5\"");
    assertThat(limited.answer("echo up")).isEqualTo("up");
  }

  private void aCommandThatLooksForItLeavesNothing(Machine machine) throws Exception {
    dokploy.act("stop", "killed");
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
  }

  /** One that is interrupted while it deploys is below. */
  @Test
  void a_create_that_is_interrupted_in_the_middle_of_a_call_removes_what_it_made()
      throws Exception {
    String call = "compose.create";
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

  /** That it is so whenever the other one begins is in the provider's AtOnceTest. */
  @Test
  void two_creates_at_once_make_one_machine() {
    var machine = Machine.of(dokploy, "both", folder);
    var one = machine.beginVerb("create");
    var two = machine.beginVerb("create");
    assertThat(List.of(one.join().exitCode(), two.join().exitCode())).containsOnly(0);
    assertThat(dokploy.serviceNames()).containsExactly(machine.id());
    machine.must("delete");
    assertThat(machine.status()).isEqualTo("NotFound");
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
