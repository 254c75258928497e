package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.FreePorts;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Masters;
import dev.dokployprovider.e2e.support.Run;
import dev.dokployprovider.e2e.support.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ways to a machine that take what is sent and say nothing, and no live connection: what `command`
 * says of it must be there before DevPod ends it, whichever way it is. All of them wait at once.
 */
@Tag("lifecycle")
class SilentRoutesScenario {
  /**
   * Generous, as these calls share a busy computer: DevPod's own limit is 20 s
   * (docs/reference/devpod.md §2.4), and that all tries together keep to it is SearchLimitTest's.
   * Each for itself they took a minute.
   */
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Path folder;
  private final Emulator dokploy;
  private final List<TcpProxy> ways = new ArrayList<>();

  SilentRoutesScenario(@TempDir Path folder) {
    this.folder = folder;
    // Where Dokploy itself is reached at another address, this is the machines' second one.
    dokploy =
        Emulator.start(
            Engine.PROCESS,
            "0.30.2",
            folder.resolve("dokploy"),
            "--traefik-port",
            "0",
            "--ip-address",
            "127.0.0.4");
  }

  @AfterEach
  void stop() {
    ways.forEach(TcpProxy::close);
    dokploy.close();
  }

  @Test
  void what_is_said_of_a_silent_way_comes_before_the_client_gives_up() throws IOException {
    int alone = FreePorts.one();
    int twofold = FreePorts.one();
    int traefik = Integer.parseInt(dokploy.file("traefik-port"));
    try (var jump = new ServerSocket()) {
      jump.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.6"), 0));
      way("127.0.0.3", URI.create(dokploy.url()).getPort());

      var one = machine("one", "127.0.0.2").with("DOKPLOY_SSH_PORTS", "" + alone);
      var two =
          Machine.of(dokploy, "two", folder)
              .with("DOKPLOY_SERVER_URL", dokploy.url().replace("127.0.0.1", "127.0.0.3"))
              .with("DOKPLOY_SSH_PORTS", "" + twofold);
      var tls =
          machine("tls", "127.0.0.5")
              .with("DOKPLOY_SSH_ROUTE", "tls")
              .with("DOKPLOY_SSH_TLS_PORT", "" + traefik);
      var inside = machine("inside", "127.0.0.1");
      var frozen =
          List.of(
              way("127.0.0.2", alone),
              way("127.0.0.3", twofold),
              way("127.0.0.4", twofold),
              way("127.0.0.5", traefik));
      for (var machine : List.of(one, two, tls, inside)) {
        machine.must("create");
        Masters.end(machine);
      }
      frozen.forEach(TcpProxy::freeze);

      var silent =
          Map.of(
              one,
              "127.0.0.2:" + alone + ": no answer in time",
              two,
              "127.0.0.4:" + twofold + ": no answer in time",
              tls,
              "127.0.0.5:" + traefik + ": no answer in time",
              // Whether its silence or the end of our time comes first depends on the computer.
              throughJump(inside, jump.getLocalPort()),
              "Try the jump host yourself");
      var told = new LinkedHashMap<String, CompletableFuture<Told>>();
      silent.keySet().forEach(machine -> told.put(silent.get(machine), told(machine)));

      told.forEach((words, call) -> {
        var answer = call.join();
        assertThat(answer.run().exitCode()).isEqualTo(255);
        assertThat(answer.run().err()).contains(words);
        assertThat(answer.took()).as(words).isLessThan(SOON);
      });
    }
  }

  private Machine machine(String id, String host) {
    return Machine.of(dokploy, id, folder).with("DOKPLOY_SSH_HOST", host);
  }

  private TcpProxy way(String host, int port) throws IOException {
    var way = TcpProxy.start(host, port, Duration.ZERO);
    ways.add(way);
    return way;
  }

  /** Emulated containers have no address of their own, so such a machine can't be made here. */
  private static Machine throughJump(Machine machine, int port) throws IOException {
    Path record = machine.folder().resolve("dokploy.json");
    Files.writeString(
        record, Files.readString(record).replace("\"route\":\"port\"", "\"route\":\"jump\""));
    Files.delete(machine.folder().resolve("ssh_config"));
    return machine
        .with("DOKPLOY_SSH_ROUTE", "jump")
        .with("DOKPLOY_SSH_JUMP", "nobody@127.0.0.6:" + port);
  }

  private static CompletableFuture<Told> told(Machine machine) {
    return CompletableFuture.supplyAsync(
        () -> {
          long start = System.nanoTime();
          var run = machine.command("true");
          return new Told(run, Duration.ofNanos(System.nanoTime() - start));
        },
        task -> Thread.ofVirtual().start(task));
  }

  private record Told(Run run, Duration took) {}
}
