package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Docker;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDocker;
import dev.dokployprovider.e2e.support.RealMachine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is removed on the server while a machine is stopped: start says so and goes on. */
@Tag("lifecycle")
@NeedsDocker
class LostStateScenario {
  private static final String SQUATTER = "devpod-lost-state-" + ProcessHandle.current().pid();

  private final Docker docker = Docker.here();

  @Test
  void volumes_and_networks_that_were_removed_are_reported_and_replaced(@TempDir Path folder) {
    List<String> last;
    try (var real = new RealMachine()) {
      real.create(folder, "lost-state", "DOKPLOY_MACHINE_DOCKER", "none");
      var machine = real.machine();
      machine.answer("echo mine >/root/mine");

      machine.must("stop");
      var volumes = volumes(machine);
      docker.must("rm", docker.containerOf(machine));
      for (String volume : volumes) {
        docker.must("volume", "rm", volume);
      }
      assertThat(machine.must("start").err())
          .contains("what was in them is lost: /home, /root, /var/lib/devpod.")
          .doesNotContain("stay as they are");
      assertThat(machine.answer("ls /root/mine 2>&1 || true")).contains("No such file");
      assertThat(machine.must("describe").out()).contains("/home, /root, /var/lib/devpod: removed");

      // Its network is removed, and another one takes its addresses.
      machine.must("stop");
      String network = network(machine);
      String subnet =
          docker.must(
              "network", "inspect", "--format", "{{(index .IPAM.Config 0).Subnet}}", network);
      docker.must("network", "rm", network);
      docker.must("network", "create", "--subnet", subnet.strip(), SQUATTER);
      try {
        machine.must("start");
        assertThat(machine.answer("echo here")).isEqualTo("here");
        assertThat(network(machine)).isNotEqualTo(network);
      } finally {
        docker.must("network", "rm", SQUATTER);
      }

      // Compose hands the base image's own volumes from container to container by their names.
      machine.must("stop");
      machine.with("DOKPLOY_MACHINE_ENV", "A=1").must("start");
      assertThat(machine.answer("echo $A")).isEqualTo("1");
      last = volumes(machine);
      assertThat(last).hasSize(3);
    }
    assertThat(docker.must("volume", "ls", "-q").lines()).doesNotContainAnyElementsOf(last);
  }

  private List<String> volumes(Machine machine) {
    String names = "{{range .Mounts}}{{if eq .Type \"volume\"}}{{.Name}} {{end}}{{end}}";
    return List.of(docker.inspect(machine, names).split(" "));
  }

  private String network(Machine machine) {
    return docker
        .inspect(machine, "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}")
        .strip();
  }
}
