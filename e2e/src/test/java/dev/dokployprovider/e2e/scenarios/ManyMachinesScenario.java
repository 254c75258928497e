package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Crowd;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.FreePorts;
import dev.dokployprovider.e2e.support.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many at once: each gets a machine and an address of its own, and all are in one project. */
@Tag("lifecycle")
class ManyMachinesScenario {
  private static final int MANY = 20;

  /** As many as sshd would allow over one connection by default. */
  private static final int COMMANDS_OF_EACH = 10;

  private static final int FEW = 2;

  @TempDir Path folder;

  private final UUID run = UUID.randomUUID();

  @Test
  void many_first_creates_at_once_are_as_many_machines_and_each_of_many_commands_reaches_its_own() {
    try (var dokploy = start("0.30.2")) {
      var crowd = Crowd.of(dokploy, "many", MANY, folder);
      crowd.must("create");
      assertThat(dokploy.serviceNames())
          .containsExactlyInAnyOrderElementsOf(crowd.map(Machine::id));
      assertThat(crowd.addresses()).hasSize(MANY).doesNotHaveDuplicates();
      crowd.atOnce(machine -> machine.answer("echo " + secretOf(machine) + " > ~/secret"));
      var commands = crowd.times(COMMANDS_OF_EACH);
      assertThat(commands.atOnce(machine -> machine.answer("cat ~/secret")))
          .isEqualTo(commands.map(this::secretOf));
      assertThat(dokploy.get("/api/project.all").items()).hasSize(1);
      crowd.must("delete");
      assertThat(dokploy.serviceNames()).isEmpty();
    }
  }

  /**
   * That it is so whenever the other one begins, on both releases, is in the provider's AtOnceTest.
   */
  @Test
  void two_first_creates_of_two_users_at_once_end_with_one_project() {
    try (var dokploy = start("0.22.7")) {
      var crowd =
          new Crowd(
              List.of(
                  Machine.of(dokploy, "of-one", folder.resolve("one")),
                  Machine.of(dokploy, "of-two", folder.resolve("two"))));
      // Neither sees the other's project before it makes its own.
      dokploy.post(
          "/emulator/faults",
          Map.of("procedure", "project.create", "kind", "latency", "millis", 10_000, "count", 2));
      crowd.must("create");
      assertThat(dokploy.get("/emulator/calls").at("project.create").at("calls").number())
          .as("both made a project")
          .isEqualTo(2);
      assertThat(dokploy.get("/api/project.all").items()).hasSize(1);
      assertThat(crowd.atOnce(machine -> machine.answer("echo up"))).containsOnly("up");
      crowd.must("delete");
      assertThat(dokploy.get("/api/project.all").items()).hasSize(1);
    }
  }

  @Test
  void a_range_of_ports_that_is_used_up_fails_the_next_create_which_leaves_nothing() {
    try (var dokploy = start("0.30.2")) {
      String ports = FreePorts.range(FEW);
      var crowd = Crowd.of(dokploy, "few", FEW, ports, folder);
      crowd.must("create");
      var names = dokploy.serviceNames();
      var late = Machine.of(dokploy, "late", folder).with("DOKPLOY_SSH_PORTS", ports);
      var create = late.verb("create");
      assertThat(create.exitCode()).as(create.transcript()).isEqualTo(6);
      assertThat(create.err()).contains("no free port in DOKPLOY_SSH_PORTS (" + ports + ")");
      assertThat(dokploy.serviceNames()).isEqualTo(names);
      assertThat(late.status()).isEqualTo("NotFound");
      crowd.machines().getFirst().must("delete");
      late.must("create");
      assertThat(late.answer("echo up")).isEqualTo("up");
    }
  }

  /** What only this machine of only this run has. */
  private String secretOf(Machine machine) {
    return machine.id() + "-" + run;
  }

  private Emulator start(String version) {
    return Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"));
  }
}
