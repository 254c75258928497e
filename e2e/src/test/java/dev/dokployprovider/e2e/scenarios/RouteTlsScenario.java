package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.FreePorts;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDockerNetwork;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.TlsRelay;
import dev.dokployprovider.e2e.support.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route tls: SSH inside TLS through what stands for Dokploy's Traefik. */
@Tag("lifecycle")
class RouteTlsScenario {
  private static final int FAILED_LOGINS = 100;

  @TempDir Path folder;

  private Emulator start(Engine engine) {
    engine.required();
    return Emulator.start(engine, "0.30.2", folder.resolve("dokploy"), "--traefik-port", "0");
  }

  private Machine machine(Emulator dokploy, String id) {
    return Machine.of(dokploy, id, folder)
        .with("DOKPLOY_SSH_ROUTE", "tls")
        .with("DOKPLOY_SSH_TLS_PORT", dokploy.file("traefik-port"));
  }

  @Test
  void a_member_who_may_not_read_Docker_uses_a_machine_without_any_open_port() throws Exception {
    try (var dokploy = start(Engine.PROCESS)) {
      var machine =
          machine(dokploy, "named").with("DOKPLOY_API_TOKEN", dokploy.memberWithoutDocker());

      machine.must("create");
      // That one asks ahead for what it may need, before it knows what the member may do.
      dokploy.post("/emulator/calls/reset", Map.of());
      assertThat(machine.status()).isEqualTo("Running");
      assertThat(composeFile(dokploy)).doesNotContain("ports:").contains("dokploy-network");
      assertThat(machine.must("describe").out())
          .contains("through Traefik", "Warning: the machine is on dokploy-network");
      assertThat(machine.command("exit 44").exitCode()).isEqualTo(44);
      assertThat(machine.command("cat", "in\nand out\n").out()).isEqualTo("in\nand out\n");
      machine.answer("echo kept > \"$HOME/note\"");

      // On Dokploy's page: the name stays, so no search is needed for where the machine is.
      dokploy.act("stop", "named");
      Waiting.until("the connection is noticed to be gone", () -> !isConnected(machine));
      dokploy.act("start", "named");
      assertThat(machine.answer("cat \"$HOME/note\"")).isEqualTo("kept");

      machine.must("stop");
      assertThat(machine.status()).isEqualTo("Stopped");
      assertThat(machine.command("true").err()).contains("is stopped");
      machine.must("start");
      assertThat(machine.answer("cat \"$HOME/note\"")).isEqualTo("kept");
      machine.must("delete");
      assertThat(machine.status()).isEqualTo("NotFound");
      assertThat(dokploy.get("/emulator/calls").names()).doesNotContain("docker.getContainers");
    }
  }

  @NeedsDockerNetwork
  @Test
  void a_hundred_failed_logins_through_the_same_proxy_do_not_lock_the_owner_out() throws Exception {
    try (var dokploy = start(Engine.DOCKER)) {
      var machine = machine(dokploy, "patient");
      machine.must("create");
      var stranger = folder.resolve("stranger");
      ssh("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", stranger.toString());
      Path config = folder.resolve("strange_config");
      try (var relay = TlsRelay.to(dokploy.file("traefik-port"), nameOf(machine))) {
        Files.writeString(
            config,
            Files.readString(machine.folder().resolve("ssh_config"))
                    .replaceAll(
                        "(?m)^ *(ProxyCommand|ControlPath|Port|HostName|IdentityFile|ConnectTimeout|ServerAlive\\w+) .*$",
                        "")
                + "\n  HostName 127.0.0.1\n  Port "
                + relay.port()
                + "\n  IdentityFile "
                + stranger
                + "\n  ConnectTimeout 60\n");
        for (Run run :
            atOnce(10, FAILED_LOGINS, "ssh", "-F", config.toString(), "machine", "true")) {
          assertThat(run.err()).contains("Permission denied (publickey)");
        }
      }
      assertThat(freshly(machine, "echo in").out()).isEqualTo("in\n");
      machine.must("delete");
    }
  }

  @Test
  void a_Traefik_that_does_not_answer_is_named_with_what_happened() throws Exception {
    try (var dokploy = start(Engine.PROCESS)) {
      var machine = machine(dokploy, "closed");
      machine.must("create");
      ssh("ssh", "-F", config(machine), "-O", "exit", "machine");
      Files.delete(machine.folder().resolve("ssh_config"));

      int unused = FreePorts.one();
      var lost = machine.with("DOKPLOY_SSH_TLS_PORT", "" + unused).command("true");
      assertThat(lost.exitCode()).isEqualTo(255);
      assertThat(lost.err())
          .contains("127.0.0.1:" + unused + ": the connection is refused", "Traefik must answer");
      machine.must("delete");
    }
  }

  @Test
  void another_route_is_taken_at_the_next_start_and_the_old_one_used_until_then() {
    try (var dokploy = start(Engine.PROCESS)) {
      var byName = machine(dokploy, "moving");
      byName.must("create");
      byName.answer("echo kept > \"$HOME/note\"");
      var byPort = byName.with("DOKPLOY_SSH_ROUTE", "port");
      dokploy.act("stop", "moving");
      Waiting.until("the connection is noticed to be gone", () -> !isConnected(byPort));
      dokploy.act("start", "moving");
      assertThat(byPort.answer("cat \"$HOME/note\"")).isEqualTo("kept");

      byPort.must("stop");
      byPort.must("start");
      assertThat(composeFile(dokploy)).contains("ports:").doesNotContain("dokploy-network");
      assertThat(byPort.answer("cat \"$HOME/note\"")).isEqualTo("kept");
      byPort.must("delete");
    }
  }

  private static String composeFile(Emulator dokploy) {
    return dokploy.get("/emulator/compose-files").members().getFirst().toString();
  }

  private static boolean isConnected(Machine machine) {
    return ssh("ssh", "-F", config(machine), "-O", "check", "machine").exitCode() == 0;
  }

  /** Over a connection of its own. */
  private static Run freshly(Machine machine, String command) {
    // A busy computer needs more than ssh's usual time to start Java on the way.
    return ssh(
        "ssh",
        "-F",
        config(machine),
        "-o",
        "ControlPath=none",
        "-o",
        "ConnectTimeout=60",
        "machine",
        command);
  }

  private static String config(Machine machine) {
    return machine.folder().resolve("ssh_config").toString();
  }

  private static String nameOf(Machine machine) throws java.io.IOException {
    return Files.readString(machine.folder().resolve("ssh_config"))
        .lines()
        .filter(line -> line.contains("ProxyCommand"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElseThrow();
  }

  private static Run ssh(String... command) {
    return Run.of(List.of(command), Engine.plainEnvironment(), "", Duration.ofMinutes(2));
  }

  private static List<Run> atOnce(int threads, int times, String... command)
      throws ExecutionException, InterruptedException {
    var runs = new ArrayList<Run>();
    try (var executor = Executors.newFixedThreadPool(threads)) {
      var futures = new ArrayList<Future<Run>>();
      for (int i = 0; i < times; i++) {
        futures.add(executor.submit(() -> ssh(command)));
      }
      for (var future : futures) {
        runs.add(future.get());
      }
    }
    return runs;
  }
}
