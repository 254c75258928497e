package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** `describe` tells what a machine is and how it differs from what is asked for. */
class DescribeScenario {
  @TempDir Path folder;

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = {"0.22.7", "0.30.2"})
  void a_machine_is_described_in_every_state(String version) throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      var machine =
          Machine.of(dokploy, "seen", folder)
              .with("DOKPLOY_MACHINE_MEMORY", "2g")
              .with("DOKPLOY_MACHINE_ENV", "TOKEN=s3cret\nA=1");
      assertThat(fact(machine, "state"))
          .isEqualTo("NotFound. Dokploy has no service of this machine.");

      machine.must("create");
      var running = machine.must("describe");
      assertThat(running.out())
          .contains("Running, connected", "(Dokploy " + version + ")")
          .contains("DOKPLOY_MACHINE_MEMORY=2g", "DOKPLOY_MACHINE_ENV=A, TOKEN (values ")
          .contains("root on this machine can become root on its server")
          .contains("/var/lib/docker", "recreated")
          .doesNotContain("s3cret", "differs");
      assertThat(running.err()).isEmpty();

      machine.must("stop");
      assertThat(fact(machine, "state")).startsWith("Stopped. Its container is exited");
      machine.loseFolder();
      assertThat(fact(machine, "limits")).isEqualTo("DOKPLOY_MACHINE_MEMORY=2g");
    }
  }

  @Test
  void a_running_machine_whose_options_differ_is_named_option_by_option_and_to_its_user_only() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var machine =
          Machine.of(dokploy, "differs", folder)
              .with("DOKPLOY_MACHINE_MEMORY", "2g")
              .with("DOKPLOY_MACHINE_ENV", "TOKEN=old");
      machine.must("create");
      dokploy.post("/emulator/calls/reset", Map.of());

      var other =
          machine
              .with("DOKPLOY_MACHINE_MEMORY", "4g")
              .with("DOKPLOY_MACHINE_CPUS", "1.5")
              .with("DOKPLOY_MACHINE_ENV", "TOKEN=new")
              .must("describe");

      assertThat(other.out())
          .contains("DOKPLOY_MACHINE_MEMORY: deployed with 2g, the options ask for 4g")
          .contains("DOKPLOY_MACHINE_CPUS: deployed with nothing, the options ask for 1.5")
          .containsPattern("DOKPLOY_MACHINE_ENV: deployed with TOKEN \\(values [0-9a-f]{8}\\), the")
          .doesNotContain("IMAGE: deployed");
      assertThat(dokploy.get("/emulator/calls").names())
          .as("what it calls only reads")
          .containsExactlyInAnyOrder(
              "compose.one",
              "docker.getContainersByAppNameMatch",
              "docker.getConfig",
              "settings.getDokployVersion");

      var foreign = Machine.of(dokploy, "differs", folder.resolve("other")).verb("describe");
      assertThat(foreign.exitCode()).isEqualTo(6);
      assertThat(foreign.out()).isEmpty();
      assertThat(foreign.err()).contains("has a service \"differs\" that is not yours");
    }
  }

  private static String fact(Machine machine, String name) {
    return machine
        .must("describe")
        .out()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElse("");
  }
}
