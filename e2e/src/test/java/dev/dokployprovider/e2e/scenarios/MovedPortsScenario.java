package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.FreePorts;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Masters;
import dev.dokployprovider.e2e.support.NeedsDockerImages;
import dev.dokployprovider.e2e.support.UnfinishedEntry;
import dev.dokployprovider.e2e.support.Waiting;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that are restarted outside the provider are found where they are now. */
@Tag("lifecycle")
class MovedPortsScenario {

  /** As many as an editor that comes back and the desktop may start. */
  private static final int MANY = 40;

  @TempDir Path folder;

  @Test
  void two_machines_that_swap_ports_are_each_still_reached() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      String ports = FreePorts.range(2);
      var one = Machine.of(dokploy, "one", folder).with("DOKPLOY_SSH_PORTS", ports);
      var two = Machine.of(dokploy, "two", folder).with("DOKPLOY_SSH_PORTS", ports);
      one.must("create");
      two.must("create");
      one.answer("echo one > \"$HOME/who\"");
      two.answer("echo two > \"$HOME/who\"");

      // On Dokploy's page, and in the other order: the two ports change hands.
      dokploy.act("stop", "one");
      dokploy.act("stop", "two");
      dokploy.act("start", "two");
      dokploy.act("start", "one");

      assertThat(one.answer("cat \"$HOME/who\"")).isEqualTo("one");
      assertThat(two.answer("cat \"$HOME/who\"")).isEqualTo("two");
      assertThat(one.status()).isEqualTo("Running");
    }
  }

  @Test
  void of_many_commands_at_once_one_finds_out_where_the_machine_is_now() throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var machine =
          Machine.of(dokploy, "asked", folder).with("DOKPLOY_SSH_PORTS", FreePorts.range(4));
      machine.must("create");
      String before = portOf(machine);
      dokploy.act("stop", "asked");
      Waiting.until("the live connection has ended", () -> Masters.of(machine).isEmpty());
      dokploy.act("start", "asked");
      dokploy.post("/emulator/calls/reset", Map.of());

      var calls = new ArrayList<UnfinishedEntry>();
      for (int i = 0; i < MANY; i++) {
        calls.add(machine.beginCommand("cat; echo " + i + "; exit " + i));
      }
      for (int i = 0; i < MANY; i++) {
        assertThat(calls.get(i).withInput("in ").end())
            .isEqualTo(new UnfinishedEntry.Outcome(i, "in " + i + "\n", ""));
      }

      assertThat(portOf(machine)).as("the machine has moved").isNotEqualTo(before);
      assertThat(Masters.of(machine)).hasSize(1);
      assertThat(dokploy.calls()).as("calls to Dokploy").isLessThan(10);
    }
  }

  private static String portOf(Machine machine) throws IOException {
    return Files.readString(machine.folder().resolve("ssh_config"))
        .lines()
        .filter(line -> line.strip().startsWith("Port "))
        .findFirst()
        .orElseThrow();
  }

  @NeedsDockerImages
  @Test
  void ports_that_something_else_has_on_the_server_are_passed_over() throws IOException {
    Engine.DOCKER.required();
    String ports = FreePorts.range(6);
    int first = Integer.parseInt(ports.substring(0, ports.indexOf('-')));
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"));
        var _ = new ServerSocket(first);
        var _ = new ServerSocket(first + 1)) {
      String name = "squeezed-" + ProcessHandle.current().pid();
      var machine = Machine.of(dokploy, name, folder).with("DOKPLOY_SSH_PORTS", ports);
      machine.must("create");
      assertThat(machine.answer("echo here")).isEqualTo("here");
      machine.must("stop");

      assertThat(machine.must("start").exitCode()).isZero();
      assertThat(machine.answer("echo again")).isEqualTo("again");
      machine.must("delete");
      assertThat(Engine.docker("images", "-q", "devpod-" + name + "-*").out())
          .as("since 0.30.0 Dokploy can remove an image, and delete has it removed")
          .isEmpty();

      // Where all of them are, it is said and nothing is left.
      String taken = first + "-" + (first + 1);
      var none = Machine.of(dokploy, "none", folder).with("DOKPLOY_SSH_PORTS", taken);
      var run = none.verb("create");
      assertThat(run.exitCode()).as(run.transcript()).isEqualTo(6);
      assertThat(run.err()).contains("no free port in DOKPLOY_SSH_PORTS (" + taken + ")");
      assertThat(dokploy.serviceNames()).isEmpty();
    }
  }
}
