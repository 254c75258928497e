package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.JumpHost;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Masters;
import dev.dokployprovider.e2e.support.NeedsDockerNetwork;
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

/** The route jump: through an SSH server of the user's, to the container's own address. */
@Tag("lifecycle")
class RouteJumpScenario {
  @TempDir Path folder;

  @NeedsDockerNetwork
  @Test
  void a_machine_without_any_open_port_is_used_through_a_host_that_only_the_users_config_knows()
      throws IOException {
    Engine.DOCKER.required();
    try (var jump = JumpHost.start(folder.resolve("jump"));
        var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      var machine =
          Machine.of(dokploy, "inside", folder)
              .with("PATH", jump.path())
              .with("DOKPLOY_SSH_ROUTE", "jump")
              .with("DOKPLOY_SSH_JUMP", JumpHost.ALIAS);

      machine.must("create");
      assertThat(dokploy.get("/emulator/compose-files").members().getFirst().toString())
          .doesNotContain("ports:", "dokploy-network");
      assertThat(jump.logins()).isPositive();
      assertThat(machine.status()).isEqualTo("Running");
      assertThat(machine.command("cat", "in\nand out\n").out()).isEqualTo("in\nand out\n");
      assertThat(machine.command("exit 44").exitCode()).isEqualTo(44);
      machine.answer("echo kept > \"$HOME/note\"");
      String before = address(machine);

      machine.must("stop");
      assertThat(machine.status()).isEqualTo("Stopped");
      try (var _ = Squatter.inNetworkOf(machine)) {
        machine.must("start");
        assertThat(address(machine)).as("the address after the start").isNotEqualTo(before);
        assertThat(machine.answer("cat \"$HOME/note\"")).isEqualTo("kept");
        String squeezed = address(machine);

        // On Dokploy's page, and the old address is free again.
        dokploy.act("stop", "inside");
        Waiting.until("the connection is noticed to be gone", () -> !isConnected(machine));
        Engine.docker("rm", "--force", Squatter.NAME);
        dokploy.act("start", "inside");
        // One call has 15 s for it, in which a busy computer may not even start the machine's sshd.
        Waiting.until(
            "the machine is found at its new address",
            () -> machine.command("cat \"$HOME/note\"").out().strip().equals("kept"));
        assertThat(address(machine)).isNotEqualTo(squeezed);
      }
      assertThat(ownConnection(machine, ": top-secret-marker; echo in")).isEqualTo("in");
      assertThat(jump.environments())
          .contains("DOKPLOY_COMMAND=\n")
          .doesNotContain("top-secret-marker");
      assertThat(lostOn(machine, "nowhere.invalid"))
          .contains("the jump host does not lead there: ssh: Could not resolve hostname");
      machine.must("delete");
      assertThat(machine.status()).isEqualTo("NotFound");
    }
  }

  @Test
  void a_jump_host_that_is_no_destination_is_refused_before_anything_is_made() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "bad", folder).with("DOKPLOY_SSH_ROUTE", "jump");

      var without = machine.verb("create");
      assertThat(without.exitCode()).isEqualTo(2);
      assertThat(without.err()).contains("DOKPLOY_SSH_JUMP");
      var option = machine.with("DOKPLOY_SSH_JUMP", "-oProxyCommand=touch${IFS}x").verb("create");
      assertThat(option.exitCode()).isEqualTo(2);
      assertThat(option.err()).contains("DOKPLOY_SSH_JUMP");
      assertThat(dokploy.serviceNames()).isEmpty();
    }
  }

  /** As on a computer whose OpenSSH keeps no connection. */
  private static String ownConnection(Machine machine, String command) throws IOException {
    Masters.end(machine);
    Path config = machine.folder().resolve("ssh_config");
    String kept = Files.readString(config);
    Files.writeString(config, kept.replaceAll("ControlPath .*", "ControlPath none"));
    String answer = machine.answer(command);
    Files.writeString(config, kept);
    return answer;
  }

  /** What is said where another jump host is named, and nothing is known of an earlier one. */
  private static String lostOn(Machine machine, String jumpHost) throws IOException {
    Masters.end(machine);
    Files.delete(machine.folder().resolve("ssh_config"));
    return machine.with("DOKPLOY_SSH_JUMP", jumpHost).command("true").err();
  }

  private static String address(Machine machine) throws IOException {
    return Files.readString(machine.folder().resolve("ssh_config"))
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("HostName "))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isConnected(Machine machine) {
    return Run.of(
                List.of(
                    "ssh",
                    "-F",
                    machine.folder().resolve("ssh_config").toString(),
                    "-O",
                    "check",
                    "machine"),
                Engine.plainEnvironment(),
                "",
                Duration.ofMinutes(1))
            .exitCode()
        == 0;
  }

  /** A container that has a stopped machine's address, so that the machine gets another. */
  private record Squatter() implements AutoCloseable {
    private static final String NAME =
        "devpod-route-jump-squatter-" + ProcessHandle.current().pid();

    /** Docker gives the lowest free address, which is the one that the machine had. */
    static Squatter inNetworkOf(Machine machine) throws IOException {
      String project =
          Files.readString(machine.folder().resolve("dokploy.json"))
              .replaceAll("(?s).*\"appName\":\"([^\"]+)\".*", "$1");
      Engine.docker("rm", "--force", NAME);
      var run =
          Engine.docker(
              "run",
              "--detach",
              "--name",
              NAME,
              "--network",
              network(project),
              "debian:bookworm",
              "sleep",
              "600");
      assertThat(run.exitCode()).as(run.transcript()).isZero();
      return new Squatter();
    }

    private static String network(String project) {
      String label = "label=com.docker.compose.project=" + project;
      return Engine.docker("network", "ls", "--filter", label, "--format", "{{.Name}}")
          .out()
          .strip();
    }

    @Override
    public void close() {
      Engine.docker("rm", "--force", NAME);
    }
  }
}
