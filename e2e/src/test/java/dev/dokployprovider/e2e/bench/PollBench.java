package dev.dokployprovider.e2e.bench;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Masters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * What DevPod's desktop costs that looks at ten machines all the time: every five seconds `status`
 * and `command` of each (docs/reference/devpod.md §2.3).
 */
final class PollBench {
  private static final int MACHINES = 10;
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final int TIMES = 12;

  /** The agent's call, with a workspace's description in it. */
  private static final String COMMAND =
      ": agent workspace status --workspace-info '" + "H4sIAAAAAAAA/".repeat(1000) + "'";

  private PollBench() {}

  static void run(Path folder) {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var machines = new ArrayList<Machine>();
      for (int i = 0; i < MACHINES; i++) {
        var machine =
            Machine.of(dokploy, "poll-" + i, folder).with("DOKPLOY_SSH_PORTS", "23000-23099");
        machine.must("create");
        machines.add(machine);
      }
      long calls = dokploy.calls();
      poll(machines);
      BenchReport.line("... with %d API calls".formatted(dokploy.calls() - calls));
      machines.forEach(machine -> machine.must("delete"));
    }
  }

  private static void poll(List<Machine> machines) {
    var masters = machines.stream().flatMap(machine -> Masters.of(machine).stream()).toList();
    var children = Cpu.ofChildren();
    var connections = Cpu.of(masters);
    long start = System.nanoTime();
    for (int i = 0; i < TIMES; i++) {
      LockSupport.parkNanos(start + i * EVERY.toNanos() - System.nanoTime());
      machines.stream()
          .map(machine ->
              CompletableFuture.runAsync(() -> look(machine), Thread::startVirtualThread))
          .toList()
          .forEach(CompletableFuture::join);
    }
    LockSupport.parkNanos(start + TIMES * EVERY.toNanos() - System.nanoTime());
    BenchReport.line(
        "%d machines looked at every %d s for a minute: %d ms CPU, and %d ms of the live connections"
            .formatted(
                MACHINES,
                EVERY.toSeconds(),
                Cpu.ofChildren().minus(children).toMillis(),
                Cpu.of(masters).minus(connections).toMillis()));
  }

  private static void look(Machine machine) {
    if (!machine.status().equals("Running")) {
      throw new AssertionError(machine.id() + " is not running");
    }
    machine.answer(COMMAND);
  }
}
