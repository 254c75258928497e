package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.FreePorts;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A member who may not read Docker, which Dokploy refuses from 0.28.7 on (docs/reference/dokploy.md
 * §1.4). On the route tls it is shown by {@link RouteTlsScenario}.
 */
@Tag("lifecycle")
class MemberScenario {
  @TempDir Path folder;

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = "0.30.2")
  void with_one_port_of_its_own_a_machine_lives_its_whole_life(String version) throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      var machine = member(dokploy, "single", Integer.toString(FreePorts.one()));
      machine.must("init");
      machine.must("create");
      assertThat(machine.status()).isEqualTo("Running");
      assertThat(machine.command("cat", "in\n").out()).isEqualTo("in\n");
      assertThat(machine.answer("echo kept > \"$HOME/note\" && cat \"$HOME/note\""))
          .isEqualTo("kept");
      assertThat(machine.must("describe").out()).contains("Running");

      machine.must("stop");
      assertThat(machine.status()).isEqualTo("Stopped");
      assertThat(machine.command("true").err()).contains("is stopped");
      machine.must("start");
      assertThat(machine.answer("cat \"$HOME/note\"")).isEqualTo("kept");

      machine.must("delete");
      assertThat(machine.status()).isEqualTo("NotFound");
      assertThat(dokploy.serviceNames()).isEmpty();
      assertThat(dokploy.get("/api/docker.getContainers").toString())
          .doesNotContain("devpod-single-");
    }
  }

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = "0.30.2")
  void with_a_range_of_ports_it_is_told_the_permission_and_the_ways_around(String version) {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      var machine = member(dokploy, "range", FreePorts.range(3));
      assertThat(machine.verb("init").err()).contains("\"Access to Docker\" is missing");
      var runs = new ArrayList<Run>();
      var calls = dokploy.trafficOf(() -> runs.add(machine.verb("create")));
      var create = runs.getFirst();

      assertThat(create.exitCode()).as(create.transcript()).isEqualTo(5);
      assertThat(create.out()).isEmpty();
      assertThat(create.err())
          .contains(
              "may not do what a machine needs; nothing was begun",
              "\"Access to Docker\" is missing",
              "DOKPLOY_SSH_PORTS=2222",
              "DOKPLOY_SSH_ROUTE=tls");
      assertThat(calls.keySet()).doesNotContain("project.create", "compose.create");
      assertThat(dokploy.serviceNames()).isEmpty();
      assertThat(machine.status()).isEqualTo("NotFound");
    }
  }

  private Machine member(Emulator dokploy, String id, String ports) {
    return Machine.of(dokploy, id, folder)
        .with("DOKPLOY_API_TOKEN", dokploy.memberWithoutDocker())
        .with("DOKPLOY_SSH_PORTS", ports);
  }
}
