package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.FreePorts;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Masters;
import dev.dokployprovider.e2e.support.NeedsDockerNetwork;
import dev.dokployprovider.e2e.support.TcpProxy;
import dev.dokployprovider.e2e.support.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A way to the machine that falls silent, its packets dropped and no reset: a laptop that slept, a
 * firewall that forgot. The way is a proxy at another loopback address, which the machine is
 * reached by.
 */
@Tag("lifecycle")
@NeedsDockerNetwork
class SilentPeerScenario {
  /**
   * DevPod's limit for the first answer (docs/reference/devpod.md §2.4); ssh gives up after 9 s.
   */
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(20);

  /** How long Dokploy is silent too; its answer is not waited for. */
  private static final Duration HELD = Duration.ofMinutes(2);

  private final Emulator dokploy;
  private final TcpProxy way;
  private final Machine machine;

  SilentPeerScenario(@TempDir Path folder) throws IOException {
    Engine.DOCKER.required();
    int port = FreePorts.one();
    way = TcpProxy.start("127.0.0.2", port, Duration.ZERO);
    dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"));
    machine =
        Machine.of(dokploy, "silent", folder)
            .with("DOKPLOY_SSH_HOST", "127.0.0.2")
            .with("DOKPLOY_SSH_PORTS", "127.0.0.1:" + port + "-" + port);
    machine.must("create");
  }

  @AfterEach
  void stop() {
    way.close();
    dokploy.close();
  }

  @Test
  void a_command_that_meets_the_silence_is_answered_in_the_same_call() throws IOException {
    assertThat(machine.answer("echo before")).isEqualTo("before");
    long start = System.nanoTime();
    way.freeze();
    var call = machine.beginCommand("echo after");
    way.thaw();

    call.awaitLine("after");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FIRST_ANSWER);
    assertThat(call.withInput("").exitCode()).isZero();
    assertThat(machine.status()).isEqualTo("Running");
    machine.must("delete");
  }

  @Test
  void a_machine_that_stays_silent_is_not_Running_and_comes_back() {
    assertThat(machine.status()).isEqualTo("Running");
    way.freeze();
    Waiting.until("the live connection is given up", () -> Masters.of(machine).isEmpty());

    assertThat(machine.status()).isEqualTo("Busy");
    var refused = machine.command("true");
    assertThat(refused.exitCode()).isEqualTo(255);
    assertThat(refused.err()).contains("127.0.0.2:");

    dokploy.post(
        "/emulator/faults",
        Map.of("procedure", "*", "kind", "latency", "count", 100, "millis", HELD.toMillis()));
    long start = System.nanoTime();
    assertThat(machine.command("true").exitCode()).isEqualTo(255);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HELD.dividedBy(2));

    dokploy.post("/emulator/faults/clear", Map.of());
    way.thaw();
    assertThat(machine.answer("echo back")).isEqualTo("back");
    assertThat(machine.status()).isEqualTo("Running");
    machine.must("delete");
  }
}
