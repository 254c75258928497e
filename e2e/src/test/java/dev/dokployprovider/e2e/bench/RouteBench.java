package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Noise;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast bytes go through the route tls, up and down: `command` over the live connection, against
 * a fresh ssh straight to the container's address. The TLS on the way costs at both its ends, and
 * both are on this computer.
 */
final class RouteBench {
  private static final Path NULL = Path.of("/dev/null");

  private RouteBench() {}

  static void run(Path folder) {
    try (var dokploy =
        Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"), "--traefik-port", "0")) {
      var machine =
          Machine.of(dokploy, "inside", folder)
              .with("DOKPLOY_SSH_ROUTE", "tls")
              .with("DOKPLOY_SSH_TLS_PORT", dokploy.file("traefik-port"));
      machine.must("create");
      Path noise = folder.resolve("noise");
      try (OutputStream out = Files.newOutputStream(noise)) {
        new Noise().write(out, BytesBench.MEGABYTES);
      }
      compare(machine, "up", "cat >/tmp/noise", noise);
      compare(machine, "down", "cat /tmp/noise", NULL);
      machine.must("delete");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(Machine machine, String direction, String text, Path stdin) {
    BytesBench.compare(
        machine, direction + " the route tls", text, straight(machine, text), stdin, 0.5);
  }

  /** To the container itself, with the same keys and settings. */
  private static List<String> straight(Machine machine, String text) {
    var command = new ArrayList<>(PlainSsh.command(machine, text));
    command.addAll(
        3,
        List.of(
            "-o",
            "ProxyCommand=none",
            "-o",
            "HostName=" + machine.answer("hostname -i").split(" ", 2)[0],
            "-o",
            "Port=22"));
    return command;
  }
}
