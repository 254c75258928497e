package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDocker;
import dev.dokployprovider.e2e.support.Programs;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.UnfinishedEntry;
import dev.dokployprovider.e2e.support.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine goes to another server and is the same machine for its client. */
@Tag("lifecycle")
@NeedsDocker
class MoveScenario {
  private static final String LOOK =
      "sha256sum /root/data; docker images --format '{{.Repository}} {{.ID}}'; docker ps -a --format"
          + " '{{.Names}} {{.Status}}' | cut -d ' ' -f 1,2";

  @Test
  void a_machine_is_on_the_other_server_with_all_that_it_had(@TempDir Path folder)
      throws Exception {
    Engine.DOCKER.required();
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      String far = dokploy.addServer("far away");
      var machine =
          Machine.of(dokploy, "moved", folder)
              .with(
                  "MACHINE_FOLDER",
                  folder.resolve("data/dokploy-provider/machines/moved").toString());
      try {
        machine.must("create");
        machine.answer("head -c 60M /dev/urandom >/root/data; echo mine >/etc/not-kept");
        machine.answer(
            "cp --parents $(ldd /bin/sleep | grep -o '/[^ :]*' | sort -u) /bin/sleep /tmp && tar -C"
                + " /tmp -c . | docker import - odd:1 >/dev/null && docker run -d --restart always"
                + " --name runs odd:1 sleep 100000 >/dev/null");
        String before = machine.answer(LOOK);
        String service = machine.composeId();
        String app = dokploy.service(machine).text("appName");
        String key = Files.readString(machine.folder().resolve("id_ed25519"));
        String hostKey = machine.answer("devpod-machine host-key");

        var mars = typed(machine, "move", "-y", "moved", "--server", "mars");
        assertThat(mars.exitCode()).as(mars.transcript()).isEqualTo(2);
        assertThat(machine.composeId()).isEqualTo(service);
        assertThat(machine.answer("cat /etc/not-kept")).isEqualTo("mine");

        var lost = begunAndSaving(machine);
        assertThat(Engine.docker("kill", app + "-machine-1").exitCode()).isZero();
        assertThat(lost.exitCode()).as(lost.err()).isEqualTo(6);
        assertThat(machine.status())
            .as("its container was killed in the move")
            .isEqualTo("Running");
        assertThat(machine.answer(LOOK)).isEqualTo(before);
        assertThat(dokploy.services()).as("its successor is gone").hasSize(1);
        assertNoFilesLeft(machine);

        begunAndSaving(machine).killAll();
        assertThat(machine.composeId()).as("the move was killed").isEqualTo(service);

        killWhileItRestores(machine);
        assertThat(machine.composeId()).as("the same move again was killed").isEqualTo(service);
        var started = machine.must("start");
        assertThat(started.err()).contains("move of this machine was not finished");
        assertThat(machine.answer(LOOK)).isEqualTo(before);

        var moved = oddly(machine, "move", "-y", "moved", "--server", "far away");
        assertThat(moved.exitCode()).as(moved.transcript()).isZero();
        assertThat(moved.err()).doesNotContain("is lost", "not finished");
        assertThat(moved.err()).contains("DOKPLOY_SERVER='far away'");

        assertThat(machine.composeId()).isNotEqualTo(service);
        assertThat(dokploy.services()).hasSize(1);
        assertThat(dokploy.service(machine).orNull("serverId")).isEqualTo(far);
        assertThat(machine.status()).isEqualTo("Running");
        assertThat(machine.answer(LOOK)).isEqualTo(before);
        assertThat(Files.readString(machine.folder().resolve("id_ed25519"))).isEqualTo(key);
        assertThat(machine.answer("devpod-machine host-key")).isNotEqualTo(hostKey);
        assertThat(Engine.docker("ps", "-aq", "--filter", "name=devpod-moved-").out().lines())
            .as("containers of both servers, which are one here")
            .hasSize(1);
        assertThat(Engine.docker("volume", "ls", "-q", "--filter", "name=" + app).out())
            .as("volumes of what it was")
            .isEmpty();
        assertNoFilesLeft(machine);

        machine.must("stop");
        var again = machine.must("start");
        assertThat(again.err()).doesNotContain("recreated", "lost", "not finished");
        assertThat(machine.answer(LOOK)).isEqualTo(before);
      } finally {
        machine.verb("delete");
      }
    }
  }

  /** A move that has a part of what the machine has. */
  private static UnfinishedEntry begunAndSaving(Machine machine) throws IOException {
    var moving = machine.beginTyped("move", "-y", "moved", "--server", "far away");
    Path part = machine.folder().resolve("cache/move.backup.part");
    Waiting.until("it saves", () -> Files.exists(part) && part.toFile().length() > 100_000);
    return moving;
  }

  private static void killWhileItRestores(Machine machine) throws Exception {
    var moving = machine.beginTyped("move", "-y", "moved", "--server", "far away");
    Waiting.until("it empties", () -> moving.err().contains("mptying the volumes"));
    moving.killAll();
  }

  private static void assertNoFilesLeft(Machine machine) throws IOException {
    try (var files = Files.walk(machine.folder())) {
      assertThat(files.map(file -> machine.folder().relativize(file).toString()))
          .noneMatch(file -> file.matches(".*(successor|former|backup).*"));
    }
  }

  /** Without an input, a folder for temporary files, and any right that a umask can take away. */
  private static Run oddly(Machine machine, String... words) {
    var environment = machine.shell();
    environment.put("TMPDIR", "/no/such/folder");
    var command = new ArrayList<>(List.of("sh", "-c", "umask 777; exec \"$@\" <&-", "sh"));
    command.addAll(Programs.command(words));
    return Run.of(command, environment, "", Duration.ofMinutes(5));
  }

  private static Run typed(Machine machine, String... words) {
    return Run.of(Programs.command(words), machine.shell(), "", Duration.ofMinutes(5));
  }
}
