package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDocker;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live connection of a real machine: who it trusts, and what ends it. */
@Tag("lifecycle")
@NeedsDocker
class LiveConnectionScenario {
  @TempDir Path folder;

  @Test
  void the_machines_own_key_is_pinned_and_a_machine_that_shuts_itself_down_is_stopped()
      throws IOException {
    Engine.DOCKER.required();
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "keys", folder);
      machine.must("create");
      String handedIn = Files.readString(machine.folder().resolve("host_ed25519.pub"));
      String pinned = Files.readString(machine.folder().resolve("known_hosts"));
      assertThat(pinned).doesNotContain(handedIn.split(" ", -1)[1]);
      assertThat(pinned).contains(machine.answer("devpod-machine host-key"));

      // As DevPod's agent does when the machine is idle.
      machine.command("/usr/local/bin/devpod-machine shutdown");
      Waiting.until("the machine is stopped", () -> machine.status().equals("Stopped"));
      machine.must("start");
      assertThat(machine.answer("docker info --format '{{.ServerVersion}}'")).isNotEmpty();
      assertThat(Files.readString(machine.folder().resolve("known_hosts"))).isEqualTo(pinned);
      machine.must("delete");
    }
  }

  @Test
  void a_person_can_use_the_machines_ssh_config() {
    Engine.DOCKER.required();
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.22.7", folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "person", folder);
      machine.must("create");
      var ssh =
          Run.of(
              List.of(
                  "ssh",
                  "-F",
                  machine.folder().resolve("ssh_config").toString(),
                  "machine",
                  "echo from $(whoami)"),
              Engine.plainEnvironment(),
              "",
              Duration.ofMinutes(1));
      assertThat(ssh.out()).isEqualTo("from root\n");
      machine.must("delete");
    }
  }
}
