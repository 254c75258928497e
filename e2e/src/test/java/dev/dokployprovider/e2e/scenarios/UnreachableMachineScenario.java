package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.FreePorts;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Masters;
import dev.dokployprovider.e2e.support.NeedsDockerNetwork;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.TcpProxy;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What else may stand at a machine's address, and what is said of it. */
@Tag("lifecycle")
class UnreachableMachineScenario {
  /** Loopback too, but not where the emulator's machines listen. */
  private static final String ELSEWHERE = "127.0.0.7";

  @TempDir Path folder;

  private Emulator process(String... more) {
    return Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"), more);
  }

  /** With the one port that it may have, so that a test knows where it is. */
  private Machine machine(Emulator dokploy, String id, int port) {
    return Machine.of(dokploy, id, folder).with("DOKPLOY_SSH_PORTS", "" + port);
  }

  @Test
  void another_key_where_Docker_says_that_the_machine_is_is_a_problem_and_never_spoken_to()
      throws IOException {
    try (var dokploy = process()) {
      var machine = Machine.of(dokploy, "mine", folder);
      machine.must("create");
      Masters.end(machine);
      Path known = machine.folder().resolve("known_hosts");
      String own = Files.readString(known);
      Files.writeString(known, own.split(" ", 2)[0] + " " + strangersKey());

      var refused = machine.command("echo unheard > \"$HOME/heard\"");
      assertThat(refused.exitCode()).isEqualTo(255);
      assertThat(refused.err()).contains("Host key mismatch at 127.0.0.1");
      assertThat(machine.verb("status").exitCode()).as("status").isEqualTo(6);

      Files.writeString(known, own);
      assertThat(machine.command("ls \"$HOME/heard\"").exitCode()).isNotZero();
    }
  }

  @Test
  void a_server_behind_a_CDN_is_found_at_the_address_that_it_knows_of_itself_else_it_is_named()
      throws IOException {
    int port = FreePorts.one();
    try (var dokploy = process("--ip-address", "127.0.0.1");
        var _ = webServer(port);
        var _ = TcpProxy.start(ELSEWHERE, portOf(dokploy.url()), Duration.ZERO)) {
      var machine =
          machine(dokploy, "found", port)
              .with("DOKPLOY_SERVER_URL", dokploy.url().replace("127.0.0.1", ELSEWHERE));
      machine.must("create");
      assertThat(machine.answer("echo past")).isEqualTo("past");

      Masters.end(machine);
      Files.delete(machine.folder().resolve("ssh_config"));
      var lost = machine.with("DOKPLOY_SSH_HOST", ELSEWHERE).command("true");
      assertThat(lost.exitCode()).isEqualTo(255);
      assertThat(lost.err())
          .contains(
              ELSEWHERE + ":" + port + ": what answers is no SSH server",
              "Docker says: container",
              "is running",
              "CDN",
              "DOKPLOY_SSH_HOST",
              "DOKPLOY_SSH_ROUTE=tls or jump");
    }
  }

  @NeedsDockerNetwork
  @Test
  void ports_of_one_IPv6_address_are_published_and_reached_there() {
    Engine.DOCKER.required();
    Assumptions.assumeTrue(hasIpv6(), "this computer has no IPv6 on loopback");
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      var machine =
          Machine.of(dokploy, "six", folder)
              .with("DOKPLOY_SSH_PORTS", "[::1]:" + FreePorts.range(3));
      machine.must("create");
      assertThat(
              Run.of(
                      List.of(
                          "grep",
                          "HostName ::1",
                          machine.folder().resolve("ssh_config").toString()),
                      Engine.plainEnvironment(),
                      "",
                      Duration.ofMinutes(1))
                  .exitCode())
          .isZero();
      assertThat(machine.answer("echo six")).isEqualTo("six");
      machine.must("delete");
    }
  }

  private static boolean hasIpv6() {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(Inet6Address.ofLiteral("::1"), 0));
      return true;
    } catch (IOException none) {
      return false;
    }
  }

  private static int portOf(String url) {
    return URI.create(url).getPort();
  }

  private String strangersKey() throws IOException {
    Path key = folder.resolve("stranger");
    Run.of(
        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()),
        Engine.plainEnvironment(),
        "",
        Duration.ofMinutes(1));
    return Files.readString(folder.resolve("stranger.pub"));
  }

  /** What a CDN answers to a client that does not speak HTTP. */
  private static ServerSocket webServer(int port) throws IOException {
    var server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.ofLiteral(ELSEWHERE), port));
    Thread.startVirtualThread(() -> {
      while (!server.isClosed()) {
        try (var client = server.accept()) {
          while (client.getInputStream().read() > '\n') {}
          client
              .getOutputStream()
              .write(
                  "HTTP/1.1 400 Bad Request\r\nServer: cdn\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException next) {
          // That one hung up first, or the server is closed.
        }
      }
    });
    return server;
  }
}
