package dev.dokployprovider.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often each verb may call Dokploy; each call counts twice against a key's limit. */
class CallsScenario {
  @TempDir Path folder;

  @ParameterizedTest(name = "Dokploy {0}")
  @ValueSource(strings = {"0.22.7", "0.30.2"})
  void no_verb_calls_more_often_than_it_must(String version) throws IOException {
    try (var dokploy = Emulator.start(Engine.PROCESS, version, folder.resolve("dokploy"))) {
      var first = Machine.of(dokploy, "first", folder);
      assertThat(calls(dokploy, () -> first.must("create")))
          .as("create, which makes the project and looks whether another made it too")
          .isBetween(6L, 20L);
      var machine = Machine.of(dokploy, "calls", folder);
      assertThat(calls(dokploy, () -> machine.must("create"))).isBetween(6L, 15L);
      assertThat(calls(dokploy, machine::status)).as("status, connected").isZero();
      assertThat(calls(dokploy, () -> machine.answer("true"))).as("command, connected").isZero();
      assertThat(calls(dokploy, () -> machine.must("stop"))).isBetween(1L, 4L);
      assertThat(calls(dokploy, machine::status)).as("status, just stopped").isZero();
      Files.delete(machine.folder().resolve("cache").resolve("stopped"));
      assertThat(calls(dokploy, machine::status)).as("status, stopped").isBetween(1L, 3L);
      assertThat(calls(dokploy, () -> machine.must("start"))).isBetween(1L, 4L);
      assertThat(calls(dokploy, () -> machine.must("delete"))).isBetween(1L, 6L);
    }
  }

  private static long calls(Emulator dokploy, Runnable work) {
    dokploy.post("/emulator/calls/reset", Map.of());
    work.run();
    return dokploy.calls();
  }
}
