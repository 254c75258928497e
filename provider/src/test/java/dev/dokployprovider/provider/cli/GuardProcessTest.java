package dev.dokployprovider.provider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dokployprovider.provider.machine.folder.UnfinishedCreates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process that waits for a create's end, with real shells. */
class GuardProcessTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void it_runs_the_command_when_its_standard_input_ends_whatever_signals_come(String shell)
      throws Exception {
    Path entry = Files.createFile(folder.resolve("an entry's file"));
    Path ran = folder.resolve("ran");
    var guard = start(shell, entry, ran);
    for (String signal : List.of("HUP", "INT", "TERM")) {
      signal(guard, signal);
    }
    assertThat(guard.isAlive()).isTrue();
    assertThat(ran).doesNotExist();
    guard.getOutputStream().close();

    assertThat(guard.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(guard.exitValue()).isZero();
    assertThat(Files.readString(ran).strip()).isEqualTo("take-back 00aa " + guard.pid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void it_runs_nothing_when_the_entry_is_gone(String shell) throws Exception {
    Path ran = folder.resolve("ran");
    var guard = start(shell, folder.resolve("no-entry"), ran);
    guard.getOutputStream().close();

    assertThat(guard.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(guard.exitValue()).isZero();
    assertThat(ran).doesNotExist();
  }

  @Test
  void a_run_that_has_ended_is_taken_back_at_once_in_a_session_of_its_own() throws Exception {
    var register = new UnfinishedCreates(folder);
    String id = UnfinishedCreates.newId();
    Files.createDirectories(folder.resolve("unfinished"));
    Files.createFile(register.file(id));
    Path ran = folder.resolve("ran");
    new GuardProcess(folder, program(ran), Map.of("PATH", System.getenv("PATH"))).startNow(id);

    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(ran) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    // It tells its session, which is of its own process and not of this one.
    var words = Files.readString(ran).strip().split(" ", -1);
    assertThat(words[0] + " " + words[1]).isEqualTo("take-back " + id);
    assertThat(Long.parseLong(words[2])).isNotEqualTo(ProcessHandle.current().pid());
  }

  /** Writes its arguments and the number of its session, in one step. */
  @Test
  void without_an_entry_the_guard_ends_when_it_is_told_to() {
    var guard = new GuardProcess(folder, List.of("false"), Map.of("PATH", System.getenv("PATH")));
    var started = guard.start("00aa").orElseThrow();
    var process = ProcessHandle.of(started.pid()).orElseThrow();
    assertThat(process.isAlive()).isTrue();
    guard.end();
    // A busy computer may let it end later than the caller waits for it.
    assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(30));
  }

  private static List<String> program(Path ran) {
    return List.of(
        "sh",
        "-c",
        "read -r stat </proc/$$/stat; set -- \"$1\" \"$2\" ${stat##*) };"
            + " echo \"$1 $2 $6\" >'%s.new'; mv '%s.new' '%s'".formatted(ran, ran, ran),
        "program");
  }

  private Process start(String shell, Path entry, Path ran) throws IOException {
    var words = List.of(shell.split(" "));
    assumeTrue(
        Stream.of("/bin/", "/usr/bin/")
            .anyMatch(bin -> Files.exists(Path.of(bin + words.getFirst()))),
        () -> "no " + shell + " here");
    var command = new ArrayList<>(words);
    command.addAll(List.of("-c", GuardProcess.script(), "guard", entry.toString()));
    command.addAll(program(ran));
    command.addAll(List.of("take-back", "00aa"));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Once it ignores signals, which it says by having become the second shell. */
  private static void signal(Process guard, String name) throws Exception {
    Path status = Path.of("/proc/" + guard.pid() + "/status");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!ignores(Files.readString(status)) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(guard.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** SIGHUP, SIGINT, SIGQUIT and SIGTERM are the bits 0, 1, 2 and 14. */
  private static boolean ignores(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .anyMatch(mask -> (mask & 0x4007) == 0x4007);
  }
}
