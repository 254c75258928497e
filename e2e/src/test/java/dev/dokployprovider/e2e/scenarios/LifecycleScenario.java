package dev.dokployprovider.e2e.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dokployprovider.e2e.support.Emulator;
import dev.dokployprovider.e2e.support.Engine;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.NeedsDocker;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A machine's whole life, on real containers. On the emulator's own machines it is one of those
 * that {@link LiveScenario} runs.
 */
@Tag("lifecycle")
class LifecycleScenario {
  @TempDir Path folder;

  @NeedsDocker
  @ParameterizedTest(name = "{0}, Dokploy {1}")
  @CsvSource({"DOCKER, 0.30.2", "DOCKER, 0.22.7"})
  void a_machine_is_created_used_stopped_started_and_deleted(Engine engine, String version) {
    engine.required();
    try (var dokploy = Emulator.start(engine, version, folder.resolve("dokploy"))) {
      var machine = Machine.of(dokploy, "life-" + engine.word(), folder);

      assertThat(machine.must("init").out()).contains("Dokploy " + version);
      MachineCases.whole(machine);
    }
  }
}
