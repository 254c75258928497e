package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDockerImages;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.UnfinishedEntry;
import dev.dokployprovider.e2e.support.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups and restores that end early, and what is left of them. */
@Tag("lifecycle")
@NeedsDockerImages
class KilledBackupScenario {
  private static final String BEATS =
      "a=$(cat /root/beat); i=0; while [ $i -lt 100 ] && [ \"$a\" = \"$(cat /root/beat)\" ];"
          + " do sleep 0.05; i=$((i + 1)); done; [ $i -lt 100 ] && echo on";

  @Test
  void whatever_ends_them_the_machine_goes_on_or_says_what_is_missing(@TempDir Path folder)
      throws Exception {
    Engine.DOCKER.required();
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      var machine =
          Machine.of(dokploy, "ended", folder)
              .with(
                  "MACHINE_FOLDER",
                  folder.resolve("data/dokploy-provider/machines/ended").toString());
      Path file = folder.resolve("ended.backup");
      Path part = folder.resolve("ended.backup.part");
      String[] backup = {"backup", "ended", "--without-docker", "--to", file.toString()};
      try {
        machine.must("create");
        machine.answer("head -c 100M /dev/urandom >/root/data; sha256sum /root/data >/root/sum");
        machine.answer("(while :; do date +%N >/root/beat; sleep 0.05; done) >/dev/null 2>&1 &");

        var interrupted = machine.beginTyped(backup);
        awaitBytes(part);
        long start = System.nanoTime();
        interrupted.signal("INT");
        assertThat(interrupted.exitCode()).as(interrupted.err()).isNotZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(part).doesNotExist();
        assertThat(machine.answer(BEATS)).as("goes on after Ctrl-C").isEqualTo("on");

        var killed = machine.beginTyped(backup);
        awaitBytes(part);
        killed.killAll();
        assertThat(file).doesNotExist();
        assertThat(machine.answer(BEATS)).as("goes on after a kill").isEqualTo("on");

        Files.delete(part);
        var lost = machine.beginTyped(backup);
        awaitBytes(part);
        inContainer("pkill", "-KILL", "-f", "[s]shd: root@");
        assertLost(lost);
        assertThat(file).doesNotExist();
        assertThat(part).doesNotExist();
        assertThat(machine.answer(BEATS)).as("goes on without the connection").isEqualTo("on");

        var tooLarge = withFilesUpTo20Megabytes(machine, backup);
        assertThat(tooLarge.exitCode()).as(tooLarge.transcript()).isEqualTo(3);
        assertThat(tooLarge.err()).contains(file.toString(), "File too large");
        assertThat(file).doesNotExist();
        assertThat(part).doesNotExist();
        assertThat(machine.answer(BEATS)).as("goes on without a file").isEqualTo("on");

        var saved = typed(machine, backup);
        assertThat(saved.exitCode()).as(saved.transcript()).isZero();

        var gone = machine.beginTyped("backup", "ended", "--to", folder.resolve("no").toString());
        awaitBytes(folder.resolve("no.part"));
        kill();
        assertLost(gone);
        assertThat(folder.resolve("no")).doesNotExist();
        assertThat(folder.resolve("no.part")).doesNotExist();

        var restoring =
            machine.beginTyped("restore", "ended", "--replace", "--from", file.toString());
        Waiting.until("it empties", () -> restoring.err().contains("mptying the volumes"));
        restoring.killAll();
        Waiting.until("it stops", () -> machine.status().equals("Stopped"));
        var started = machine.must("start");
        assertThat(started.err()).contains("is not finished", "dokploy-provider restore ended");
        var refused = typed(machine, "backup", "ended", "--to", folder.resolve("no").toString());
        assertThat(refused.exitCode()).as(refused.transcript()).isEqualTo(6);

        var halfRestored = machine.beginTyped("restore", "ended", "--from", file.toString());
        Waiting.until("it empties again", () -> halfRestored.err().contains("mptying the volumes"));
        kill();
        assertLost(halfRestored);
        assertThat(machine.status()).isEqualTo("Stopped");

        var again = typed(machine, "restore", "ended", "--from", file.toString());
        assertThat(again.exitCode()).as(again.transcript()).isZero();
        assertThat(machine.answer("sha256sum -c /root/sum")).isEqualTo("/root/data: OK");
      } finally {
        machine.verb("delete");
      }
    }
  }

  private static String container() {
    return Engine.docker("ps", "-q", "--filter", "label=dev.dokployprovider.machine=ended")
        .out()
        .strip();
  }

  private static void inContainer(String... words) {
    var run =
        Engine.docker(
            Stream.concat(Stream.of("exec", container()), Stream.of(words)).toArray(String[]::new));
    assertThat(run.exitCode()).as(run.transcript()).isZero();
  }

  /** Kills the machine's container, as a user of the server can. */
  private static void kill() {
    assertThat(Engine.docker("kill", container()).exitCode()).isZero();
  }

  private static void assertLost(UnfinishedEntry run) throws Exception {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(6);
    // In ssh's own words, where it was about to connect once more.
    assertThat(run.err()).containsPattern("\\ndokploy-provider: .*\\n  .*[Cc]onnect");
  }

  private static void awaitBytes(Path part) {
    Waiting.until(
        "it writes",
        () -> {
          try {
            return Files.exists(part) && Files.size(part) > 100_000;
          } catch (IOException gone) {
            return false;
          }
        });
  }

  /** As on a disk that gets full. */
  private static Run withFilesUpTo20Megabytes(Machine machine, String... words) {
    var command =
        Stream.concat(
                Stream.of("bash", "-c", "ulimit -f 20000 && exec \"$@\"", "bash"),
                Programs.command(words).stream())
            .toList();
    return Run.of(command, machine.shell(), "", Duration.ofMinutes(3));
  }

  private static Run typed(Machine machine, String... words) {
    return Run.of(Programs.command(words), machine.shell(), "", Duration.ofMinutes(3));
  }
}
