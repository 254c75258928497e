package dev.dokployprovider.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What `command` and `status` cost, which clients call all day. */
final class CommandBench {
  private static final int COMMANDS = 40;
  private static final int STATUSES = 10;

  private CommandBench() {}

  static void run(Path folder) {
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
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
      fresh.add(Cost.of(() -> freshSsh(machine)));
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

    machine.must("stop");
    var stopped = new ArrayList<Cost>();
    dokploy.post("/emulator/calls/reset", Map.of());
    for (int i = 0; i < STATUSES; i++) {
      forgetStopped(machine);
      stopped.add(Cost.of(machine::status));
    }
    BenchReport.line(
        "`status`, no connection (http): %.0f ms CPU, %.1f API calls"
            .formatted(Cost.cpuOf(stopped), dokploy.calls() / (double) STATUSES));
    machine.must("delete");
  }

  private static void freshSsh(Machine machine) {
    var run =
        Run.of(
            List.of(
                "ssh",
                "-F",
                machine.folder().resolve("ssh_config").toString(),
                "-o",
                "ControlPath=none",
                "machine",
                "true"),
            Engine.plainEnvironment(),
            "",
            Duration.ofMinutes(1));
    if (run.exitCode() != 0) {
      throw new AssertionError(run.transcript());
    }
  }

  private static void forgetStopped(Machine machine) {
    try {
      Files.deleteIfExists(machine.folder().resolve("cache").resolve("stopped"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
