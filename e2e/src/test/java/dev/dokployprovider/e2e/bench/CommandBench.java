package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Masters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;

/** What `command` and `status` cost, which clients call all day. */
final class CommandBench {
  private static final int COMMANDS = 40;
  private static final int STATUSES = 10;
  private static final int FIRSTS = 20;

  private CommandBench() {}

  static void run(Path folder) {
    var data = folder.resolve("dokploy");
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", data, "--traefik-port", "0")) {
      commandAndStatus(dokploy, folder);
    }
  }

  private static void commandAndStatus(Emulator dokploy, Path folder) {
    var machine = Machine.of(dokploy, "command", folder);
    machine.must("create");
    machine.answer("true");
    var live = new ArrayList<Cost>();
    var fresh = new ArrayList<Cost>();
    var liveStatus = new ArrayList<Cost>();
    for (int i = 0; i < COMMANDS; i++) {
      live.add(Cost.of(() -> machine.answer("true")));
      fresh.add(Cost.of(() -> PlainSsh.run(machine, "true")));
      liveStatus.add(Cost.of(machine::status));
    }
    BenchReport.ratio(
        "`command true`, live connection (CPU)",
        Cost.cpuOf(live),
        Cost.cpuOf(fresh),
        "fresh `ssh host true`",
        0.25);
    BenchReport.ratio(
        "`command true`, live connection (wall)",
        Cost.wallOf(live),
        Cost.wallOf(fresh),
        "fresh `ssh host true`",
        0.25);
    BenchReport.line("`status`, live connection: %.1f ms CPU".formatted(Cost.cpuOf(liveStatus)));

    withoutALiveConnection(dokploy, machine);

    machine.must("stop");
    statusOfStopped("http", machine, dokploy);
    statusOfStopped(
        "https",
        machine
            .with("DOKPLOY_SERVER_URL", dokploy.httpsUrl())
            .with("DOKPLOY_CA_CERT_FILE", dokploy.certificate().toString()),
        dokploy);
    machine.must("delete");
  }

  private static void statusOfStopped(String scheme, Machine machine, Emulator dokploy) {
    var stopped = new ArrayList<Cost>();
    dokploy.post("/emulator/calls/reset", Map.of());
    for (int i = 0; i < STATUSES; i++) {
      forgetStopped(machine);
      stopped.add(Cost.of(machine::status));
    }
    BenchReport.line(
        "`status`, no connection (%s): %.0f ms CPU, %.1f API calls"
            .formatted(scheme, Cost.cpuOf(stopped), dokploy.calls() / (double) STATUSES));
  }

  /** The first command, or the first after a sleep: the machine is where it was. */
  private static void withoutALiveConnection(Emulator dokploy, Machine machine) {
    var first = new ArrayList<Cost>();
    var fresh = new ArrayList<Cost>();
    dokploy.post("/emulator/calls/reset", Map.of());
    for (int i = 0; i < FIRSTS; i++) {
      Masters.end(machine);
      first.add(Cost.of(() -> machine.answer("true")));
      fresh.add(Cost.of(() -> PlainSsh.run(machine, "true")));
    }
    BenchReport.ratio(
        "`command true`, no live connection yet (wall)",
        Cost.wallOf(first),
        Cost.wallOf(fresh),
        "fresh `ssh host true`",
        1.5);
    BenchReport.line(
        "`command true`, no live connection yet: %d API calls (aim: none)"
            .formatted(dokploy.calls()));
  }

  private static void forgetStopped(Machine machine) {
    try {
      Files.deleteIfExists(machine.folder().resolve("cache").resolve("stopped"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
