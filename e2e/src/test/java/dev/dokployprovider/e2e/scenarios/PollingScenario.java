package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Crowd;
import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Footprint;
import dev.dokployprovider.e2e.support.Machine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The desktop looks at every machine all day long: `status` and `command` of each
 * (docs/reference/devpod.md §2.3). A few rounds here; {@code make soak} takes an hour, with twenty
 * machines.
 */
class PollingScenario {
  private static final int MACHINES = Integer.getInteger("soak.machines", 2);
  private static final Duration LONG = Duration.ofSeconds(Integer.getInteger("soak.seconds", 3));
  private static final Duration EVERY = Duration.ofMillis(Integer.getInteger("soak.millis", 250));

  /** The agent's call, with a workspace's description in it. */
  private static final String COMMAND =
      ": agent workspace status --workspace-info '" + "H4sIAAAAAAAA/".repeat(1000) + "'";

  @TempDir Path folder;

  @Test
  void looking_at_machines_all_the_time_leaves_nothing_behind_and_asks_dokploy_nothing() {
    try (var dokploy = Emulator.start(Engine.PROCESS, "0.30.2", folder.resolve("dokploy"))) {
      var crowd =
          Crowd.of(dokploy, "poll", MACHINES, folder).with("XDG_CACHE_HOME", cache().toString());
      crowd.machines().forEach(machine -> machine.must("create"));
      look(crowd);
      look(crowd);
      long calls = dokploy.calls();
      var before = footprint(crowd.machines());

      long rounds = lookFor(crowd, LONG);

      var after = footprint(crowd.machines());
      System.out.printf("%d rounds: %s before, %s after%n", rounds, before, after);
      assertThat(rounds).isGreaterThan(1);
      assertThat(dokploy.calls() - calls).as("calls of Dokploy").isZero();
      assertThat(after.processes()).isEqualTo(before.processes());
      assertThat(after.descriptors()).isEqualTo(before.descriptors());
      assertThat(after.files()).isEqualTo(before.files());
      assertThat(after.kilobytes()).isLessThan(before.kilobytes() + 100L * MACHINES);
      crowd.must("delete");
      Footprint.awaitNoProcess(folder);
    }
  }

  private Footprint footprint(List<Machine> machines) {
    return Footprint.of(
        machines, List.of(folder.resolve("machines"), folder.resolve("data"), cache()));
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private static long lookFor(Crowd crowd, Duration time) {
    long start = System.nanoTime();
    long rounds = 0;
    while (System.nanoTime() - start < time.toNanos()) {
      look(crowd);
      rounds++;
      LockSupport.parkNanos(start + rounds * EVERY.toNanos() - System.nanoTime());
    }
    return rounds;
  }

  private static void look(Crowd crowd) {
    assertThat(crowd.atOnce(Machine::status)).containsOnly("Running");
    crowd.atOnce(machine -> machine.answer(COMMAND));
  }
}
