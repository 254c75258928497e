package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDocker;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options ask for is what the machine has, on a real engine. */
@Tag("lifecycle")
@NeedsDocker
class OptionsScenario {
  @TempDir Path folder;

  @Test
  void a_stopped_machine_takes_its_new_options_at_start_and_keeps_its_volumes() {
    Engine.DOCKER.required();
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "options", folder);
      machine.must("create");
      assertThat(limit(machine, "{{.HostConfig.Memory}}")).isEqualTo("0");
      machine.answer("echo kept > \"$HOME/note\"");
      machine.must("stop");

      var limited =
          machine
              .with("DOKPLOY_MACHINE_MEMORY", "1g")
              .with("DOKPLOY_MACHINE_CPUS", "1.5")
              .with("DOKPLOY_MACHINE_PIDS", "4096")
              .with("DOKPLOY_MACHINE_ENV", "GREETING=it's \"$HOME\" & 100%");
      limited.must("start");

      assertThat(limit(machine, "{{.HostConfig.Memory}}")).isEqualTo("1073741824");
      assertThat(limit(machine, "{{.HostConfig.NanoCpus}}")).isEqualTo("1500000000");
      assertThat(limit(machine, "{{.HostConfig.PidsLimit}}")).isEqualTo("4096");
      assertThat(limited.answer("echo \"$GREETING\"")).isEqualTo("it's \"$HOME\" & 100%");
      assertThat(limited.answer("cat \"$HOME/note\"")).isEqualTo("kept");
      limited.must("delete");
    }
  }

  /** Which it is depends on where the server's Docker keeps its containers. */
  @Test
  void a_disk_is_limited_or_the_option_is_named_and_nothing_is_left() {
    Engine.DOCKER.required();
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      var machine =
          Machine.of(dokploy, "disk", folder)
              .with("DOKPLOY_MACHINE_DOCKER", "none")
              .with("DOKPLOY_MACHINE_IMAGE", "debian:bookworm")
              .with("DOKPLOY_MACHINE_DISK", "20g");
      var run = machine.verb("create");
      if (run.exitCode() == 0) {
        assertThat(limit(machine, "{{.HostConfig.StorageOpt.size}}")).isEqualTo("20g");
        machine.must("delete");
      } else {
        assertThat(run.exitCode()).isEqualTo(6);
        assertThat(run.err()).contains("can't limit the disk", "DOKPLOY_MACHINE_DISK");
      }
      assertThat(dokploy.serviceNames()).isEmpty();
    }
  }

  @Test
  void a_machine_without_docker_needs_no_privilege() {
    Engine.DOCKER.required();
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.22.7", folder.resolve("dokploy"))) {
      var machine =
          Machine.of(dokploy, "plain", folder)
              .with("DOKPLOY_MACHINE_DOCKER", "none")
              .with("DOKPLOY_MACHINE_IMAGE", "debian:bookworm")
              .with("DOKPLOY_MACHINE_USER", "dev");
      assertThat(machine.must("create").err()).contains("SSH only: devpod up of a workspace needs");
      assertThat(limit(machine, "{{.HostConfig.Privileged}}")).isEqualTo("false");
      assertThat(machine.answer("whoami; sudo -n whoami")).isEqualTo("dev\nroot");
      assertThat(machine.answer("command -v dockerd || echo none")).isEqualTo("none");
      machine.must("delete");
    }
  }

  private static String limit(Machine machine, String format) {
    String id =
        Engine.docker("ps", "-q", "--filter", "label=dev.dokployprovider.machine=" + machine.id())
            .out()
            .strip();
    return Engine.docker("inspect", "--format", format, id).out().strip();
  }
}
