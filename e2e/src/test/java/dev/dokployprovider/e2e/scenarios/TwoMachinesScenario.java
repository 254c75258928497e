package dev.dokployprovider.e2e.scenarios;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDockerNetwork;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two machines at once are two machines, wherever their ports move. */
@Tag("lifecycle")
class TwoMachinesScenario {
  @TempDir Path folder;

  @NeedsDockerNetwork
  @Test
  void each_command_reaches_its_own_machine_also_after_restarts_in_the_other_order() {
    Engine.DOCKER.required();
    try (var dokploy = Emulator.start(Engine.DOCKER, "0.30.2", folder.resolve("dokploy"))) {
      MachineCases.two(Machine.of(dokploy, "one", folder), Machine.of(dokploy, "two", folder));
    }
  }
}
